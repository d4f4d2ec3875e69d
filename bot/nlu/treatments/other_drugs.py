"""Drugs of other diseases, begun on a day of their own: ``Since September she is on prednisolone.``"""

from __future__ import annotations

from bot.nlu.history.steroids import STEROIDS
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set

_DATING = frozenset(("since", "from", "in", "on", "as of"))
_TAKES = frozenset(
    (
        "on", "is on", "was on", "takes", "taking", "is taking", "took", "gets", "given", "receives", "received",
        "receiving", "is receiving", "started", "began", "commenced", "put", "put on", "started on", "uses", "needs",
    )
)  # fmt: skip
_REFERS = word_set("courses_refers")
_DRUG_FACTS = frozenset(("anticoagulation", "immunosuppressant", "antiplatelets"))
_REACH = 9


def is_other_drug(token: Token) -> bool:
    """Tell whether a word names a drug that is none against the tumour: ``prednisolone``, ``warfarin``, ``aspirin``."""
    return token.text in STEROIDS or bool(token.sense("note")) or any(token.names(fact) for fact in _DRUG_FACTS)


def another_drug(sentence: list[Token]) -> bool:
    """Tell whether a sentence opens with a date and says that from then on something else is taken."""
    if len(sentence) < 4 or sentence[0].text not in _DATING or sentence[1].kind != "date":
        return False
    taken = False
    for token in sentence[2:_REACH]:
        if token.treats or token.text in _REFERS or token.cue("stopped", "completed", "progressed", "intolerant"):
            return False
        taken = taken or token.text in _TAKES
        if taken and is_other_drug(token):
            return True
    return False
