// What is known: value, unit, date and source of each fact, changed and taken back where it stands.
import { useState } from "preact/hooks";
import { strings } from "../strings";
import type { KnownFact, KnownTreatment, Sheet, Source } from "../types";
import { Icon } from "../ui/icons";
import { useStore } from "../ui/store-context";
import { FactEditor, forgetTreatment, TreatmentEditor } from "./FactEditor";

const words = strings.facts;

export function Facts({ sheet }: { sheet: Sheet }) {
  const groups = new Map<string, KnownFact[]>();
  for (const fact of sheet.facts) groups.set(fact.group, [...(groups.get(fact.group) ?? []), fact]);
  return (
    <section class="part facts" aria-labelledby="facts-title">
      <h2 id="facts-title">{strings.board.facts}</h2>
      {!sheet.facts.length && !sheet.treatments.length && <p class="hint">{words.none}</p>}
      {[...groups].map(([group, facts]) => (
        <section key={group} class="group" aria-label={words.groups[group] ?? group}>
          <h3>{words.groups[group] ?? group}</h3>
          <ul>{facts.map((fact) => <FactRow key={fact.fact} fact={fact} />)}</ul>
        </section>
      ))}
      {sheet.treatments.length + Number(sheet.treatments_complete) > 0 && <Treatments sheet={sheet} />}
      {sheet.notes.length > 0 && (
        <section class="group" aria-label={words.notes}>
          <h3>{words.notes}</h3>
          <ul>{sheet.notes.map((note) => <li class="fact"><span class="value">{note.text}</span><From source={note} /></li>)}</ul>
        </section>
      )}
    </section>
  );
}

function FactRow({ fact }: { fact: KnownFact }) {
  const store = useStore();
  const [isEdited, setEdited] = useState(false);
  const fresh = store.marks.value.facts.has(fact.fact);
  const forget = store.vocabulary.value?.facts[fact.fact]?.say.forget ?? `forget ${fact.name}`;
  if (isEdited) return <FactEditor fact={fact} onDone={() => setEdited(false)} />;
  return (
    <li class={`fact ${fresh ? "changed" : ""}`}>
      <span class="name">{fact.name}</span>
      <span class="value">{fact.text}{fresh && <span class="unseen"> ({strings.board.changed})</span>}</span>
      <From source={fact} />
      <Controls name={fact.name} onEdit={() => setEdited(true)} onForget={() => store.say(forget)} />
    </li>
  );
}

function Controls({ name, onEdit, onForget }: { name: string; onEdit: () => void; onForget: () => void }) {
  return (
    <span class="controls">
      <button type="button" class="icon-button" aria-label={words.edit(name)} title={words.edit(name)} onClick={onEdit}><Icon name="edit" /></button>
      <button type="button" class="icon-button" aria-label={words.forget(name)} title={words.forget(name)} onClick={onForget}><Icon name="forget" /></button>
    </span>
  );
}

function From({ source }: { source: Source }) {
  return (
    <span class="source">
      {words.told(source.told_by, source.told_on)}
      {source.said && <>: <q>{source.said}</q></>}
      {source.assumed_unit && ` (${words.assumed})`}
      {source.as_told && <span class="tag">{words.asTold}</span>}
    </span>
  );
}

function Treatments({ sheet }: { sheet: Sheet }) {
  return (
    <section class="group" aria-label={words.treatments}>
      <h3>{words.treatments}</h3>
      <ul>{sheet.treatments.map((one) => <TreatmentRow key={one.entry} treatment={one} isComplete={sheet.treatments_complete} />)}</ul>
      <p class="hint">{sheet.treatments_complete ? words.complete : words.incomplete}</p>
    </section>
  );
}

function TreatmentRow({ treatment, isComplete }: { treatment: KnownTreatment; isComplete: boolean }) {
  const store = useStore();
  const [isEdited, setEdited] = useState(false);
  const fresh = store.marks.value.facts.has("treatments");
  if (isEdited) return <TreatmentEditor treatment={treatment} isComplete={isComplete} onDone={() => setEdited(false)} />;
  return (
    <li class={`fact ${fresh ? "changed" : ""}`}>
      <span class="value">{treatment.text}{fresh && <span class="unseen"> ({strings.board.changed})</span>}</span>
      <From source={treatment} />
      <Controls name={treatment.text} onEdit={() => setEdited(true)} onForget={() => store.say(forgetTreatment(treatment))} />
    </li>
  );
}
