// From fields to words: what is filled in becomes the message that somebody would type.
import type { FactWords } from "../types";

export interface Field {
  answer?: string; // the words of a chosen answer
  value?: string;
  unit?: string;
  date?: string;
}

/** The message of one field; empty where nothing was filled in. */
export function sentence(fact: FactWords, field: Field, testDate = ""): string {
  const date = field.date || (fact.lab ? testDate : "");
  if (fact.kind === "quantity") return quantity(fact, field, date);
  if (date && fact.say.on && (fact.kind === "date" || field.answer === undefined || isYes(fact, field.answer))) {
    return fact.say.on.replace("{date}", date);
  }
  return field.answer ?? "";
}

function quantity(fact: FactWords, field: Field, date: string): string {
  const value = field.value?.trim();
  if (!value || !fact.say.value) return "";
  const template = date && fact.say.dated ? fact.say.dated : fact.say.value;
  const said = template.replace("{value}", value).replace("{date}", date);
  if (!field.unit || field.unit === fact.unit) return said;
  return `${fact.name} ${value} ${field.unit}${date ? ` (${date})` : ""}`;
}

const isYes = (fact: FactWords, answer: string): boolean => fact.answers[0]?.say === answer;

/** All fields as one message. */
export function message(facts: [FactWords, Field][], testDate = ""): string {
  return facts.map(([fact, field]) => sentence(fact, field, testDate)).filter(Boolean).join("; ");
}
