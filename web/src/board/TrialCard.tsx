// One trial: its status in words, shape and colour; opened, its criteria with what was found and the record's words.
import { useState } from "preact/hooks";
import { criterionNotes, dateText, statuses, strings, trialNotes, verdicts } from "../strings";
import type { Criterion, Trial, Verdict } from "../types";
import { Icon, StatusIcon, VerdictIcon } from "../ui/icons";
import { useStore } from "../ui/store-context";
import { quoteText } from "./quotes";

const words = strings.board;
const MOST = 10; // facts that are named as missing, the most useful first
const ORDER: Verdict[] = ["violated", "unknown", "satisfied"];

export function TrialCard({ trial }: { trial: Trial }) {
  const store = useStore();
  const [isOpen, setOpen] = useState(false);
  const label = store.vocabulary.value?.trials[trial.trial];
  const change = store.marks.value.trials.find((one) => one.trial === trial.trial);
  const id = `trial-${trial.trial}`;
  const facts = store.vocabulary.value?.facts;
  const isLeftToTheTeam = trial.status === "open" && trial.missing.length > 0 && trial.missing.every((one) => facts?.[one]?.source === "board");
  return (
    <li class={`trial is-${trial.status} ${change ? "changed" : ""}`}>
      <h3>
        <button type="button" class="trial-head" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
          <StatusIcon status={trial.status} />
          <span class="trial-name">{label?.label ?? trial.trial}</span>
          <span class="status">{statuses[trial.status]}</span>
          {change && <span class="was">{words.changed}, {words.changedFrom(change.before)}</span>}
          <Icon name="chevron" />
        </button>
      </h3>
      <p class="why">{isLeftToTheTeam ? words.judgement : reason(trial)}<Until trial={trial} /></p>
      {trial.notes.filter((note) => trialNotes[note]).map((note) => <p class="note">{trialNotes[note]}</p>)}
      <div id={id} hidden={!isOpen}>{isOpen && <Inside trial={trial} registry={label?.registry ?? ""} />}</div>
    </li>
  );
}

/** In one line: why it is out, until when, or what is missing. */
function reason(trial: Trial): string {
  const violated = trial.criteria.filter((one) => one.status === "violated");
  const unknown = trial.criteria.filter((one) => one.status === "unknown").length;
  const first = violated[0];
  if (trial.status === "deferred" && trial.open_from) return `${words.opensOn(trial.open_from)}: ${pretty(first?.found ?? "")}`;
  if (first) return pretty(first.found || first.requirement) + (violated.length > 1 ? ` (+${violated.length - 1})` : "");
  return unknown ? words.unknown(unknown, trial.criteria.length) : words.satisfied(trial.criteria.length);
}

function Until({ trial }: { trial: Trial }) {
  const until = useStore().sheet.value?.until[trial.trial];
  return until ? <> {words.until(until.text)}</> : null;
}

function Inside({ trial, registry }: { trial: Trial; registry: string }) {
  const facts = useStore().vocabulary.value?.facts;
  const missing = trial.missing.map((id) => facts?.[id]?.name ?? (id === "treatments" ? strings.facts.treatments.toLowerCase() : id));
  return (
    <div class="inside">
      <p class="title">{trial.title}{registry && ` (${registry})`}</p>
      {missing.length > 0 && <p class="missing"><b>{words.missing}:</b> {missing.slice(0, MOST).join(", ")}{missing.length > MOST && `, ${words.andMore(missing.length - MOST)}`}</p>}
      <ul class="criteria">
        {ORDER.flatMap((verdict) => trial.criteria.filter((one) => one.status === verdict)).map((one) => (
          <CriterionRow key={one.id} trial={trial.trial} criterion={one} />
        ))}
      </ul>
    </div>
  );
}

function CriterionRow({ trial, criterion }: { trial: string; criterion: Criterion }) {
  const isChanged = useStore().marks.value.criteria.has(`${trial}/${criterion.id}`);
  return (
    <li class={`criterion is-${criterion.status} ${isChanged ? "changed" : ""}`}>
      <p class="requirement">
        <VerdictIcon verdict={criterion.status} />
        <span>
          <span class="verdict">{verdicts[criterion.status]}{isChanged && ` (${words.changed})`}</span>
          {" "}<span class="id">{criterion.id}</span>{" "}
          {pretty(criterion.requirement)}
        </span>
      </p>
      <p class="found"><b>{words.found}:</b> {pretty(criterion.found) || words.nothing}{criterion.open_from && `; ${words.over(criterion.open_from)}`}</p>
      {criterion.notes.map((note) => <p class="note">{criterionNotes[note] ?? note}</p>)}
      <p class="quote"><span class="unseen">{words.asks}: </span><q>{quoteText(criterion.quote)}</q></p>
    </li>
  );
}

/** Dates and units of the screening as people read them. */
export function pretty(text: string): string {
  return text
    .replace(/\b\d{4}-\d{2}(-\d{2})?\b/g, dateText)
    .replace(/(?:[x×]\s*)?10[*^]9\/L/g, "×10⁹/L")
    .replace(/umol\/L/g, "µmol/L")
    .replace(/mm\[Hg\]/g, "mmHg");
}
