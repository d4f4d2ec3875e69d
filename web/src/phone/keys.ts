// One-key answers: which words a key stands for, given what is asked.
import { noneOf } from "../chat/answers";
import { strings } from "../strings";
import type { FactWords } from "../types";

export interface Answered {
  title: string;
  message: string;
}

export type Asked = "yes-no" | "number" | "choice" | "group" | "treatments";

export function kindOf(facts: FactWords[]): Asked {
  const [first] = facts;
  if (facts.length !== 1 || !first) return "group";
  if (first.kind === "quantity" || first.kind === "date") return "number";
  if (first.kind === "treatments") return "treatments";
  return first.kind === "choice" ? "choice" : "yes-no";
}

/** What a single key answers while nothing has been typed; null where it begins a typed answer. */
export function answerOf(key: string, facts: FactWords[]): Answered | null {
  const kind = kindOf(facts);
  const [first] = facts;
  if (key === "?") return { title: strings.form.open, message: strings.phone.dontKnow };
  if (key === "f") return { title: strings.phone.later, message: strings.phone.pending };
  if (kind === "yes-no" && first && (key === "y" || key === "n")) return chosen(first, key === "y" ? 0 : 1);
  if (kind === "treatments" && first && key === "n") return chosen(first, 0);
  if (kind === "choice" && first && /^[1-9]$/.test(key)) return chosen(first, Number(key) - 1);
  if (kind === "group" && key === "n") {
    const none = noneOf(facts);
    return none ? { title: strings.form.none, message: none } : null;
  }
  return null;
}

function chosen(fact: FactWords, place: number): Answered | null {
  const answer = fact.answers[place];
  return answer ? { title: answer.title, message: answer.say } : null;
}
