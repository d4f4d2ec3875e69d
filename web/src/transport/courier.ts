// Carries a message: over the socket while one is open, else over REST, with the same id.
import type { Config } from "../config";
import type { Answer } from "../types";
import type { Letter } from "./outbox";
import { Rest } from "./rest";
import { Line } from "./socket";
import { Undelivered } from "./wire";

export class Courier {
  readonly rest: Rest;
  readonly line: Line;
  private session = "";

  constructor(config: Config, heard: { onState: (isOpen: boolean) => void; onOther: (id: string, answer: Answer) => void }) {
    this.rest = new Rest(config);
    this.line = new Line(config, () => this.rest.token, heard);
  }

  open(session: string): void {
    this.session = session;
    this.line.open(session);
  }

  async deliver(letter: Letter): Promise<Answer[]> {
    try {
      return await this.line.send(letter.id, letter.message);
    } catch (fault) {
      if (fault instanceof Undelivered && fault.kind !== "unreachable") throw fault;
    }
    return this.rest.send(this.session, letter.id, letter.message);
  }
}
