// The patient is on the line: one large question to read aloud, one-key answers, a timer, notes beside the facts.
// What is asked, what a key means and what decides comes from the assistant's guided call.
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { settled } from "../changes";
import { SignIn } from "../chat/SignIn";
import { kept } from "../storage";
import { strings } from "../strings";
import { useStore } from "../ui/store-context";
import { Asking, Starting } from "./Asking";
import { startTimer, stopTimer, Timer } from "./Timer";

const words = strings.phone;
const notes = signal<string | null>(null);

export function Phone() {
  const store = useStore();
  const call = store.call.value;
  useEffect(() => {
    if (call?.on) startTimer();
    else if (call) stopTimer();
  }, [call?.on]);
  return (
    <section class="phone" aria-label={strings.views.phone}>
      <div class="phone-bar">
        <Timer />
        <Progress />
        {call?.on && (
          <button type="button" class="plain" onClick={() => store.say(words.hangUp, words.hangUpMessage)}>{words.hangUp}</button>
        )}
      </div>
      {store.isSignedOut.value && <SignIn />}
      {call && call.step !== "ended" ? <Asking call={call} /> : <Starting call={call} />}
      <LastAnswer />
      <Notes />
    </section>
  );
}

function Progress() {
  const store = useStore();
  const screening = store.screening.value;
  const call = store.call.value;
  return (
    <div class="settled">
      {screening && (
        <label>
          {words.progress(settled(screening), screening.trials.length)}
          <progress max={screening.trials.length} value={settled(screening)} />
        </label>
      )}
      {call?.progress && <p class="hint">{words.questions(call.progress.settled, call.progress.of)}</p>}
      {call?.consent && <p class="hint">{words.consent[call.consent.state]}</p>}
    </div>
  );
}

function LastAnswer() {
  const store = useStore();
  const last = store.latest.value;
  const call = store.call.value;
  // The question stands above, in large letters, and its keys below it.
  const shown = [call?.question, call?.again, call?.closing?.text].filter((one): one is string => Boolean(one));
  const numbered = call?.keys.filter((one) => /\d/.test(one.key)).map((one) => one.title.toLowerCase()) ?? [];
  const namesKeys = (line: string): boolean => numbered.length > 0 && numbered.every((one) => line.toLowerCase().includes(one));
  const lines = (last?.text ?? "").split("\n").filter((line) => line && !namesKeys(line) && !shown.some((one) => line.includes(one)));
  const unsent = store.entries.value.find((one) => one.state === "unsent" || one.state === "refused");
  return (
    <div class="last-answer">
      <h2>{words.last}</h2>
      <div role="log" aria-live="polite" aria-label={words.last}>{lines.map((line) => <p>{line}</p>)}</div>
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
