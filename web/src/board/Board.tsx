// The board: every trial with its status, what is known, what is to be fetched, the time line.
import { strings } from "../strings";
import type { Screening } from "../types";
import { useStore } from "../ui/store-context";
import { Facts } from "./Facts";
import { Supposed } from "./Supposed";
import { Timeline } from "./Timeline";
import { ToFetch } from "./ToFetch";
import { TrialCard } from "./TrialCard";

const words = strings.board;
const MANY = 12; // trials of which those out of sight are not laid out

export function Board() {
  const store = useStore();
  const screening = store.screening.value;
  const supposed = store.supposed.value;
  const announced = store.announced.value;
  return (
    <aside class="board" aria-label={words.label}>
      <p class="unseen" role="status" aria-live="polite">{announced}</p>
      {screening ? <Filled screening={screening} /> : <Empty />}
      {supposed && <span class="unseen" role="status">{strings.supposed.title}</span>}
    </aside>
  );
}

function Empty() {
  const names = Object.values(useStore().vocabulary.value?.trials ?? {}).map((one) => one.label);
  return (
    <div class="empty">
      <p>{names.length ? words.waiting(names) : words.none}</p>
      <ul>{names.slice(0, MANY).map((name) => <li>{name}</li>)}</ul>
    </div>
  );
}

function Filled({ screening }: { screening: Screening }) {
  const store = useStore();
  const sheet = store.sheet.value;
  const supposed = store.supposed.value;
  return (
    <>
      <Head screening={screening} />
      {supposed && <Supposed supposed={supposed} now={screening} />}
      <Conflicts screening={screening} />
      <section class="part trials" aria-labelledby="trials-title">
        <h2 id="trials-title">{words.trials}</h2>
        <ul class={screening.trials.length > MANY ? "many" : undefined}>{screening.trials.map((trial) => <TrialCard key={trial.trial} trial={trial} />)}</ul>
        {sheet && sheet.closed_trials.length > 0 && <p class="hint">{words.closed(sheet.closed_trials.join(", "))}</p>}
      </section>
      {sheet && <ToFetch screening={screening} sheet={sheet} />}
      {sheet && <Timeline screening={screening} sheet={sheet} />}
      {sheet && <Facts sheet={sheet} />}
    </>
  );
}

function Head({ screening }: { screening: Screening }) {
  const store = useStore();
  const code = store.sheet.value?.code;
  const counts = new Map<string, number>();
  for (const trial of screening.trials) counts.set(trial.status, (counts.get(trial.status) ?? 0) + 1);
  return (
    <header class="board-head">
      <h2>{code ? words.screening(code) : words.unnamed}</h2>
      <p>{words.asOf(screening.screening_date)}</p>
      <Progress screening={screening} counts={counts} />
    </header>
  );
}

/** The trials by status as one bar; the words are on the cards below. */
function Progress({ screening, counts }: { screening: Screening; counts: Map<string, number> }) {
  const order = ["eligible", "open", "deferred", "ruled_out"];
  return (
    <div class="bar" aria-hidden="true">
      {order.filter((status) => counts.has(status)).map((status) => (
        <span class={`is-${status}`} style={{ flexGrow: (counts.get(status) ?? 0) / screening.trials.length }} />
      ))}
    </div>
  );
}

function Conflicts({ screening }: { screening: Screening }) {
  const store = useStore();
  const facts = store.vocabulary.value?.facts;
  const disputes = store.sheet.value?.disputes ?? [];
  if (!screening.conflicts.length && !disputes.length) return null;
  return (
    <section class="part conflicts" aria-labelledby="conflicts-title">
      <h2 id="conflicts-title">{words.conflicts}</h2>
      <ul>
        {screening.conflicts.map((one) => <li>{words.conflict(facts?.[one.fact]?.name ?? one.fact, String(one.given), String(one.derived))}</li>)}
        {disputes.map((line) => <li>{line}</li>)}
      </ul>
    </section>
  );
}
