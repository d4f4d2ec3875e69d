// How the two channels write a reply, brought to one form.
import type { Answer, Button, Call, Screening, Supposed } from "../types";

interface Written {
  text?: string;
  buttons?: Button[];
  quick_replies?: Button[];
  custom?: {
    hepascreen?: { screening?: Screening; recorded?: Record<string, unknown> };
    asked?: string[];
    supposed?: Supposed;
    phone?: Call;
  };
  reply_to?: string;
}

export function read(written: Written): Answer {
  const buttons = (written.buttons ?? written.quick_replies ?? []).map(({ title, payload }) => ({ title, payload }));
  return {
    text: written.text || undefined,
    buttons: buttons.length ? buttons : undefined,
    screening: written.custom?.hepascreen?.screening,
    recorded: written.custom?.hepascreen?.recorded,
    asked: written.custom?.asked,
    supposed: written.custom?.supposed,
    call: written.custom?.phone,
  };
}

export const replyTo = (written: Written): string | null => written.reply_to ?? null;
export type { Written };

/** Why a message did not get through, in the server's words where it has some. */
export class Undelivered extends Error {
  constructor(
    readonly kind: "unreachable" | "refused" | "busy" | "signed-out",
    message = "",
  ) {
    super(message);
  }
}
