// Every word of the interface, in one file. What the assistant says comes from the server.
import type { Change } from "./changes";
import type { Status, Verdict, Vocabulary } from "./types";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `10 Oct 2026`, `Oct 2026`, `2026`: a date of the record, which may be a month or a year alone. */
export function dateText(day: string): string {
  const [year, month, date] = day.split("-");
  const name = MONTHS[Number(month) - 1];
  if (!month || !name) return day;
  return date ? `${Number(date)} ${name} ${year}` : `${name} ${year}`;
}

export const count = (number: number, one: string, several = `${one}s`): string =>
  `${number} ${number === 1 ? one : several}`;

export const statuses: Record<Status, string> = {
  eligible: "Eligible",
  open: "Still open",
  deferred: "Deferred",
  ruled_out: "Ruled out",
};

export const verdicts: Record<Verdict, string> = {
  satisfied: "Satisfied",
  violated: "Violated",
  unknown: "Not known yet",
};

export const criterionNotes: Record<string, string> = {
  conflict: "The record gives two limits; between them it does not decide.",
  assumed_uln: "The laboratory’s limit of normal was not given; the site’s is assumed.",
  stale_lab: "The test is too old for this trial.",
  correctable: "Out of range now; the record lets short-term treatment correct it.",
};

export const trialNotes: Record<string, string> = {
  provisional: "Provisional: the record has no eligibility section.",
  recruitment_end_passed: "The record’s end date has passed: ask whether it still recruits.",
};

export const sources: Record<string, string> = {
  patient: "Ask the patient",
  chart: "From the chart",
  test: "Needs a test",
  board: "For the study team to judge",
};

export const strings = {
  name: "Hepascreen",
  purpose: "Supports the study team’s decision; makes none.",
  views: { chat: "Conversation", phone: "Phone call", list: "Screenings" },
  theme: { label: "Colours", auto: "Auto", light: "Light", dark: "Dark" },
  open: "Screen a patient",
  close: "Close",
  newConversation: "New",
  newConversationHint: "Start a new conversation; this one stays in the log",
  link: {
    opening: "Connecting…",
    socket: "Connected",
    rest: "Connected",
    offline: "No connection; trying again…",
  },
  faults: {
    unreachable: () => "Not sent: the server cannot be reached. It is sent again as soon as it can.",
    busy: (words = "") => `Not sent yet: ${words}. It is sent again in a moment.`,
    refused: (words = "") => `Not sent: ${words}.`,
    "signed-out": (words = "") => `Not sent: ${words}. Sign in, then it is sent.`,
  },
  sendAgain: "Send again",
  discard: "Discard",
  conversation: {
    label: "Conversation",
    messages: "Messages",
    you: "You",
    bot: "Hepascreen",
    welcome: "Type what you know of the patient, in your own shorthand and any order.",
    example: "61F, HCC biopsy proven, BCLC C, ECOG 1, CP A6, plt 82, TB 1.4 mg/dL, alb 34 g/L",
    useExample: "Put this example into the message",
    orAsk: "Or ask: which trials are open, why not watch and wait, what is missing. Use a code, never a name.",
    writing: "Hepascreen is reading your message",
    message: "Message",
    placeholder: "Facts in shorthand, or a question",
    keys: "Enter sends, Shift+Enter starts a line.",
    send: "Send",
    undo: "Undo last",
    summary: "Summary",
    copy: "Copy",
    copied: "Copied",
    replies: "Answers",
    open: "Still asked:",
    pasted: (rows: number) => `Laboratory table with ${count(rows, "row")}: check it, then send.`,
    table: "Laboratory table",
    latest: "Go to the latest message",
  },
  form: {
    title: "Answer field by field",
    hint: "Leave empty what you do not know; only what you fill in is sent.",
    yes: "Yes",
    no: "No",
    choose: "Choose…",
    when: "when",
    month: "only the month is known",
    testDate: "Date of the tests",
    send: "Send these",
    unit: "unit",
  },
  download: {
    label: "Download the summary",
    html: "Web page",
    pdf: "PDF",
    md: "Text",
    print: "Print the board",
    failed: (words: string) => `The summary cannot be made: ${words}.`,
  },
  board: {
    label: "Trial board",
    none: "The trials appear here with the first fact.",
    unnamed: "Screening without a code",
    screening: (code: string) => `Screening ${code}`,
    asOf: (day: string) => `as of ${dateText(day)}`,
    trials: "Trials",
    facts: "What is known",
    timeline: "Time line",
    fetch: "To fetch",
    changed: "changed",
    changedFrom: (before: Status) => `was: ${statuses[before].toLowerCase()}`,
    opensOn: (day: string) => `opens on ${dateText(day)}`,
    waiting: (names: string[]) => `${count(names.length, "trial waits", "trials wait")} for the first fact:`,
    satisfied: (all: number) => (all === 1 ? "the one criterion is satisfied" : `all ${all} criteria satisfied`),
    unknown: (open: number, all: number) => `${open} of ${all} criteria not known yet`,
    judgement: "only the study team’s judgement is left",
    until: (day: string) => `holds until ${day}`,
    found: "Found",
    asks: "The record says",
    missing: "Missing",
    nothing: "nothing known",
    andMore: (number: number) => `and ${number} more`,
    over: (day: string) => `over on ${dateText(day)}`,
    conflicts: "Does not fit together",
    conflict: (fact: string, given: string, derived: string) =>
      `${fact}: ${given} was told, but ${derived} follows from the rest.`,
    closed: (names: string) => `Closed at this site: ${names}.`,
  },
  supposed: {
    title: "Only supposed",
    back: "Back to what is known",
    same: "as it is",
    was: (before: Status) => `${statuses[before].toLowerCase()} → `,
  },
  facts: {
    none: "Nothing yet.",
    treatments: "Treatments",
    complete: "No other treatment was given.",
    nothingElse: "no other treatment",
    incomplete: "There may be more treatments.",
    notes: "Notes",
    edit: (name: string) => `Change ${name}`,
    forget: (name: string) => `Take back ${name}`,
    testDate: "Date of the test",
    save: "Save",
    cancel: "Cancel",
    newValue: (name: string) => `New value of ${name}`,
    told: (who: string, day: string) => `${who}, ${dateText(day)}`,
    assumed: "unit assumed",
    asTold: "as told, check the chart",
    goes: "It goes through the conversation, so the log keeps both.",
    groups: {
      demographics: "Patient",
      diagnosis: "Diagnosis",
      staging: "Staging",
      labs: "Laboratory",
      response: "Response",
      history: "History and conditions",
    } as Record<string, string>,
  },
  fetch: {
    pending: "Asked for",
    more: (number: number) => `and ${number} more`,
  },
  timeline: {
    label: "Treatments, tests and the dates on which trials open",
    today: "screened",
    washout: "over on",
    opens: "opens on",
    undated: "without a date",
  },
  phone: {
    start: "Start the call",
    startMessage: "phone",
    startHint:
      "The patient is asked for consent first. Then one question at a time is given to be read aloud; you type what you hear.",
    steps: {
      consent: "Read aloud: consent",
      question: "Read aloud",
      confirm: "You heard: check before it counts",
      closing: "Read aloud: the end of the call",
      ended: "The call has ended",
    },
    again: "Other words",
    why: "If the patient asks why",
    effects: "What follows",
    answer: "What the patient says",
    keys: "A single key answers by itself; Enter sends what you type.",
    noKeys: "Enter sends what you type.",
    hangUp: "Hang up",
    hangUpMessage: "hang up",
    resume: "Go on with the call",
    timer: "On the phone",
    startTimer: "Start the timer",
    stopTimer: "Stop",
    reset: "Reset",
    progress: (done: number, all: number) => `${done} of ${count(all, "trial")} settled`,
    questions: (done: number, all: number) => `${done} of ${count(all, "question")} answered`,
    consent: { asked: "Consent: asked", given: "Consent: given", declined: "Consent: declined" } as Record<string, string>,
    notes: "Your notes",
    notesHint: "They stay in this tab, are not sent and are no facts.",
    last: "What was recorded",
    asked: "the patient could not tell",
  },
  list: {
    results: "Screenings found",
    search: "Search by code",
    status: "Any status",
    from: "Since",
    none: "No screening matches.",
    empty: "No screening yet.",
    unnamed: "without a code",
    known: (number: number) => count(number, "fact"),
    closed: "closed",
    current: "this one",
    resume: "Go on",
    resumeHint: (label: string) => `Go on with ${label}`,
    code: "Code",
    opened: "Opened",
    last: "Last",
    facts: "Known",
    trials: "Trials",
    funnel: "What became of them",
    funnelHint: "Counts of the screenings listed here; no values.",
    screened: "screened",
    by: (name: string, number: number) => `${name}: ${number}`,
    reason: "Ruled out, since not met:",
    nothingScreened: "nothing screened",
  },
  signIn: {
    title: "Sign in",
    label: "Your token",
    button: "Sign in",
    help: "Whoever runs the server makes one for you: hepascreen token.",
  },
} as const;

export function changedTrials(changes: Change[], words: Vocabulary | null): string {
  return changes
    .map((one) => `${words?.trials[one.trial]?.label ?? one.trial}: ${statuses[one.after].toLowerCase()}`)
    .join("; ");
}
