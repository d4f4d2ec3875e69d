// What the server says: the contract's screening, and the sheet and vocabulary beside it.

export type Status = "ruled_out" | "deferred" | "open" | "eligible";
export type Verdict = "satisfied" | "violated" | "unknown";

export interface Criterion {
  id: string;
  status: Verdict;
  facts: string[];
  requirement: string;
  found: string;
  quote: string;
  open_from: string | null;
  notes: string[];
}

export interface Trial {
  trial: string;
  title: string;
  status: Status;
  open_from: string | null;
  criteria: Criterion[];
  missing: string[];
  notes: string[];
}

export interface Conflict {
  fact: string;
  given: unknown;
  derived: unknown;
  from: string[];
}

export interface Question {
  facts: string[];
  ask: string;
  settles: string[];
}

export interface Screening {
  screening_date: string;
  trials: Trial[];
  conflicts: Conflict[];
  next: Question | null;
}

export interface Button {
  title: string;
  payload: string;
}

/** One message of a reply, in the form that both channels are brought to. */
export interface Answer {
  /** What this very message recorded: ids of facts, `treatments`. */
  recorded?: Record<string, unknown>;
  text?: string;
  buttons?: Button[];
  screening?: Screening;
  /** The facts that the conversation is asked for, where they are not the screening's next question. */
  asked?: string[];
  supposed?: Supposed;
  call?: Call;
}

export interface Supposed {
  said: string;
  screening: Screening;
}

/** One who knows what the patient cannot tell, and what to ask for. */
export interface Errand {
  whom: string;
  name: string;
  facts: { fact: string; name: string; asked: boolean }[];
}

/** Where a guided call with the patient stands: docs/phone.md. */
export interface Call {
  on: boolean;
  step: "consent" | "question" | "confirm" | "closing" | "ended";
  question: string | null;
  again: string | null;
  why: string | null;
  facts: string[];
  keys: { key: string; title: string; say: string }[];
  is_again: boolean;
  heard: { said: string; text: string; effects: string[] } | null;
  progress: { settled: number; of: number } | null;
  consent: { state: "asked" | "given" | "declined"; on: string | null } | null;
  closing: { outcome: string; text: string } | null;
  fetch: Errand[];
}

export interface Source {
  told_by: string;
  told_on: string;
  said: string | null;
  assumed_unit: boolean;
  as_told?: boolean;
}

export interface KnownFact extends Source {
  fact: string;
  name: string;
  group: string;
  value: unknown;
  text: string;
  date: string | null;
}

export interface KnownTreatment extends Source {
  entry: string | null;
  value: Record<string, unknown>;
  kind: string;
  text: string;
  start: string | null;
  end: string | null;
  period: string;
}

export interface Named {
  fact: string;
  name: string;
}

export interface Sheet {
  number: number;
  code: string | null;
  opened_on: string;
  screening: Screening;
  facts: KnownFact[];
  treatments: KnownTreatment[];
  treatments_complete: boolean;
  notes: (Source & { text: string })[];
  pending: Named[];
  left_open: Named[];
  disputes: string[];
  until: Record<string, { day: string; text: string; aged: string[] } | null>;
  closed_trials: string[];
  consent?: { state: string; on: string | null } | null;
  fetch?: Errand[] | null;
}

export interface FactWords {
  name: string;
  short: string;
  kind: "quantity" | "choice" | "flag" | "date" | "event" | "treatments";
  unit: string;
  units: string[];
  whole: boolean;
  group: string;
  source: "chart" | "patient" | "test" | "board";
  question: string;
  phone: string;
  lab: boolean;
  answers: { title: string; say: string }[];
  say: { value: string | null; dated: string | null; on: string | null; forget: string | null };
}

export interface Vocabulary {
  facts: Record<string, FactWords>;
  treatments: Record<string, string>;
  agents: string[];
  /** The answer that leaves a question open. */
  dont_know: { title: string; say: string };
  trials: Record<string, { label: string; registry: string }>;
}

export interface Listed {
  number: number;
  code: string | null;
  opened_on: string;
  last_on: string;
  closed: boolean;
  known: number;
  current: boolean;
  session: number | null;
  trials: Record<string, Status>;
}

export interface Tally {
  trial: string;
  screened: number;
  eligible: number;
  open: number;
  deferred: number;
  ruled_out: number;
  ruled_out_by: { criterion: string; requirement: string | null; screenings: number }[];
}

export interface Listing {
  screenings: Listed[];
  trials: Tally[];
  totals: Record<string, number>;
}
