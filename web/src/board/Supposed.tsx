// What would follow from something that is only supposed: beside the truth, never in its place.
import { statuses, strings } from "../strings";
import type { Screening, Supposed as Imagined } from "../types";
import { StatusIcon } from "../ui/icons";
import { useStore } from "../ui/store-context";

const words = strings.supposed;

export function Supposed({ supposed, now }: { supposed: Imagined; now: Screening }) {
  const store = useStore();
  const labels = store.vocabulary.value?.trials;
  const before = new Map(now.trials.map((trial) => [trial.trial, trial.status]));
  return (
    <section class="part supposed" aria-labelledby="supposed-title">
      <h2 id="supposed-title">{words.title}</h2>
      <p>{supposed.said}</p>
      <ul>
        {supposed.screening.trials.map((trial) => {
          const was = before.get(trial.trial);
          return (
            <li class={`is-${trial.status}`}>
              <StatusIcon status={trial.status} />
              <span>{labels?.[trial.trial]?.label ?? trial.trial}</span>
              <span class="status">
                {was === trial.status ? words.same : <>{was && <span class="before">{words.was(was)}</span>}{statuses[trial.status]}</>}
              </span>
            </li>
          );
        })}
      </ul>
      <button type="button" class="plain" onClick={() => (store.supposed.value = null)}>{words.back}</button>
    </section>
  );
}
