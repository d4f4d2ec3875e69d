// What nobody on the phone can answer: what was asked for, and what would help most, by where it comes from.
import { sources, strings } from "../strings";
import type { Errand, Screening, Sheet } from "../types";
import { useStore } from "../ui/store-context";

const words = strings.fetch;
const MOST = 4; // of each source

export function ToFetch({ screening, sheet }: { screening: Screening; sheet: Sheet }) {
  const store = useStore();
  const facts = store.vocabulary.value?.facts;
  const pending = new Set(sheet.pending.map((one) => one.fact));
  const groups = new Map<string, string[]>();
  for (const id of new Set(screening.trials.flatMap((trial) => trial.missing))) {
    const fact = facts?.[id];
    if (!fact || fact.source === "patient" || pending.has(id)) continue;
    groups.set(fact.source, [...(groups.get(fact.source) ?? []), fact.name]);
  }
  const errands = store.call.value?.fetch ?? sheet.fetch ?? [];
  if (errands.length) return <Errands errands={errands} />;
  if (!pending.size && !groups.size) return null;
  return (
    <section class="part fetch" aria-labelledby="fetch-title">
      <h2 id="fetch-title">{strings.board.fetch}</h2>
      <dl>
        {pending.size > 0 && <><dt>{words.pending}</dt><dd>{sheet.pending.map((one) => one.name).join(", ")}</dd></>}
        {[...groups].map(([source, names]) => (
          <>
            <dt>{sources[source]}</dt>
            <dd>{names.slice(0, MOST).join(", ")}{names.length > MOST && <More names={names.slice(MOST)} />}</dd>
          </>
        ))}
      </dl>
    </section>
  );
}

function More({ names }: { names: string[] }) {
  return <details><summary>{words.more(names.length)}</summary><span>{names.join(", ")}</span></details>;
}

/** After a call: whom to ask for what, and what the patient was asked and could not tell. */
function Errands({ errands }: { errands: Errand[] }) {
  return (
    <section class="part fetch" aria-labelledby="fetch-title">
      <h2 id="fetch-title">{strings.board.fetch}</h2>
      <dl>
        {errands.map((one) => (
          <>
            <dt>{one.name}</dt>
            <dd>{one.facts.map((fact) => (fact.asked ? `${fact.name} (${strings.phone.asked})` : fact.name)).join(", ")}</dd>
          </>
        ))}
      </dl>
    </section>
  );
}
