// One field of a form: a number with its unit, a choice, a yes with its date.
import { useState } from "preact/hooks";
import { strings } from "../strings";
import type { FactWords } from "../types";
import type { Field as Given } from "./answers";

interface Props {
  id: string;
  fact: FactWords;
  given: Given;
  onChange: (given: Given) => void;
  isFirst?: boolean;
}

export function Field({ id, fact, given, onChange }: Props) {
  if (fact.kind === "quantity") return <Quantity id={id} fact={fact} given={given} onChange={onChange} />;
  if (fact.kind === "choice") return <Choice id={id} fact={fact} given={given} onChange={onChange} />;
  if (fact.kind === "date") return <DateField label={fact.short} given={given} onChange={onChange} />;
  return <YesNo id={id} fact={fact} given={given} onChange={onChange} />;
}

function Quantity({ id, fact, given, onChange }: Props) {
  return (
    <div class="field quantity">
      <label for={id}>{fact.short}</label>
      <span class="entry">
        <input id={id} inputMode="decimal" autocomplete="off" value={given.value ?? ""} size={7}
          onInput={(event) => onChange({ ...given, value: event.currentTarget.value })} />
        {fact.units.length > 1 ? (
          <select aria-label={`${fact.short}: ${strings.form.unit}`} value={given.unit ?? fact.unit}
            onChange={(event) => onChange({ ...given, unit: event.currentTarget.value })}>
            {fact.units.map((unit) => <option value={unit}>{unit}</option>)}
          </select>
        ) : <span class="unit">{fact.unit}</span>}
      </span>
    </div>
  );
}

function Choice({ id, fact, given, onChange }: Props) {
  return (
    <div class="field choice">
      <label for={id}>{fact.short}</label>
      <select id={id} value={given.answer ?? ""} onChange={(event) => onChange({ ...given, answer: event.currentTarget.value || undefined })}>
        <option value="">{strings.form.choose}</option>
        {fact.answers.map((one) => <option value={one.say}>{one.title}</option>)}
      </select>
    </div>
  );
}

function YesNo({ id, fact, given, onChange }: Props) {
  const [yes, no] = fact.answers;
  const options: [string, string | undefined][] = [[strings.form.yes, yes?.say], [strings.form.no, no?.say]];
  return (
    <fieldset class="field yes-no">
      <legend>{fact.short}</legend>
      <span class="entry">
        {options.map(([title, say]) => (
          <label class="option">
            <input type="radio" name={id} checked={given.answer === say} onChange={() => onChange({ ...given, answer: say })} />
            {title}
          </label>
        ))}
        {fact.say.on && given.answer !== undefined && given.answer === yes?.say && (
          <DateField label={strings.form.when} given={given} onChange={onChange} isInline />
        )}
      </span>
    </fieldset>
  );
}

const MONTH = /^\d{4}-\d{2}$/;

interface DateProps {
  label: string;
  given: Given;
  onChange: (given: Given) => void;
  isInline?: boolean;
}

/** A day, or the month alone where no more is known: nothing is to be guessed. */
export function DateField({ label, given, onChange, isInline }: DateProps) {
  const [isMonth, setMonth] = useState(MONTH.test(given.date ?? ""));
  return (
    <span class={`field date ${isInline ? "inline" : ""}`}>
      <label>
        <span>{label}</span>
        <input type={isMonth ? "month" : "date"} value={given.date ?? ""}
          onInput={(event) => onChange({ ...given, date: event.currentTarget.value })} />
      </label>
      <label class="option">
        <input type="checkbox" checked={isMonth} onChange={(event) => { setMonth(event.currentTarget.checked); onChange({ ...given, date: "" }); }} />
        {strings.form.month}
      </label>
    </span>
  );
}
