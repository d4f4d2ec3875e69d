// What the script tag says. Everything has a default, so that one tag without attributes is enough.

export interface Config {
  /** Address of the server, with a slash at its end; where the script comes from unless `data-server` names another. */
  server: string;
  /** Selector of the element that the widget fills; without it a button opens the widget at the corner. */
  target: string | null;
  /** A signed token, where the page has one; it is kept in memory alone. */
  token: string | null;
  /** `light`, `dark`, or what the system prefers. */
  theme: string;
  /** Whether the server is of the page's own origin, so that its cookie is sent. */
  isOwn: boolean;
}

export function readConfig(script: HTMLScriptElement | null): Config {
  const data = script?.dataset ?? {};
  const from = script?.src ? new URL(".", script.src).href : new URL("./", location.href).href;
  const given = data.server ? new URL(data.server, location.href).href : from;
  const server = given.endsWith("/") ? given : `${given}/`;
  return {
    server,
    target: data.target ?? null,
    token: data.token ?? null,
    theme: data.theme ?? "auto",
    isOwn: new URL(server).origin === location.origin,
  };
}
