// Quick replies: what stands on a button goes into the transcript, its words go to the assistant.
import { strings } from "../strings";
import type { Button } from "../types";
import { useStore } from "../ui/store-context";

export function Replies({ buttons }: { buttons: Button[] }) {
  const store = useStore();
  return (
    <div class="replies" role="group" aria-label={strings.conversation.replies}>
      {buttons.map(({ title, payload }) => (
        <button type="button" onClick={() => store.say(title, payload)}>{title}</button>
      ))}
    </div>
  );
}
