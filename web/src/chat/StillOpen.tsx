// The question that is still open after an answer about something else, with what answers it.
import { strings } from "../strings";
import type { Question } from "../types";
import { useStore } from "../ui/store-context";
import { AnswerForm } from "./AnswerForm";
import { Replies } from "./Replies";

export function StillOpen({ question }: { question: Question }) {
  const words = useStore().vocabulary.value;
  if (!words) return null;
  const [first, ...others] = question.facts;
  const answers = first && !others.length ? words.facts[first]?.answers ?? [] : [];
  const buttons = [...answers, words.dont_know].map(({ title, say }) => ({ title, payload: say }));
  return (
    <div class="still-open">
      <p><b>{strings.conversation.open}</b> {question.ask}</p>
      {answers.length > 0 && <Replies buttons={buttons} />}
      <AnswerForm question={question} isAlone={!answers.length} />
    </div>
  );
}
