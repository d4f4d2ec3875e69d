// Laboratory tables: recognised when pasted, shown as a table, sent as the lines that they are.

export type Rows = string[][];

/** The rows of a text whose lines have columns (tabs, or wide gaps as of a print-out); null where it is no table. */
export function tableIn(text: string): Rows | null {
  const lines = text.split(/\r?\n/).filter((line) => line.trim());
  const rows = lines.map((line) => line.split(/\t|\s{2,}|\s*\|\s*/).map((cell) => cell.trim()));
  const cells = rows.filter((row) => row.filter(Boolean).length >= 2);
  if (lines.length < 2 || cells.length < lines.length * 0.7 || !text.includes("\t")) return null;
  return rows.map((row) => row.filter((cell, place) => cell || place === 0));
}
