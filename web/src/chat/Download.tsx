// The summary as a file, made by the server from the log.
import { useState } from "preact/hooks";
import { strings } from "../strings";
import { Icon } from "../ui/icons";
import { useStore } from "../ui/store-context";
import { Undelivered } from "../transport/wire";

const words = strings.download;
const FORMATS = ["html", "pdf", "md"] as const;

export function Download() {
  const store = useStore();
  const [fault, setFault] = useState("");
  const sheet = store.sheet.value;

  async function save(format: string): Promise<void> {
    setFault("");
    try {
      const file = await store.courier.rest.file([["session", store.session.value], ["format", format]]);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(file);
      link.download = `${sheet?.code ?? `screening-${sheet?.number}`}.${format}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    } catch (error) {
      setFault(words.failed(error instanceof Undelivered && error.message ? error.message : "the server cannot be reached"));
    }
  }

  if (!sheet) return null;
  return (
    <span class="download" role="group" aria-label={words.label}>
      <Icon name="down" /><span class="unseen">{words.label}</span>
      {FORMATS.map((format) => (
        <button type="button" class="quiet" onClick={() => save(format)} aria-label={`${words.label}: ${words[format]}`}>{words[format]}</button>
      ))}
      <button type="button" class="quiet" onClick={() => print()} aria-label={words.print}><Icon name="print" /></button>
      {fault && <span role="alert" class="fault">{fault}</span>}
    </span>
  );
}
