// Where messages are typed and pasted.
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { strings } from "../strings";
import { Icon } from "../ui/icons";
import { useStore } from "../ui/store-context";
import { Table } from "./Messages";
import { tableIn } from "./tables";
import { Download } from "./Download";

const words = strings.conversation;
const LONGEST = 20_000;

export function Composer() {
  const store = useStore();
  const box = useRef<HTMLTextAreaElement>(null);
  const draft = store.draft.value;
  const rows = tableIn(draft);

  useLayoutEffect(() => {
    if (!box.current) return;
    box.current.style.height = "auto";
    box.current.style.height = `${box.current.scrollHeight + 2}px`;
  }, [draft]);
  useEffect(() => box.current?.focus({ preventScroll: true }), [store.session.value]);

  function send(event: Event): void {
    event.preventDefault();
    const text = draft.trim();
    if (!text) return;
    store.draft.value = "";
    store.say(text);
    box.current?.focus();
  }

  function onKey(event: KeyboardEvent): void {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event);
  }

  return (
    <form class="composer" onSubmit={send} autocomplete="off">
      {rows && <div class="pasted"><p role="status">{words.pasted(rows.length)}</p><Table rows={rows} /></div>}
      <div class="compose">
        <label for="message" class="unseen">{words.message}</label>
        <textarea id="message" ref={box} rows={1} maxLength={LONGEST} value={draft} placeholder={words.placeholder}
          aria-describedby="keys" onKeyDown={onKey} onInput={(event) => (store.draft.value = event.currentTarget.value)} />
        <button type="submit" class="send" disabled={!draft.trim()}><Icon name="send" /><span>{words.send}</span></button>
      </div>
      <div class="tools">
        <button type="button" class="quiet" onClick={() => store.say(words.undo, "undo")} disabled={!store.screening.value}>
          <Icon name="undo" />{words.undo}
        </button>
        <button type="button" class="quiet" onClick={() => store.say(words.summary, "summary")} disabled={!store.screening.value}>
          {words.summary}
        </button>
        <Download />
        <p id="keys">{words.keys}</p>
      </div>
    </form>
  );
}
