// Rasa's REST channel, which carries messages while no socket is open, and the reads beside the chat.
import type { Config } from "../config";
import type { Answer } from "../types";
import { Undelivered, read, type Written } from "./wire";

const PATIENCE = 60_000; // milliseconds
const TOO_MANY = 429;

export class Rest {
  token: string | null;

  constructor(private readonly config: Config) {
    this.token = config.token;
  }

  async send(session: string, id: string, message: string): Promise<Answer[]> {
    const body = JSON.stringify({ sender: session, message, metadata: { message_id: id } });
    const written = await this.ask("webhooks/rest/webhook", { method: "POST", body });
    if (!Array.isArray(written)) throw new Undelivered("refused");
    return (written as Written[]).map(read);
  }

  async get<T>(path: string, given: [string, string][] = []): Promise<T> {
    const query = given.length ? `?${new URLSearchParams(given)}` : "";
    return (await this.ask(`widget/${path}${query}`, { method: "GET" })) as T;
  }

  async file(given: [string, string][]): Promise<Blob> {
    const response = await this.fetch(`widget/summary?${new URLSearchParams(given)}`, { method: "GET" });
    if (!response.ok) throw await faultOf(response);
    return response.blob();
  }

  /** Trade a token for the cookie of the server's own page; on other pages it is kept in memory alone. */
  async signIn(token: string): Promise<void> {
    await this.ask("sign-in", { method: "POST", body: JSON.stringify({ token }) });
    if (!this.config.isOwn) this.token = token;
  }

  private async ask(path: string, options: RequestInit): Promise<unknown> {
    const response = await this.fetch(path, options);
    if (!response.ok) throw await faultOf(response);
    return response.json().catch(() => null);
  }

  private async fetch(path: string, options: RequestInit): Promise<Response> {
    const headers: Record<string, string> = options.body ? { "Content-Type": "application/json" } : {};
    if (this.token) headers["Authorization"] = `Bearer ${this.token}`;
    const credentials = this.config.isOwn ? "same-origin" : "omit";
    try {
      return await fetch(this.config.server + path, {
        ...options, headers, credentials, cache: "no-store", signal: AbortSignal.timeout(PATIENCE),
      });
    } catch {
      throw new Undelivered("unreachable");
    }
  }
}

async function faultOf(response: Response): Promise<Undelivered> {
  const answer = (await response.json().catch(() => null)) as { error?: string } | null;
  const words = answer?.error ?? String(response.status);
  if (response.status === 401) return new Undelivered("signed-out", words);
  if (response.status === TOO_MANY || response.status >= 500) return new Undelivered("busy", words);
  return new Undelivered("refused", words);
}
