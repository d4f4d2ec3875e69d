// Asks for a token where the server wants one.
import { useState } from "preact/hooks";
import { strings } from "../strings";
import { useStore } from "../ui/store-context";

const words = strings.signIn;

export function SignIn() {
  const store = useStore();
  const [token, setToken] = useState("");
  const [fault, setFault] = useState<string | null>(null);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const given = token.trim();
    setToken("");
    setFault(await store.signIn(given));
  }

  return (
    <form class="sign-in" onSubmit={submit} aria-label={words.title} autocomplete="off">
      <label for="token">{words.label}</label>
      <input id="token" type="password" autocomplete="off" spellcheck={false} value={token} required
        onInput={(event) => setToken(event.currentTarget.value)} aria-describedby="token-help" />
      <button type="submit">{words.button}</button>
      {fault && <p role="alert" class="fault">{fault}</p>}
      <p id="token-help" class="hint">{words.help}</p>
    </form>
  );
}
