// Fields for the question that was asked: multi-choice for a group, numbers with units, dates. What is filled in goes
// the same way as what is typed.
import { useState } from "preact/hooks";
import { strings } from "../strings";
import type { FactWords, Question } from "../types";
import { useStore } from "../ui/store-context";
import { message, type Field as Given } from "./answers";
import { DateField, Field } from "./Field";

const words = strings.form;

/** `isAlone`: no button above leaves the question open. */
export function AnswerForm({ question, isAlone }: { question: Question; isAlone: boolean }) {
  const store = useStore();
  const [given, setGiven] = useState<Record<string, Given>>({});
  const [testDate, setTestDate] = useState<Given>({});
  const vocabulary = store.vocabulary.value;
  const facts = question.facts.flatMap((id): [string, FactWords][] => {
    const fact = vocabulary?.facts[id];
    return fact ? [[id, fact]] : [];
  });
  if (!isWorthAForm(facts.map(([, fact]) => fact))) return null;

  const text = message(facts.map(([id, fact]) => [fact, given[id] ?? {}]), testDate.date);

  function send(event: Event): void {
    event.preventDefault();
    if (text) store.say(text);
  }

  return (
    <form class="answer-form" onSubmit={send} aria-label={words.title} autocomplete="off">
      <p class="hint">{words.hint}</p>
      <div class="fields">
        {facts.map(([id, fact]) => (
          <Field key={id} id={`answer-${id}`} fact={fact} given={given[id] ?? {}}
            onChange={(one) => setGiven((before) => ({ ...before, [id]: one }))} />
        ))}
      </div>
      <div class="form-foot">
        {facts.some(([, fact]) => fact.lab) && <DateField label={words.testDate} given={testDate} onChange={setTestDate} />}
        <span class="buttons">
          {isAlone && vocabulary && (
            <button type="button" class="plain" onClick={() => store.say(vocabulary.dont_know.title, vocabulary.dont_know.say)}>{vocabulary.dont_know.title}</button>
          )}
          <button type="submit" disabled={!text}>{words.send}</button>
        </span>
      </div>
    </form>
  );
}

/** One yes or no, or one choice, is answered by the buttons above. */
function isWorthAForm(facts: FactWords[]): boolean {
  const [first] = facts;
  if (!first) return false;
  return facts.length > 1 || first.kind === "quantity" || first.kind === "event" || first.kind === "date";
}
