// Where things stand on the time line: partial dates are ranges, the scale runs from the first to the last of them.
import type { Screening, Sheet } from "../types";

const DAY = 86_400_000; // milliseconds

/** First and last moment of a date of the record: a day, a month or a year. */
export function span(date: string): [number, number] {
  const [year = 0, month, day] = date.split("-").map(Number);
  if (day) return [Date.UTC(year, (month ?? 1) - 1, day), Date.UTC(year, (month ?? 1) - 1, day)];
  if (month) return [Date.UTC(year, month - 1, 1), Date.UTC(year, month, 0)];
  return [Date.UTC(year, 0, 1), Date.UTC(year, 11, 31)];
}

export interface Bar {
  key: string;
  label: string;
  from: number;
  to: number;
  kind: "treatment" | "ongoing" | "washout" | "test";
  until?: string;
  /** Whether the trial opens on the day on which the window is over. */
  opens?: boolean;
}

export interface Scale {
  from: number;
  to: number;
  ticks: { at: number; label: string }[];
}

/** What has a place in time, the earliest first. */
export function bars(sheet: Sheet, screening: Screening, label: (trial: string) => string): Bar[] {
  const today = span(screening.screening_date)[1];
  const treatments = sheet.treatments.filter((one) => one.start || one.end).map((one): Bar => {
    const start = span(one.start ?? one.end ?? "")[0];
    const isOngoing = !one.end && one.value["outcome"] !== "completed";
    const end = one.end ? span(one.end)[1] : isOngoing ? today : span(one.start ?? "")[1];
    return { key: `treatment ${one.entry}`, label: one.text, from: start, to: end, kind: isOngoing ? "ongoing" : "treatment" };
  });
  const tests = sheet.facts.filter((one) => one.date).map((one): Bar => {
    const [from, to] = span(one.date ?? "");
    return { key: one.fact, label: `${one.name} ${one.text.replace(/^yes, /, "")}`, from, to, kind: "test" };
  });
  return [...treatments, ...tests, ...washouts(screening, today, label)].sort((a, b) => a.from - b.from);
}

function washouts(screening: Screening, today: number, label: (trial: string) => string): Bar[] {
  return screening.trials.flatMap((trial) =>
    trial.criteria
      .filter((one) => one.status === "violated" && one.open_from)
      .map((one): Bar => ({
        key: `${trial.trial}/${one.id}`,
        label: `${label(trial.trial)}: ${one.requirement}`,
        from: today,
        to: span(one.open_from ?? "")[0],
        kind: "washout",
        until: one.open_from ?? undefined,
        opens: trial.status === "deferred" && trial.open_from === one.open_from,
      })),
  );
}

const STEPS = [1, 2, 3, 6, 12, 24, 60, 120]; // months between ticks
const MOST_TICKS = 5;

export function scaleOf(found: Bar[], today: number, monthLabel: (month: string) => string): Scale {
  const edge = 12 * DAY;
  const from = Math.min(today, ...found.map((bar) => bar.from)) - edge;
  const to = Math.max(today, ...found.map((bar) => bar.to)) + edge;
  const months = (to - from) / (30.4 * DAY);
  const step = STEPS.find((one) => months / one <= MOST_TICKS) ?? 240;
  const ticks: Scale["ticks"] = [];
  const first = new Date(from);
  let month = first.getUTCFullYear() * 12 + first.getUTCMonth() + 1;
  month += (step - (month % step)) % step;
  for (; ; month += step) {
    const at = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (at > to - (to - from) / 10) break; // its label would stand out
    const name = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
    ticks.push({ at, label: monthLabel(step >= 12 ? name.slice(0, 4) : name) });
  }
  return { from, to, ticks };
}

/** Per cent of the width. */
export const place = (scale: Scale, at: number): number => (100 * (at - scale.from)) / (scale.to - scale.from);
