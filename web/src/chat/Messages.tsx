// The transcript: a log that screen readers follow, the answers that can be given below the last message.
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Entry } from "../transcript";
import { strings } from "../strings";
import { Icon } from "../ui/icons";
import { useStore } from "../ui/store-context";
import { AnswerForm } from "./AnswerForm";
import { isPage, Page } from "./Page";
import { Replies } from "./Replies";
import { StillOpen } from "./StillOpen";
import { tableIn } from "./tables";

const words = strings.conversation;
const GAP = 16; // pixels above a long answer
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
    const view = log.current;
    if (!view || !(isAtEnd || last?.who === "own")) return;
    const answer = last?.who === "bot" && !isWaiting ? view.querySelector<HTMLElement>(".log > :last-child") : null;
    const isLong = answer !== null && answer.offsetHeight > view.clientHeight;
    view.scrollTop = isLong ? answer.offsetTop - GAP : view.scrollHeight; // a long answer is read from its beginning
  }, [entries, isWaiting]);

  useEffect(() => {
    const view = log.current;
    if (!view) return undefined;
    const kept = new ResizeObserver(() => {
      if (isAtEnd) view.scrollTop = view.scrollHeight;
    });
    kept.observe(view);
    return () => kept.disconnect();
  }, [isAtEnd]);

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
          <Icon name="chevron" />
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
          <span class="buttons">
            <button type="button" onClick={() => store.retry()}>{strings.sendAgain}</button>
            <button type="button" onClick={() => store.discard(entry.id)}>{strings.discard}</button>
          </span>
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
  const lines = entry.text.split("\n").filter(Boolean);
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
      {isPage(entry.text) ? <Page text={entry.text} />
        : lines.map((line, place) => <p class={asks(line, place === lines.length - 1) ? "question" : ""}>{line}</p>)}
      {navigator.clipboard && (
        <button type="button" class="copy" onClick={copy} aria-label={words.copy} title={words.copy}>
          <Icon name="copy" />
          {isCopied && <span role="status">{words.copied}</span>}
        </button>
      )}
    </div>
  );
}

/** What can be answered by buttons and fields; after talk of something else the question is there still. */
function Below({ entry }: { entry: Entry }) {
  const open = useStore().open.value;
  return (
    <div class="below">
      {entry.buttons && <Replies buttons={entry.buttons} />}
      {entry.question && <AnswerForm key={entry.id} question={entry.question} isAlone={!entry.buttons} />}
      {!entry.question && open && <StillOpen key={entry.id} question={open} />}
    </div>
  );
}
