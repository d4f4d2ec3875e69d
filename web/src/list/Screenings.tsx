// The screenings that this browser, or the site, has in the log: found by code, status and day; gone on with.
import { useEffect, useState } from "preact/hooks";
import { sessions } from "../storage";
import { dateText, statuses, strings } from "../strings";
import { SignIn } from "../chat/SignIn";
import { Undelivered } from "../transport/wire";
import type { Listed, Listing, Status } from "../types";
import { StatusIcon } from "../ui/icons";
import { useStore } from "../ui/store-context";
import { Funnel } from "./Funnel";

const words = strings.list;
const STATUSES: Status[] = ["eligible", "open", "deferred", "ruled_out"];

interface Filter {
  code: string;
  status: Status | "";
  since: string;
}

export function Screenings({ onResume }: { onResume: () => void }) {
  const store = useStore();
  const [listing, setListing] = useState<Listing | null>(null);
  const [fault, setFault] = useState("");
  const [filter, setFilter] = useState<Filter>({ code: "", status: "", since: "" });
  const known = [store.session.value, ...sessions().filter((one) => one !== store.session.value)];
  const isSignedOut = store.isSignedOut.value;

  useEffect(() => {
    store.courier.rest
      .get<Listing>("screenings", known.map((session) => ["session", session]))
      .then(setListing, (error: unknown) => {
        if (error instanceof Undelivered && error.kind === "signed-out") store.isSignedOut.value = true;
        setFault(error instanceof Undelivered ? strings.faults[error.kind](error.message) : "");
      });
  }, [store.session.value, isSignedOut]);

  function resume(one: Listed): void {
    const session = one.session === null ? undefined : known[one.session];
    if (session && session !== store.session.value) store.restart(session);
    if (!one.current && one.code) store.say(`back to ${one.code}`);
    onResume();
  }

  const found = (listing?.screenings ?? []).filter((one) => fits(one, filter));
  return (
    <section class="list" aria-label={strings.views.list}>
      {isSignedOut && <SignIn />}
      <Search filter={filter} onChange={setFilter} />
      {fault && <p role="alert" class="fault">{fault}</p>}
      {listing && !listing.screenings.length && <p class="hint">{words.empty}</p>}
      {listing && listing.screenings.length > 0 && !found.length && <p class="hint" role="status">{words.none}</p>}
      {found.length > 0 && <Table found={found} onResume={resume} />}
      {listing && listing.screenings.length > 0 && <Funnel listing={listing} />}
    </section>
  );
}

function fits(one: Listed, filter: Filter): boolean {
  const code = (one.code ?? words.unnamed).toLowerCase();
  if (!code.includes(filter.code.trim().toLowerCase())) return false;
  if (filter.status && !Object.values(one.trials).includes(filter.status)) return false;
  return !filter.since || one.last_on >= filter.since;
}

function Search({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  return (
    <form class="search" role="search" onSubmit={(event) => event.preventDefault()} autocomplete="off">
      <label>{words.search}
        <input type="search" value={filter.code} onInput={(event) => onChange({ ...filter, code: event.currentTarget.value })} />
      </label>
      <label>{words.trials}
        <select value={filter.status} onChange={(event) => onChange({ ...filter, status: event.currentTarget.value as Filter["status"] })}>
          <option value="">{words.status}</option>
          {STATUSES.map((status) => <option value={status}>{statuses[status]}</option>)}
        </select>
      </label>
      <label>{words.from}
        <input type="date" value={filter.since} onInput={(event) => onChange({ ...filter, since: event.currentTarget.value })} />
      </label>
    </form>
  );
}

function Table({ found, onResume }: { found: Listed[]; onResume: (one: Listed) => void }) {
  return (
    <div class="table" tabIndex={0} role="region" aria-label={words.results}>
      <table>
        <thead><tr><th>{words.code}</th><th class="wide">{words.opened}</th><th class="wide">{words.last}</th><th class="wide">{words.facts}</th><th>{words.trials}</th><th><span class="unseen">{words.resume}</span></th></tr></thead>
        <tbody>{found.map((one) => <Row key={one.number} one={one} onResume={onResume} />)}</tbody>
      </table>
    </div>
  );
}

function Row({ one, onResume }: { one: Listed; onResume: (one: Listed) => void }) {
  const label = one.code ?? `#${one.number} ${words.unnamed}`;
  const canResume = one.current || (one.code !== null) || (one.session !== null && !one.closed);
  return (
    <tr class={one.current ? "current" : ""}>
      <th scope="row">{label}{one.current && <span class="tag">{words.current}</span>}{one.closed && <span class="tag">{words.closed}</span>}</th>
      <td class="wide">{dateText(one.opened_on)}</td>
      <td class="wide">{dateText(one.last_on)}</td>
      <td class="wide">{words.known(one.known)}</td>
      <td><Tally trials={one.trials} /></td>
      <td>{canResume && <button type="button" class="plain" aria-label={words.resumeHint(label)} onClick={() => onResume(one)}>{words.resume}</button>}</td>
    </tr>
  );
}

function Tally({ trials }: { trials: Record<string, Status> }) {
  const found = Object.values(trials);
  if (!found.length) return <>{words.nothingScreened}</>;
  return (
    <span class="tally">
      {STATUSES.filter((status) => found.includes(status)).map((status) => (
        <span class={`is-${status}`}><StatusIcon status={status} />{found.filter((one) => one === status).length}<span class="unseen"> {statuses[status]}</span></span>
      ))}
    </span>
  );
}
