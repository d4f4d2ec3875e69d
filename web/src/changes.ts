// What a message changed on the board: statuses that moved and criteria that were settled or opened.
import type { Screening, Status } from "./types";

export interface Change {
  trial: string;
  before: Status;
  after: Status;
}

export interface Marks {
  trials: Change[];
  /** `trial/criterion` of every criterion whose verdict is another. */
  criteria: Set<string>;
  /** Ids of facts that the last message recorded or took back; `treatments` for the history. */
  facts: Set<string>;
}

export const noMarks = (): Marks => ({ trials: [], criteria: new Set(), facts: new Set() });

export function changesBetween(before: Screening | null, after: Screening, recorded: Record<string, unknown> = {}): Marks {
  const marks = noMarks();
  marks.facts = new Set(Object.keys(recorded));
  if (!before) return marks;
  const known = new Map(before.trials.map((trial) => [trial.trial, trial]));
  for (const trial of after.trials) {
    const was = known.get(trial.trial);
    if (!was) continue;
    if (was.status !== trial.status) marks.trials.push({ trial: trial.trial, before: was.status, after: trial.status });
    const verdicts = new Map(was.criteria.map((one) => [one.id, one.status]));
    for (const one of trial.criteria) {
      const verdict = verdicts.get(one.id);
      if (verdict && verdict !== one.status) marks.criteria.add(`${trial.trial}/${one.id}`);
    }
  }
  return marks;
}

/** How many trials nothing can change any more but time: the progress of a screening. */
export function settled(screening: Screening): number {
  return screening.trials.filter((trial) => trial.status === "ruled_out" || trial.status === "eligible").length;
}
