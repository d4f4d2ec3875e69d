// The record's words, without the white space of the file that they stand in.
export const quoteText = (quote: string): string => quote.replace(/\s+/g, " ").trim();
