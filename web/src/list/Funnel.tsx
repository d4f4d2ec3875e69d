// What became of the screenings, trial by trial: screened, eligible, open, deferred, ruled out and by what.
import { statuses, strings } from "../strings";
import type { Listing, Status, Tally } from "../types";
import { useStore } from "../ui/store-context";

const words = strings.list;
const STATUSES: Status[] = ["eligible", "open", "deferred", "ruled_out"];
const REASONS = 4;

export function Funnel({ listing }: { listing: Listing }) {
  const most = Math.max(1, ...listing.trials.map((one) => one.screened));
  return (
    <section class="funnel" aria-labelledby="funnel-title">
      <h2 id="funnel-title">{words.funnel}</h2>
      <p class="hint">{words.funnelHint}</p>
      <p class="legend">{STATUSES.map((status) => <span class={`is-${status}`}><i />{statuses[status]}</span>)}</p>
      <ul>{listing.trials.map((one) => <Bar key={one.trial} tally={one} most={most} />)}</ul>
    </section>
  );
}

function Bar({ tally, most }: { tally: Tally; most: number }) {
  const label = useStore().vocabulary.value?.trials[tally.trial]?.label ?? tally.trial;
  return (
    <li>
      <h3><span class="name">{label}</span> <span>{tally.screened} {words.screened}</span></h3>
      <div class="stack" style={{ width: `${(100 * tally.screened) / most}%` }}>
        {STATUSES.filter((status) => tally[status] > 0).map((status) => (
          <span class={`is-${status}`} style={{ flexGrow: tally[status] }}>
            <b>{tally[status]} <span>{statuses[status].toLowerCase()}</span></b>
          </span>
        ))}
      </div>
      {tally.ruled_out_by.length > 0 && (
        <div class="reasons">
          <p>{words.reason}</p>
          <ul>{tally.ruled_out_by.slice(0, REASONS).map((one) => <li>{words.by(one.requirement ?? one.criterion, one.screenings)}</li>)}</ul>
        </div>
      )}
    </li>
  );
}
