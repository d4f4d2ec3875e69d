"""Help that fits the moment: what to say before a patient, to a question, after a verdict, after a supposition."""

from collections.abc import Iterable

from actions.wording.questions import Button
from actions.wording.values import joined

START = (
    "Type what is known of the patient in shorthand and any order, such as “61F, BCLC C, ECOG 1, plt 82, "
    "TACE on 10 Oct”; “new patient P-017” gives it a code first.",
    "I record it, say which trials remain open and why the others are out, and ask what settles most of the rest.",
)
ANSWERS = (
    "Answer with a value, “none of these”, “don't know” or “pending”, or tell anything else first: nothing is lost. "
    "“why do you ask” says what it decides."
)
AFTER_WHY = (
    "“more” gives every reason with its source and quote. From here: what would reopen TRIAL · "
    "what if platelets were 90 · when · what is missing."
)
AFTER_SUPPOSING = (
    "Nothing that you supposed was recorded: type it without “what if” to record it. The next “what if” starts from "
    "the truth; it takes values, treatments and dates: “what if he had not had TACE”, “what if we wait until January”."
)
ASK = (
    "You can ask: status · why not TRIAL · what is missing · when · what if platelets were 90 · "
    "what would reopen TRIAL · what changed since yesterday · summary · export."
)
CHANGE = (
    "You can say: facts in any order · forget the AFP · undo · new patient P-017 · back to P-017 · list patients · "
    "close screening."
)

WHY_ASK = Button("Why do you ask", "why do you ask")


def asked_line(names: Iterable[str]) -> str:
    """Say what was asked."""
    return f"I asked for {joined(names)}."
