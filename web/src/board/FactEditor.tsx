// A fact is changed in place by saying it anew: the same words, the same log.
import { useEffect, useRef, useState } from "preact/hooks";
import { sentence, type Field as Given } from "../chat/answers";
import { DateField, Field } from "../chat/Field";
import { dateText, strings } from "../strings";
import type { FactWords, KnownFact, KnownTreatment } from "../types";
import { useStore } from "../ui/store-context";

const words = strings.facts;

export function FactEditor({ fact, onDone }: { fact: KnownFact; onDone: () => void }) {
  const store = useStore();
  const known = store.vocabulary.value?.facts[fact.fact];
  const first = useRef<string | null>(null);
  const [given, setGiven] = useState<Given>(() => startingFrom(fact, known));
  if (!known) return null;
  const text = sentence(known, given);
  first.current ??= text;
  return (
    <Editor label={words.newValue(fact.name)} texts={text && text !== first.current ? [`correction: ${text}`] : []} onDone={onDone}>
      <Field id={`edit-${fact.fact}`} fact={known} given={given} onChange={setGiven} />
      {known.say.dated && <DateField label={words.testDate} given={given} onChange={setGiven} />}
    </Editor>
  );
}

/** What the fields hold at first: the value as it stands. A year alone has no field; said anew it would be lost. */
function startingFrom(fact: KnownFact, known: FactWords | undefined): Given {
  const date = fact.date && fact.date.length > YEAR ? fact.date : undefined;
  const { value } = (isParted(fact.value) ? fact.value : { value: fact.value }) as { value?: unknown };
  if (known?.kind === "quantity") return { value: value === undefined ? undefined : String(value), date };
  if (known?.kind === "date") return { date: typeof value === "string" ? value : date };
  const stands = value === false ? "no" : value === true || fact.date ? "yes" : fact.text;
  return { answer: known?.answers.find((one) => one.title.toLowerCase() === stands.toLowerCase())?.say, date };
}

const YEAR = 4; // letters
const isParted = (value: unknown): boolean => value !== null && typeof value === "object" && !Array.isArray(value);

/** A course is taken back and told anew: said over the old one it would be a part, or a further one, of the same. */
export function TreatmentEditor({ treatment, isComplete, onDone }: { treatment: KnownTreatment; isComplete: boolean; onDone: () => void }) {
  const [text, setText] = useState(treatment.text);
  const anew = isComplete ? `${text.trim()}, ${words.nothingElse}` : text.trim();
  const isNew = text.trim() !== "" && text.trim() !== treatment.text;
  return (
    <Editor label={words.newValue(treatment.kind)} texts={isNew ? [forgetTreatment(treatment), anew] : []} onDone={onDone}>
      <span class="field">
        <label for="edit-treatment">{treatment.kind}</label>
        <input id="edit-treatment" value={text} onInput={(event) => setText(event.currentTarget.value)} />
      </span>
    </Editor>
  );
}

/** The words that take a treatment back, with its drugs and dates, so that no other one is meant. */
export function forgetTreatment(treatment: KnownTreatment): string {
  const drugs = (treatment.value["agents"] as string[] | undefined)?.join(" + ");
  const when = treatment.start && treatment.start === treatment.end ? `on ${dateText(treatment.start)}` : treatment.period;
  return `forget the ${drugs ?? treatment.kind} ${when}`.trim();
}

interface Props {
  label: string;
  /** The messages that are sent, one after the other; none where nothing was changed. */
  texts: string[];
  onDone: () => void;
  children: preact.ComponentChildren;
}

function Editor({ label, texts, onDone, children }: Props) {
  const store = useStore();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>("input, select")?.focus(), []);

  function save(event: Event): void {
    event.preventDefault();
    for (const text of texts) store.say(text);
    onDone();
  }

  return (
    <li class="fact edited">
      <form ref={form} onSubmit={save} aria-label={label} onKeyDown={(event) => event.key === "Escape" && onDone()} autocomplete="off">
        {children}
        <span class="buttons">
          <button type="submit" disabled={!texts.length}>{words.save}</button>
          <button type="button" class="plain" onClick={onDone}>{words.cancel}</button>
        </span>
        <p class="hint">{words.goes}</p>
      </form>
    </li>
  );
}
