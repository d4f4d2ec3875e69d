// The patient is on the line: one large question to read aloud, one-key answers, a timer, notes beside the facts.
import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { settled } from "../changes";
import { noneOf } from "../chat/answers";
import { AnswerForm } from "../chat/AnswerForm";
import { SignIn } from "../chat/SignIn";
import { kept } from "../storage";
import { strings } from "../strings";
import type { FactWords, Question, Screening } from "../types";
import { useStore } from "../ui/store-context";
import { answerOf, kindOf, type Asked } from "./keys";
import { Timer } from "./Timer";

const words = strings.phone;
const HINTS: Record<Asked, string> = {
  "yes-no": words.keysYesNo, number: words.keysNumber, choice: words.keysChoice, group: words.keysGroup,
  treatments: words.keysTreatments,
};
const notes = signal<string | null>(null);

export function Phone() {
  const store = useStore();
  const screening = store.screening.value;
  return (
    <section class="phone" aria-label={strings.views.phone}>
      <div class="phone-bar">
        <Timer />
        {screening && <Settled screening={screening} />}
      </div>
      {store.isSignedOut.value && <SignIn />}
      {screening?.next ? <Asking key={screening.next.ask} question={screening.next} /> : <Asking question={null} />}
      <LastAnswer />
      <Notes />
    </section>
  );
}

function Settled({ screening }: { screening: Screening }) {
  const done = settled(screening);
  const all = screening.trials.length;
  return (
    <p class="settled">
      <label>{words.progress(done, all)}<progress max={all} value={done} /></label>
    </p>
  );
}

/** The words for the patient, where the catalogue has some for a question of one fact. */
function aloud(question: Question, facts: FactWords[]): string {
  return (facts.length === 1 && facts[0]?.phone) || question.ask;
}

function hintOf(facts: FactWords[], isForPatient: boolean): string {
  if (!facts.length) return "";
  const none = facts.length > 1 && noneOf(facts) ? words.keysNone : "";
  return none + HINTS[kindOf(facts)] + (isForPatient ? "" : words.keysChart);
}

function Asking({ question }: { question: Question | null }) {
  const store = useStore();
  const vocabulary = store.vocabulary.value;
  const facts = (question?.facts ?? []).flatMap((id) => vocabulary?.facts[id] ?? []);
  const isForPatient = !facts.length || facts.some((fact) => fact.source === "patient");
  const kind = kindOf(facts);
  const idle = store.screening.value ? words.done : words.nothing;
  return (
    <div class="asking">
      <p class="read">{question && isForPatient ? words.read : ""}{question && !isForPatient && words.chart}</p>
      <p class="aloud" aria-live="polite">{question ? aloud(question, facts) : idle}</p>
      {question && question.settles.length > 0 && (
        <p class="decides">{strings.board.decides(question.settles.map((one) => vocabulary?.trials[one]?.label ?? one).join(", "))}</p>
      )}
      {kind === "choice" && (
        <ol class="choices">{facts[0]?.answers.map((one) => (
          <li><button type="button" class="plain" onClick={() => store.say(one.title, one.say)}>{one.title}</button></li>
        ))}</ol>
      )}
      <AnswerLine facts={facts} hint={hintOf(facts, isForPatient)} />
      {question && facts.length > 1 && <AnswerForm question={question} />}
    </div>
  );
}

function AnswerLine({ facts, hint }: { facts: FactWords[]; hint: string }) {
  const store = useStore();
  const [typed, setTyped] = useState("");
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.focus({ preventScroll: true }), []);

  function onKey(event: KeyboardEvent): void {
    if (typed || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const answer = facts.length ? answerOf(event.key, facts) : null;
    if (!answer) return;
    event.preventDefault();
    store.say(answer.title, answer.message);
  }

  function send(event: Event): void {
    event.preventDefault();
    if (!typed.trim()) return;
    store.say(typed.trim());
    setTyped("");
  }

  return (
    <form class="answer-line" onSubmit={send} autocomplete="off">
      <label for="answer">{facts.length ? words.answer : words.first}</label>
      <input id="answer" ref={box} value={typed} aria-describedby="answer-keys" onKeyDown={onKey}
        onInput={(event) => setTyped(event.currentTarget.value)} disabled={store.isSignedOut.value} />
      <button type="submit" disabled={!typed.trim()}>{strings.conversation.send}</button>
      <p id="answer-keys" class="keys">{hint}</p>
    </form>
  );
}

function LastAnswer() {
  const store = useStore();
  const last = store.latest.value;
  // The question stands above, in large letters.
  const ask = last?.question?.ask;
  const recorded = (last?.text ?? "").split("\n").filter((line) => !ask || !line.includes(ask));
  const unsent = store.entries.value.find((one) => one.state === "unsent" || one.state === "refused");
  return (
    <div class="last-answer">
      <h2>{words.last}</h2>
      <div role="log" aria-live="polite" aria-label={words.last}>{recorded.map((line) => <p>{line}</p>)}</div>
      {store.isWaiting.value && <p class="hint">{strings.conversation.writing}…</p>}
      {unsent && <p role="alert" class="fault">{unsent.fault} <button type="button" onClick={() => store.retry()}>{strings.sendAgain}</button></p>}
      <button type="button" class="quiet" onClick={() => store.say(strings.conversation.undo, "undo")}>{strings.conversation.undo}</button>
    </div>
  );
}

/** Kept by the tab for as long as it is open; never sent. */
function Notes() {
  const session = useStore().session.value;
  useEffect(() => {
    notes.value = kept.read<string>(`notes.${session}`) ?? "";
  }, [session]);
  return (
    <div class="notes">
      <label for="notes">{words.notes}</label>
      <textarea id="notes" rows={4} value={notes.value ?? ""} aria-describedby="notes-hint" onInput={(event) => {
        notes.value = event.currentTarget.value;
        kept.write(`notes.${session}`, notes.value);
      }} />
      <p id="notes-hint" class="hint">{words.notesHint}</p>
    </div>
  );
}
