// The whole widget: head, conversation with board, phone call, list of screenings.
import { signal } from "@preact/signals";
import { Board } from "./board/Board";
import { Chat } from "./chat/Chat";
import { Screenings } from "./list/Screenings";
import { Phone } from "./phone/Phone";
import { strings } from "./strings";
import { Icon, type IconName } from "./ui/icons";
import { useStore } from "./ui/store-context";
import { Theme } from "./ui/Theme";

export type View = "chat" | "phone" | "list";
export const view = signal<View>("chat");
const VIEWS: [View, IconName][] = [["chat", "chat"], ["phone", "phone"], ["list", "list"]];

export function App({ onClose }: { onClose?: () => void }) {
  // On somebody else's page the widget is a dialog, and the page has a main part of its own.
  const Main = onClose ? "div" : "main";
  return (
    <div class="app">
      <Head onClose={onClose} />
      <Main class={`main view-${view.value}`}>
        {view.value === "list" ? <Screenings onResume={() => (view.value = "chat")} /> : (
          <>
            {view.value === "phone" ? <Phone /> : <Chat />}
            <Board />
          </>
        )}
      </Main>
    </div>
  );
}

function Head({ onClose }: { onClose?: () => void }) {
  const store = useStore();
  const link = store.link.value;
  return (
    <header class="head">
      <h1><Mark />{strings.name}</h1>
      <p class="purpose">{strings.purpose}</p>
      <p class={`link ${link}`} role="status"><i />{strings.link[link]}</p>
      <nav aria-label={strings.name}>
        {VIEWS.map(([name, icon]) => (
          <button type="button" aria-current={view.value === name ? "page" : undefined} onClick={() => (view.value = name)}>
            <Icon name={icon} /><span>{strings.views[name]}</span>
          </button>
        ))}
      </nav>
      <Theme />
      <button type="button" class="plain new" title={strings.newConversationHint} onClick={() => { store.restart(); view.value = "chat"; }}>
        <Icon name="plus" />{strings.newConversation}<span class="unseen"> {strings.views.chat.toLowerCase()}</span>
      </button>
      {onClose && <button type="button" class="icon-button" aria-label={strings.close} onClick={onClose}><Icon name="close" /></button>}
    </header>
  );
}

/** The mark: a liver's lobes as two leaves. */
const Mark = () => (
  <svg class="mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
    <rect width="32" height="32" rx="9" fill="var(--accent)" />
    <path d="M6 12c3-5 13-7 20-3 .6 6-3 9-8 9.500C15 19 13.5 23 9.5 23 6.5 23 4.5 17 6 12Z" fill="var(--on-accent)" />
    <path d="M17 9.500c-.6 3-.8 5.5.4 8.6" stroke="var(--accent)" stroke-width="1.6" fill="none" />
  </svg>
);
