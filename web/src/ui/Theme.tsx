// Light, dark, or as the system; kept for the browser.
import { effect, signal } from "@preact/signals";
import { preference } from "../storage";
import { strings } from "../strings";

const THEMES = ["auto", "light", "dark"] as const;
type Name = (typeof THEMES)[number];
const isTheme = (name: string | null): name is Name => THEMES.includes(name as Name);

export const theme = signal<Name>("auto");

/** Put the theme on the widget's host, where the tokens of the style sheet look for it. */
export function applyTheme(host: HTMLElement, given: string): void {
  const kept = preference.read("theme");
  theme.value = isTheme(kept) ? kept : isTheme(given) ? given : "auto";
  effect(() => {
    host.dataset.theme = theme.value;
  });
}

export function Theme() {
  return (
    <label class="theme">
      <span class="unseen">{strings.theme.label}</span>
      <select value={theme.value} onChange={(event) => {
        const chosen = event.currentTarget.value;
        if (isTheme(chosen)) {
          theme.value = chosen;
          preference.write("theme", chosen);
        }
      }}>
        {THEMES.map((name) => <option value={name}>{strings.theme[name]}</option>)}
      </select>
    </label>
  );
}
