// One step of the call: what is read aloud, what was heard, and the keys that answer.
import { useEffect, useRef, useState } from "preact/hooks";
import { strings } from "../strings";
import type { Call } from "../types";
import { useStore } from "../ui/store-context";

const words = strings.phone;

/** Before the first call, and after one. */
export function Starting({ call }: { call: Call | null }) {
  const store = useStore();
  return (
    <div class="asking">
      {call?.closing && <><p class="read">{words.steps.ended}</p><p class="aloud">{call.closing.text}</p></>}
      <p class="hint">{words.startHint}</p>
      <p><button type="button" onClick={() => store.say(words.start, words.startMessage)}>{call ? words.resume : words.start}</button></p>
    </div>
  );
}

export function Asking({ call }: { call: Call }) {
  const [isAgain, setAgain] = useState(call.is_again);
  useEffect(() => setAgain(call.is_again), [call]);
  const hasOther = call.again && call.again !== call.question;
  const aloud = call.closing?.text ?? ((isAgain && call.again) || call.question);
  return (
    <div class="asking">
      <p class="read">{words.steps[call.step]}</p>
      {aloud && <p class="aloud" aria-live="polite">{aloud}</p>}
      {call.heard && <Heard heard={call.heard} />}
      {(call.why || hasOther) && (
        <div class="help">
          {call.why && <details class="because"><summary>{words.why}</summary><p>{call.why}</p></details>}
          {hasOther && <button type="button" class="quiet" aria-pressed={isAgain} onClick={() => setAgain(!isAgain)}>{words.again}</button>}
        </div>
      )}
      <AnswerLine call={call} />
    </div>
  );
}

function Heard({ heard }: { heard: NonNullable<Call["heard"]> }) {
  return (
    <div class="heard">
      <p class="aloud"><q>{heard.said}</q></p>
      <p><b>{heard.text}</b></p>
      {heard.effects.length > 0 && <p>{words.effects}: {heard.effects.join("; ")}</p>}
    </div>
  );
}

function AnswerLine({ call }: { call: Call }) {
  const store = useStore();
  const [typed, setTyped] = useState("");
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => box.current?.focus({ preventScroll: true }), [call]);

  function onKey(event: KeyboardEvent): void {
    if (typed || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const answer = call.keys.find((one) => one.key === event.key);
    if (!answer) return;
    event.preventDefault();
    store.say(answer.title, answer.say);
  }

  function send(event: Event): void {
    event.preventDefault();
    if (!typed.trim()) return;
    store.say(typed.trim());
    setTyped("");
  }

  return (
    <form class="answer-line" onSubmit={send} autocomplete="off">
      <div class="key-row" role="group" aria-label={strings.conversation.replies}>
        {call.keys.map((one) => (
          <button type="button" class="plain" onClick={() => store.say(one.title, one.say)}><kbd>{one.key}</kbd>{one.title}</button>
        ))}
      </div>
      <label for="answer">{words.answer}</label>
      <input id="answer" ref={box} value={typed} aria-describedby="answer-keys" onKeyDown={onKey}
        onInput={(event) => setTyped(event.currentTarget.value)} />
      <button type="submit" disabled={!typed.trim()}>{strings.conversation.send}</button>
      <p id="answer-keys" class="keys">{call.keys.length ? words.keys : words.noKeys}</p>
    </form>
  );
}
