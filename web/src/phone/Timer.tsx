// How long the call has lasted.
import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { strings } from "../strings";

const words = strings.phone;
const startedAt = signal<number | null>(null);
const before = signal(0); // milliseconds of earlier runs

/** Run from now on, where it does not run yet. */
export function startTimer(): void {
  startedAt.value ??= Date.now();
}

/** Keep what has passed and stand still: the call has ended. */
export function stopTimer(): void {
  if (startedAt.value === null) return;
  before.value += Date.now() - startedAt.value;
  startedAt.value = null;
}

function text(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

export function Timer() {
  const [now, setNow] = useState(Date.now());
  const started = startedAt.value;
  useEffect(() => {
    if (started === null) return undefined;
    const beat = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(beat);
  }, [started]);
  const passed = before.value + (started === null ? 0 : Math.max(0, now - started));

  function toggle(): void {
    if (started === null) {
      setNow(Date.now());
      startedAt.value = Date.now();
    } else {
      stopTimer();
    }
  }

  return (
    <div class="timer" role="group" aria-label={words.timer}>
      <span class="time" role="timer">{text(passed)}</span>
      <button type="button" class="plain" aria-label={started === null ? words.startTimer : words.stopTimer} onClick={toggle}>{started === null ? words.startTimer : words.stopTimer}</button>
      {passed > 0 && started === null && <button type="button" class="quiet" onClick={() => (before.value = 0)}>{words.reset}</button>}
    </div>
  );
}
