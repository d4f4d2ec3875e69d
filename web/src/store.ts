// The state of the widget, and everything that changes it. Components read signals and call the functions here.
import { batch, computed, signal } from "@preact/signals";
import { changesBetween, noMarks, type Marks } from "./changes";
import type { Config } from "./config";
import { changedTrials, strings } from "./strings";
import { kept, newId, remember } from "./storage";
import { openQuestion, withQuestion, withReply, type Entry } from "./transcript";
import { Courier } from "./transport/courier";
import { Outbox, type Letter } from "./transport/outbox";
import { Undelivered } from "./transport/wire";
import type { Answer, Call, Screening, Sheet, Supposed, Vocabulary } from "./types";

const KEPT = 300; // entries of the transcript

export class Store {
  readonly entries = signal<Entry[]>([]);
  readonly screening = signal<Screening | null>(null);
  readonly sheet = signal<Sheet | null>(null);
  readonly supposed = signal<Supposed | null>(null);
  /** The guided call with the patient that this conversation is in, or has just ended. */
  readonly call = signal<Call | null>(null);
  readonly marks = signal<Marks>(noMarks());
  readonly vocabulary = signal<Vocabulary | null>(null);
  readonly isWaiting = signal(false);
  readonly link = signal<"opening" | "socket" | "rest" | "offline">("opening");
  readonly isSignedOut = signal(false);
  readonly announced = signal("");
  readonly draft = signal("");
  readonly session = signal("");
  /** The last answer, whose buttons and fields can still be used. */
  readonly latest = computed(() => this.entries.value.filter((one) => one.who === "bot").at(-1));

  /** What the conversation is asked for where that is not the screening's next question; null where it is. */
  private readonly awaited = signal<string[] | null>(null);
  /** The question that is still open, whatever was talked of since; none while the patient is on the phone. */
  readonly open = computed(() => {
    const pending = (this.sheet.value?.pending ?? []).map((one) => one.fact);
    return this.call.value?.on ? null : openQuestion(this.screening.value, this.awaited.value, pending);
  });

  private readonly outbox: Outbox;
  private loads = 0;
  readonly courier: Courier;

  constructor(config: Config) {
    this.courier = new Courier(config, {
      onState: (isOpen) => this.linked(isOpen),
      onOther: (id, answer) => this.overheard(id, answer),
    });
    this.outbox = new Outbox({
      deliver: (letter) => this.courier.deliver(letter),
      onAnswer: (letter, answers) => this.answered(letter, answers),
      onFault: (letter, fault) => this.failed(letter, fault),
      onMoving: (isMoving) => (this.isWaiting.value = isMoving),
    });
    addEventListener("online", () => this.retry());
    addEventListener("offline", () => (this.link.value = "offline"));
  }

  /** Take up what the tab keeps, or begin a conversation; what it shows does not wait for the network. */
  start(): void {
    this.entries.value = (kept.read<Entry[]>("entries") ?? []).slice(-KEPT);
    this.screening.value = kept.read<Screening>("screening");
    this.call.value = kept.read<Call>("call");
    this.awaited.value = kept.read<string[]>("awaited");
    this.session.value = kept.read<string>("session") ?? newId();
    setTimeout(() => this.connect());
  }

  private connect(): void {
    this.enter(this.session.value);
    for (const entry of this.entries.value) {
      if (entry.state === "waiting" || entry.state === "unsent") this.put(entry);
    }
  }

  private enter(session: string): void {
    this.session.value = session;
    kept.write("session", session);
    this.courier.open(session);
    void this.load();
  }

  /** Read what the board shows beside the verdicts. */
  async load(): Promise<void> {
    const turn = ++this.loads;
    try {
      const session = this.session.value;
      this.vocabulary.value ??= await this.courier.rest.get<Vocabulary>("vocabulary");
      const sheet = await this.courier.rest.get<Sheet | null>("sheet", [["session", session]]);
      if (turn === this.loads) this.show(sheet); // else what was asked for later is newer
    } catch (fault) {
      this.noted(fault);
    }
  }

  private show(sheet: Sheet | null): void {
    if (sheet?.number !== this.sheet.value?.number && this.sheet.value) this.marks.value = noMarks();
    this.sheet.value = sheet;
    if (!sheet) return; // a question before the first fact has a board too, and nothing in the log
    this.screening.value = sheet.screening;
    kept.writeSoon("screening", sheet.screening);
    remember(this.session.value);
  }

  private noted(fault: unknown): void {
    if (fault instanceof Undelivered && fault.kind === "signed-out") this.isSignedOut.value = true;
  }

  private linked(isOpen: boolean): void {
    this.link.value = isOpen ? "socket" : "offline";
    if (isOpen) {
      void this.outbox.move();
      void this.load();
    }
  }

  /** Say something: what stands in the transcript, and the words that are sent. */
  say(text: string, message = text): void {
    const entry: Entry = { id: newId(), who: "own", text, message, at: Date.now(), state: "waiting" };
    this.supposed.value = null;
    this.change([...this.entries.value, entry]);
    this.put(entry);
  }

  private put(entry: Entry): void {
    this.outbox.put({ id: entry.id, message: entry.message ?? entry.text });
  }

  /** Send again what did not get through. */
  retry(): void {
    if (navigator.onLine) this.courier.line.again();
    const unsent = this.entries.value.filter((one) => one.state === "unsent" || one.state === "refused");
    for (const entry of unsent) {
      this.edit(entry.id, { state: "waiting" });
      this.put(entry);
    }
    void this.outbox.move();
  }

  discard(id: string): void {
    this.outbox.drop(id);
    this.change(this.entries.value.filter((one) => one.id !== id));
  }

  private answered(letter: Letter, answers: Answer[]): void {
    if (!this.entries.value.some((one) => one.id === letter.id)) return; // of a conversation that was left
    this.isSignedOut.value = false;
    if (this.link.value !== "socket") this.link.value = "rest";
    this.edit(letter.id, { state: undefined, fault: undefined });
    this.receive(answers);
  }

  /** What another window of this conversation asked; after a reload, what this one did is sent once more itself. */
  private overheard(id: string, answer: Answer): void {
    if (!this.entries.value.some((one) => one.id === id)) this.receive([answer], id);
  }

  private receive(answers: Answer[], reply?: string): void {
    const found = answers.find((one) => one.screening);
    batch(() => {
      this.supposed.value = answers.find((one) => one.supposed)?.supposed ?? null;
      this.ring(answers.find((one) => one.call)?.call);
      this.judge(found);
      this.change(withQuestion(withReply(this.entries.value, answers, reply), this.open.value, this.vocabulary.value));
    });
    void this.load();
  }

  /** While a call is under way every answer says where it stands; one that says nothing came without it. */
  private ring(call: Call | undefined): void {
    if (!call && !this.call.value) return;
    this.call.value = call ?? null;
    kept.write("call", this.call.value);
  }

  private judge(answer: Answer | undefined): void {
    if (!answer?.screening) {
      this.marks.value = noMarks();
      return;
    }
    this.marks.value = changesBetween(this.screening.value, answer.screening, answer.recorded);
    this.screening.value = answer.screening;
    this.awaited.value = answer.asked ?? null;
    kept.write("awaited", this.awaited.value);
    kept.writeSoon("screening", answer.screening);
    this.announced.value = changedTrials(this.marks.value.trials, this.vocabulary.value);
  }

  private failed(letter: Letter, fault: Undelivered): void {
    this.noted(fault);
    if (fault.kind === "unreachable") this.link.value = "offline";
    const words = strings.faults[fault.kind](fault.message);
    this.edit(letter.id, { state: fault.kind === "refused" ? "refused" : "unsent", fault: words });
  }

  async signIn(token: string): Promise<string | null> {
    try {
      await this.courier.rest.signIn(token);
    } catch (fault) {
      return fault instanceof Undelivered ? strings.faults[fault.kind](fault.message) : strings.faults.unreachable();
    }
    this.isSignedOut.value = false;
    this.courier.line.again();
    await this.load();
    this.retry();
    return null;
  }

  /** Begin a conversation from nothing; the one before stays in the log. */
  restart(session = newId()): void {
    this.outbox.empty();
    this.change([]);
    this.screening.value = this.sheet.value = this.supposed.value = this.call.value = this.awaited.value = null;
    kept.write("call", null);
    kept.write("awaited", null);
    this.marks.value = noMarks();
    kept.writeSoon("screening", null);
    this.courier.line.close();
    this.enter(session);
  }

  private edit(id: string, change: Partial<Entry>): void {
    this.change(this.entries.value.map((one) => (one.id === id ? { ...one, ...change } : one)));
  }

  private change(entries: Entry[]): void {
    this.entries.value = entries;
    kept.write("entries", entries.slice(-KEPT));
  }
}
