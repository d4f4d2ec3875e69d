// The conversation.
import { strings } from "../strings";
import { useStore } from "../ui/store-context";
import { Composer } from "./Composer";
import { Messages } from "./Messages";
import { SignIn } from "./SignIn";

export function Chat() {
  const store = useStore();
  return (
    <section class="chat" aria-label={strings.conversation.label}>
      <Messages />
      {store.isSignedOut.value && <SignIn />}
      <Composer />
    </section>
  );
}
