// Rasa's Socket.IO channel. An answer is complete once its message is acknowledged; its parts name the message that
// they answer, so that none is shown twice and what another window asked is told apart.
import { io, type Socket } from "socket.io-client";
import type { Config } from "../config";
import type { Answer } from "../types";
import { Undelivered, read, replyTo, type Written } from "./wire";

const PATIENCE = 30_000; // milliseconds for an answer, before the same message goes over REST
const OPENING = 700; // milliseconds that the first message waits for the socket

interface Heard {
  onState: (isOpen: boolean) => void;
  onOther: (id: string, answer: Answer) => void;
}

export class Line {
  private readonly socket: Socket;
  private readonly parts = new Map<string, Answer[]>();
  private readonly own = new Set<string>();
  private session = "";

  constructor(config: Config, token: () => string | null, private readonly heard: Heard) {
    const address = new URL(config.server);
    this.socket = io(address.origin, {
      path: `${address.pathname}socket.io`,
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      withCredentials: config.isOwn,
      autoConnect: false,
      reconnectionDelay: 500,
      reconnectionDelayMax: 5_000,
      auth: (give) => give(token() ? { token: token() } : {}),
    });
    this.socket.on("connect", () => this.enter());
    this.socket.on("disconnect", () => heard.onState(false));
    this.socket.on("session_confirm", () => heard.onState(true));
    this.socket.on("bot_uttered", (written: Written) => this.take(written));
  }

  /** Go on in a conversation; after a lost connection it is entered again by itself. */
  open(session: string): void {
    this.session = session;
    if (this.socket.connected) this.enter();
    else this.socket.connect();
  }

  again(): void {
    if (!this.socket.connected) this.socket.disconnect().connect();
  }

  close(): void {
    this.socket.disconnect();
  }

  /** Send a message and give the whole answer. Raises Undelivered where it is not known to have arrived. */
  async send(id: string, message: string): Promise<Answer[]> {
    this.own.add(id);
    if (!(await this.isReady())) throw new Undelivered("unreachable");
    this.parts.set(id, []);
    try {
      const said = await this.acknowledged({ message, session_id: this.session, metadata: { message_id: id } });
      if (said.error) throw new Undelivered(said.busy ? "busy" : "refused", said.error);
      return this.parts.get(id) ?? [];
    } finally {
      this.parts.delete(id);
    }
  }

  private async isReady(): Promise<boolean> {
    const until = performance.now() + OPENING;
    while (!this.socket.connected && this.socket.active && performance.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return this.socket.connected;
  }

  private async acknowledged(body: object): Promise<{ error?: string; busy?: boolean }> {
    let lose = (): void => undefined;
    const lost = new Promise<never>((_, reject) => {
      lose = () => reject(new Undelivered("unreachable"));
    });
    this.socket.once("disconnect", lose);
    try {
      return await Promise.race([this.socket.timeout(PATIENCE).emitWithAck("user_uttered", body), lost]);
    } catch {
      throw new Undelivered("unreachable");
    } finally {
      this.socket.off("disconnect", lose);
    }
  }

  private enter(): void {
    if (this.session) this.socket.emit("session_request", { session_id: this.session });
  }

  private take(written: Written): void {
    const id = replyTo(written);
    const parts = id ? this.parts.get(id) : undefined;
    if (parts) parts.push(read(written));
    else if (id && !this.own.has(id)) this.heard.onOther(id, read(written));
  }
}
