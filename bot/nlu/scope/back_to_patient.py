"""Where a clause turns back from a relative to the patient: ``explained to her and her husband and she has signed``.

Behind a joint, the patient's own word does; a pronoun where its sex is not the relative's, or where the relative is
only who was spoken to or came along; then also a fact that is told with a verb of its own (``and consent was signed``).
"""

from __future__ import annotations

from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set

_JOINTS = frozenset(("and", "but", "so", "while", "whereas"))
_PATIENT = frozenset(("patient", "pt", "pat", "the patient", "our"))
_PRONOUNS = {"he": "male", "she": "female"}
_KIN = {"female": word_set("kin_female"), "male": word_set("kin_male")}
_TO = frozenset(("to", "with", "by", "w"))
_VERBS = frozenset(("is", "was", "are", "were", "has", "has been"))


def turns_back(start: int, part: list[Token]) -> int:
    """Give the place of a segment from which on it speaks of the patient again; its length where it does not."""
    spoken_to = _spoken_to(start, part)
    for at in range(start + 1, len(part) - 1):
        if part[at].text in _JOINTS and _opens(start, part, at + 1, spoken_to=spoken_to):
            return at
    return len(part)


def _opens(start: int, part: list[Token], at: int, *, spoken_to: bool) -> bool:
    """Tell whether what stands behind a joint opens a clause about the patient."""
    first = part[at].text
    behind = part[at + 1].text if at + 1 < len(part) else ""
    if first in _PATIENT or (first == "the" and behind in _PATIENT):
        return True
    if first in _PRONOUNS:
        return spoken_to or part[start].text in _KIN["female" if first == "he" else "male"]
    return spoken_to and part[at].clinical and behind in _VERBS


def _spoken_to(start: int, part: list[Token]) -> bool:
    """``explained to her and her husband``, ``I saw him with his daughter``: no one of whom something is told."""
    before = [one.text for one in part[max(0, start - 5) : start]]
    return bool(_TO.intersection(before)) and not any(one.clinical for one in part[max(0, start - 5) : start])
