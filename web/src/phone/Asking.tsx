// One step of the call: what is read aloud, what was heard, and the keys that answer.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
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
          {call.why && <details key={call.question} class="because"><summary>{words.why}</summary><p>{call.why}</p></details>}
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

/** Whether someone writes in another field, such as the notes: the focus stays there. */
function writesElsewhere(box: HTMLInputElement | null): boolean {
  // The page stands in a shadow root, which alone knows where the focus is within it.
  const at = (box?.getRootNode() as ShadowRoot | Document | undefined)?.activeElement;
  return at !== box && (at instanceof HTMLTextAreaElement || at instanceof HTMLInputElement);
}

/** Milliseconds after which a single key is the whole answer; whoever types on sooner writes words: "not sure" is no "n". */
const ALONE = 600;

function AnswerLine({ call }: { call: Call }) {
  const store = useStore();
  const [typed, setTyped] = useState("");
  const box = useRef<HTMLInputElement>(null);
  const waiting = useRef<number | undefined>(undefined);
  // Before the question is painted, and in a field that outlives it: who types at once, or ahead, loses no letter.
  useLayoutEffect(() => {
    if (!writesElsewhere(box.current)) box.current?.focus({ preventScroll: true });
    return () => clearTimeout(waiting.current);
  }, [call]);

  function onInput(text: string): void {
    setTyped(text);
    clearTimeout(waiting.current);
    if (call.keys.some((one) => one.key === text)) waiting.current = window.setTimeout(() => alone(text), ALONE);
  }

  /** A key alone is sent, but not while another question may be on its way: it would answer that one unseen. */
  function alone(key: string): void {
    if (!store.isWaiting.value) answer(key);
  }

  function answer(text: string): void {
    clearTimeout(waiting.current);
    const key = call.keys.find((one) => one.key === text);
    if (key) store.say(key.title, key.say);
    else store.say(text);
    setTyped("");
  }

  function send(event: Event): void {
    event.preventDefault();
    if (typed.trim()) answer(typed.trim());
  }

  return (
    <form class="answer-line" onSubmit={send} autocomplete="off">
      <div class="key-row" role="group" aria-label={strings.conversation.replies}>
        {call.keys.map((one) => (
          <button type="button" class="plain" onClick={() => store.say(one.title, one.say)}><kbd>{one.key}</kbd>{one.title}</button>
        ))}
      </div>
      <label for="answer">{words.answer}</label>
      <input id="answer" ref={box} value={typed} aria-describedby="answer-keys"
        onInput={(event) => onInput(event.currentTarget.value)} />
      <button type="submit" disabled={!typed.trim()}>{strings.conversation.send}</button>
      <p id="answer-keys" class="keys">{call.keys.length ? words.keys : words.noKeys}</p>
    </form>
  );
}
