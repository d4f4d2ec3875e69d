// What outlives a reload. The tab keeps its conversation until it is closed; the browser keeps only the ids of its
// conversations, so that their screenings can be found again. Private windows may refuse: then nothing is kept.

export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function from(storage: () => Storage, name: string): unknown {
  try {
    return JSON.parse(storage().getItem(name) ?? "null");
  } catch {
    return null;
  }
}

function into(storage: () => Storage, name: string, value: unknown): void {
  try {
    storage().setItem(name, JSON.stringify(value));
  } catch {
    // Full or refused.
  }
}

const tab = (): Storage => sessionStorage;
const browser = (): Storage => localStorage;

const waiting = new Map<string, unknown>();

function writeWaiting(): void {
  for (const [name, value] of waiting) into(tab, `hepascreen.${name}`, value);
  waiting.clear();
}
addEventListener("pagehide", writeWaiting);

export const kept = {
  read: <T>(name: string): T | null => from(tab, `hepascreen.${name}`) as T | null,
  write: (name: string, value: unknown): void => into(tab, `hepascreen.${name}`, value),
  /** Write once what is seen has been drawn: a large screening takes a while. */
  writeSoon: (name: string, value: unknown): void => {
    if (!waiting.size) setTimeout(writeWaiting, 250);
    waiting.set(name, value);
  },
};

const MOST = 50;
const SESSIONS = "hepascreen.sessions";

/** The conversations of this browser, the latest first. */
export function sessions(): string[] {
  const found = from(browser, SESSIONS);
  return Array.isArray(found) ? found.filter((one): one is string => typeof one === "string") : [];
}

export function remember(session: string): void {
  into(browser, SESSIONS, [session, ...sessions().filter((one) => one !== session)].slice(0, MOST));
}

export const preference = {
  read: (name: string): string | null => from(browser, `hepascreen.${name}`) as string | null,
  write: (name: string, value: string): void => into(browser, `hepascreen.${name}`, value),
};
