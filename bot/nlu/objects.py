"""What a sentence behind a treatment speaks of: ``He stopped smoking in 2019`` is nothing of the treatment."""

from __future__ import annotations

from bot.nlu.tokens import Token
from bot.nlu.vocabulary import word_set

_STOPPING = frozenset(["stopped", "stop", "quit", "gave up", "given up", "ceased", "stops", "discontinued"])
_LEADS_ON = word_set("objects_leads_on")
"""What may stand behind ``stopped`` where the treatment told before is what was stopped."""
_OWN = frozenset(["his", "her", "their", "my", "your"])
_COURSE = word_set("objects_course")
_OF_COURSE = word_set("objects_of_course")
_WELL = frozenset(["well", "fine", "stable", "alive"])


def of_other_things(sentence: list[Token], place: int) -> bool:
    """Tell whether ``stopped`` or ``since`` at a place of a sentence is said of something else than a treatment."""
    token = sentence[place]
    if token.text == "since":
        return _unrelated(sentence[:place])
    if token.text not in _STOPPING or place + 1 >= len(sentence):
        return False
    after = sentence[place + 1]
    if after.text in _OWN and place + 2 < len(sentence):
        return sentence[place + 2].kind == "word" and sentence[place + 2].text not in _COURSE
    if after.kind not in ("word", "hit") or after.text in _LEADS_ON:
        return False
    return not after.clinical and not any(after.senses(role) for role in ("kind", "agent", "regimen", "cue"))


def _unrelated(before: list[Token]) -> bool:
    """``has not worked since``, ``has been well since``: no words of a course."""
    words = [one.text for one in before if one.kind == "word"]
    told = any(word not in _OF_COURSE for word in words)
    return told or bool(_WELL & set(words) and not {"tolerated", "tolerating"} & set(words))
