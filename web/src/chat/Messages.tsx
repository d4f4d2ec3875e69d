// The transcript: a log that screen readers follow, the answers that can be given below the last message.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Entry } from "../store";
import { strings } from "../strings";
import { Icon } from "../ui/icons";
import { useStore } from "../ui/store-context";
import { AnswerForm } from "./AnswerForm";
import { Replies } from "./Replies";
import { tableIn } from "./tables";

const words = strings.conversation;
const NEAR = 80; // pixels from the end at which the view follows new messages

const isCalm = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

export function Messages() {
  const store = useStore();
  const log = useRef<HTMLDivElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const entries = store.entries.value;
  const isWaiting = store.isWaiting.value;

  useLayoutEffect(() => {
    const last = entries.at(-1);
    if (log.current && (isAtEnd || last?.who === "own")) log.current.scrollTop = log.current.scrollHeight;
  }, [entries, isWaiting]);

  function follow(): void {
    const view = log.current;
    if (view) setAtEnd(view.scrollHeight - view.scrollTop - view.clientHeight < NEAR);
  }

  return (
    <div class="messages" ref={log} onScroll={follow} tabIndex={0} role="region" aria-label={words.messages}>
      {entries.length === 0 && <Welcome />}
      <div class="log" role="log" aria-live="polite" aria-relevant="additions" aria-label={words.messages}>
        {entries.map((entry) => (entry.who === "own" ? <Own key={entry.id} entry={entry} /> : <Said key={entry.id} entry={entry} />))}
      </div>
      {!isWaiting && store.latest.value && <Below entry={store.latest.value} />}
      {isWaiting && <div class="writing" role="status"><span class="unseen">{words.writing}</span><i /><i /><i /></div>}
      {!isAtEnd && (
        <button type="button" class="to-latest" title={words.latest} aria-label={words.latest}
          onClick={() => log.current?.scrollTo({ top: log.current.scrollHeight, behavior: isCalm() ? "auto" : "smooth" })}>
          <Icon name="down" />
        </button>
      )}
    </div>
  );
}

function Welcome() {
  const store = useStore();
  return (
    <div class="welcome">
      <p class="lead">{words.welcome}</p>
      <button type="button" class="example" aria-label={words.useExample} onClick={() => (store.draft.value = words.example)}>
        {words.example}
      </button>
      <p>{words.orAsk}</p>
    </div>
  );
}

function Own({ entry }: { entry: Entry }) {
  const store = useStore();
  const isUnsent = entry.state === "unsent" || entry.state === "refused";
  const rows = tableIn(entry.text);
  return (
    <div class={`own ${isUnsent ? "unsent" : entry.state ?? ""}`}>
      <div class="bubble">
        <span class="unseen">{words.you}: </span>
        {rows ? <Table rows={rows} /> : entry.text}
      </div>
      {isUnsent && (
        <div class="unsent-note" role="alert">
          <span>{entry.fault}</span>
          <button type="button" onClick={() => store.retry()}>{strings.sendAgain}</button>
          <button type="button" onClick={() => store.discard(entry.id)}>{strings.discard}</button>
        </div>
      )}
    </div>
  );
}

export function Table({ rows }: { rows: string[][] }) {
  return (
    <table class="lab-table">
      <caption class="unseen">{words.table}</caption>
      <tbody>{rows.map((row) => <tr>{row.map((cell, place) => (place ? <td>{cell}</td> : <th scope="row">{cell}</th>))}</tr>)}</tbody>
    </table>
  );
}

function Said({ entry }: { entry: Entry }) {
  const [isCopied, setCopied] = useState(false);
  const lines = entry.text.split("\n");
  const ask = entry.question?.ask;
  const asks = (line: string, isLast: boolean): boolean =>
    (isLast && entry.buttons !== undefined && line.includes("?")) || (ask !== undefined && line.includes(ask));
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(entry.text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  }
  return (
    <div class="said">
      <span class="unseen">{words.bot}: </span>
      {lines.map((line, place) => <p class={asks(line, place === lines.length - 1) ? "question" : ""}>{line}</p>)}
      {navigator.clipboard && (
        <button type="button" class="copy" onClick={copy} aria-label={words.copy} title={words.copy}>
          <Icon name="copy" />
          {isCopied && <span role="status">{words.copied}</span>}
        </button>
      )}
    </div>
  );
}

/** What can be answered by buttons and fields. */
function Below({ entry }: { entry: Entry }) {
  return (
    <div class="below">
      {entry.buttons && <Replies buttons={entry.buttons} />}
      {entry.question && <AnswerForm key={entry.id} question={entry.question} />}
    </div>
  );
}
