// Treatments, dated tests, and the windows after which trials open.
import { dateText, strings } from "../strings";
import type { Screening, Sheet } from "../types";
import { useStore } from "../ui/store-context";
import { bars, place, scaleOf, span, type Bar, type Scale } from "./scale";

const words = strings.timeline;

export function Timeline({ screening, sheet }: { screening: Screening; sheet: Sheet }) {
  const labels = useStore().vocabulary.value?.trials;
  const found = bars(sheet, screening, (trial) => labels?.[trial]?.label ?? trial);
  if (!found.length) return null;
  const today = span(screening.screening_date)[1];
  const scale = scaleOf(found, today, dateText);
  const undated = sheet.treatments.filter((one) => !one.start && !one.end);
  return (
    <section class="part timeline" aria-labelledby="timeline-title">
      <h2 id="timeline-title">{strings.board.timeline}</h2>
      <div class="chart">
        <div class="grid" aria-hidden="true">
          {scale.ticks.map((tick) => <span class="tick" style={{ left: `${place(scale, tick.at)}%` }}>{tick.label}</span>)}
          <span class="today" style={{ left: `${place(scale, today)}%` }}><i>{words.today}</i></span>
        </div>
        <ul aria-label={words.label}>{found.map((bar) => <Row key={bar.key} bar={bar} scale={scale} />)}</ul>
      </div>
      {undated.length > 0 && <p class="hint">{undated.map((one) => one.text).join("; ")}: {words.undated}</p>}
    </section>
  );
}

function Row({ bar, scale }: { bar: Bar; scale: Scale }) {
  const left = place(scale, bar.from);
  const width = Math.max(place(scale, bar.to) - left, 0.8);
  return (
    <li class={`row ${bar.kind}`}>
      <span class="row-label">
        {bar.label}
        {bar.until && <b>{bar.opens ? words.opens : words.washout} {dateText(bar.until)}</b>}
      </span>
      <span class="track" aria-hidden="true"><span class="span" style={{ left: `${left}%`, width: `${width}%` }} /></span>
    </li>
  );
}
