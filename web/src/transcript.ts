// From answers to what stands in the transcript: a reply is one entry, however many parts it came in.
import { newId } from "./storage";
import type { Answer, Button, Question, Screening, Vocabulary } from "./types";

export interface Entry {
  id: string;
  who: "own" | "bot";
  text: string;
  at: number;
  message?: string;
  buttons?: Button[];
  /** The question that the answer ended with, where it is that of the screening. */
  question?: Question;
  /** The message that it answers, where the conversation was overheard part by part. */
  reply?: string;
  state?: "waiting" | "unsent" | "refused";
  fault?: string;
}

const PARTS = "\n\n"; // what the channels cut a text at

/** Add the parts of a reply to the entries; parts of one reply become one entry. */
export function withReply(entries: Entry[], answers: Answer[], reply?: string): Entry[] {
  const said = answers.filter((one) => one.text || one.buttons);
  if (!said.length) return entries;
  const text = said.map((one) => one.text ?? "").filter(Boolean).join(PARTS);
  const buttons = said.at(-1)?.buttons;
  const last = entries.at(-1);
  if (last && reply && last.reply === reply) {
    return [...entries.slice(0, -1), { ...last, text: last.text + PARTS + text, buttons: buttons ?? last.buttons }];
  }
  return [...entries, { id: newId(), who: "bot", text, buttons, reply, at: Date.now() }];
}

/** The entries with the question named that the last of them asks, so that fields for it can stand below. */
export function withQuestion(entries: Entry[], question: Question | null, words: Vocabulary | null): Entry[] {
  const last = entries.at(-1);
  if (last?.who !== "bot" || !question) return entries;
  const leaves = words?.dont_know.say;
  const asks = last.text.includes(question.ask) || last.buttons?.some((one) => one.payload === leaves);
  return asks ? [...entries.slice(0, -1), { ...last, question }] : entries;
}

const isSame = (some: string[], others: string[]): boolean => some.join() === others.join();

/** The question that is open: the screening's next, unless the conversation was asked for something else or it only waits. */
export function openQuestion(screening: Screening | null, awaited: string[] | null, pending: string[]): Question | null {
  const next = screening?.next;
  if (!next || (awaited && !isSame(awaited, next.facts))) return null;
  return next.facts.every((fact) => pending.includes(fact)) ? null : next;
}
