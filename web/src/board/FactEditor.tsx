// A fact is changed in place by saying it anew: the same words, the same log.
import { useEffect, useRef, useState } from "preact/hooks";
import { sentence, type Field as Given } from "../chat/answers";
import { DateField, Field } from "../chat/Field";
import { strings } from "../strings";
import type { KnownFact, KnownTreatment } from "../types";
import { useStore } from "../ui/store-context";

const words = strings.facts;

export function FactEditor({ fact, onDone }: { fact: KnownFact; onDone: () => void }) {
  const store = useStore();
  const known = store.vocabulary.value?.facts[fact.fact];
  const [given, setGiven] = useState<Given>(() => startingFrom(fact));
  if (!known) return null;
  const text = sentence(known, given);
  return (
    <Editor label={words.newValue(fact.name)} text={text && `correction: ${text}`} onDone={onDone}>
      <Field id={`edit-${fact.fact}`} fact={known} given={given} onChange={setGiven} />
      {known.say.dated && <DateField label={words.testDate} given={given} onChange={setGiven} />}
    </Editor>
  );
}

function startingFrom(fact: KnownFact): Given {
  const value = fact.value;
  if (value !== null && typeof value === "object" && !Array.isArray(value)) {
    const { value: inner, date } = value as { value?: unknown; date?: unknown };
    return { value: inner === undefined ? undefined : String(inner), date: date ? String(date) : undefined };
  }
  return typeof value === "number" || typeof value === "string" ? { value: String(value) } : {};
}

export function TreatmentEditor({ treatment, onDone }: { treatment: KnownTreatment; onDone: () => void }) {
  const [text, setText] = useState(treatment.text);
  return (
    <Editor label={words.newValue(treatment.kind)} text={text.trim() === treatment.text ? "" : `correction: ${text.trim()}`} onDone={onDone}>
      <span class="field">
        <label for="edit-treatment">{treatment.kind}</label>
        <input id="edit-treatment" value={text} onInput={(event) => setText(event.currentTarget.value)} />
      </span>
    </Editor>
  );
}

interface Props {
  label: string;
  text: string;
  onDone: () => void;
  children: preact.ComponentChildren;
}

function Editor({ label, text, onDone, children }: Props) {
  const store = useStore();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>("input, select")?.focus(), []);

  function save(event: Event): void {
    event.preventDefault();
    if (text) store.say(text);
    onDone();
  }

  return (
    <li class="fact edited">
      <form ref={form} onSubmit={save} aria-label={label} onKeyDown={(event) => event.key === "Escape" && onDone()} autocomplete="off">
        {children}
        <span class="buttons">
          <button type="submit" disabled={!text}>{words.save}</button>
          <button type="button" class="plain" onClick={onDone}>{words.cancel}</button>
        </span>
        <p class="hint">{words.goes}</p>
      </form>
    </li>
  );
}
