// One script tag puts the widget on any page: into the element that `data-target` names, or behind a button at the
// corner. Everything lives in a shadow root; no global name is left behind.
import { render } from "preact";
import { useState } from "preact/hooks";
import { App } from "./App";
import { readConfig, type Config } from "./config";
import { Store } from "./store";
import { strings } from "./strings";
import { sheets } from "./styles/index";
import { Icon } from "./ui/icons";
import { StoreContext } from "./ui/store-context";
import { applyTheme } from "./ui/Theme";

function Corner({ onFirst }: { onFirst: () => void }) {
  const [isOpen, setOpen] = useState(false);
  if (!isOpen) {
    return (
      <button type="button" class="launcher" onClick={() => { onFirst(); setOpen(true); }}>
        <Icon name="chat" />{strings.open}
      </button>
    );
  }
  return (
    <div class="corner" role="dialog" aria-label={strings.name} onKeyDown={(event) => event.key === "Escape" && setOpen(false)}>
      <App onClose={() => setOpen(false)} />
    </div>
  );
}

function mount(config: Config): void {
  const target = config.target ? document.querySelector<HTMLElement>(config.target) : null;
  const host = target ?? document.body.appendChild(document.createElement("div"));
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = sheets();
  host.classList.add("hepascreen");
  host.classList.toggle("at-corner", !target);
  applyTheme(host, config.theme);
  const store = new Store(config);
  let isStarted = false;
  const start = (): void => {
    if (!isStarted) store.start();
    isStarted = true;
  };
  if (target) start();
  const widget = target ? <App /> : <Corner onFirst={start} />;
  const place = document.createElement("div");
  place.className = target ? "place filled" : "place";
  root.append(place);
  render(<StoreContext.Provider value={store}>{widget}</StoreContext.Provider>, place);
}

const config = readConfig(document.currentScript as HTMLScriptElement | null);
if (document.readyState === "loading") addEventListener("DOMContentLoaded", () => mount(config));
else mount(config);
