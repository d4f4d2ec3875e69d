// Messages on their way, one after the other. One that did not get through stays, keeps its id, and goes again by
// itself when the server can be reached; since the id stays the same, it is recorded once.
import type { Answer } from "../types";
import { Undelivered } from "./wire";

export interface Letter {
  id: string;
  message: string;
}

interface Post {
  deliver: (letter: Letter) => Promise<Answer[]>;
  onAnswer: (letter: Letter, answers: Answer[]) => void;
  onFault: (letter: Letter, fault: Undelivered) => void;
  onMoving: (isMoving: boolean) => void;
}

const FIRST_PAUSE = 1_000; // milliseconds, doubled each time
const LONGEST_PAUSE = 20_000;

export class Outbox {
  private readonly letters: Letter[] = [];
  private isMoving = false;
  private pause = FIRST_PAUSE;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly post: Post) {}

  put(letter: Letter): void {
    if (!this.letters.some((one) => one.id === letter.id)) this.letters.push(letter);
    void this.move();
  }

  drop(id: string): void {
    const place = this.letters.findIndex((one) => one.id === id);
    if (place >= 0) this.letters.splice(place, 1);
  }

  /** Forget everything, for a new conversation. */
  empty(): void {
    this.letters.length = 0;
    clearTimeout(this.timer);
  }

  /** Send what waits, now: the server can be reached again, or somebody asked for it. */
  async move(): Promise<void> {
    clearTimeout(this.timer);
    if (this.isMoving || !this.letters.length) return;
    this.isMoving = true;
    this.post.onMoving(true);
    try {
      while (this.letters[0]) {
        if (!(await this.sent(this.letters[0]))) break;
      }
    } finally {
      this.isMoving = false;
      this.post.onMoving(false);
    }
  }

  private async sent(letter: Letter): Promise<boolean> {
    try {
      const answers = await this.post.deliver(letter);
      this.drop(letter.id);
      this.pause = FIRST_PAUSE;
      this.post.onAnswer(letter, answers);
      return true;
    } catch (fault) {
      return this.failed(letter, fault instanceof Undelivered ? fault : new Undelivered("unreachable"));
    }
  }

  private failed(letter: Letter, fault: Undelivered): boolean {
    this.post.onFault(letter, fault);
    if (fault.kind === "refused") {
      this.drop(letter.id);
      return true; // what comes after it can go on
    }
    if (fault.kind !== "signed-out") {
      this.timer = setTimeout(() => void this.move(), this.pause);
      this.pause = Math.min(2 * this.pause, LONGEST_PAUSE);
    }
    return false;
  }
}
