// The page to file, which the assistant writes in Markdown: headings, points, what is bold. Everything stays text.
import type { ComponentChildren } from "preact";

const HEADING = /^(#{1,3}) (.*)/;
const POINT = /^(?:-|(\d+)\.) (.*)/;

export const isPage = (text: string): boolean => text.startsWith("# ");

export function Page({ text }: { text: string }) {
  return <div class="page">{text.split("\n").filter(Boolean).map((line) => <Line line={line} />)}</div>;
}

function Line({ line }: { line: string }) {
  const [, marks, title] = HEADING.exec(line) ?? [];
  if (marks) return <p class={`title title-${marks.length}`} role="heading" aria-level={marks.length + 1}>{title}</p>;
  const [point, number, said] = POINT.exec(line) ?? [];
  if (point) return <p class="point"><i aria-hidden="true">{number ? `${number}.` : "•"}</i><span>{bold(said ?? "")}</span></p>;
  return <p>{bold(line)}</p>;
}

const bold = (text: string): ComponentChildren =>
  text.split("**").map((part, place, parts) => (place % 2 && place < parts.length - 1 ? <b>{part}</b> : part));
