"""What the words behind a word close: ``HIV no`` denies HIV, ``HIV, no HCV`` opens another denial."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.history.sexes import sex_option
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.scope.items import valued


def ends_there(draft: Draft, step: int) -> bool:
    """Tell whether a sign is the last thing said: nothing but a border follows."""
    after = draft.at(step + 1)
    return (
        after is None
        or (after.kind == "punct" and after.text in ",;.\n)/|+]")
        or (
            after.kind == "hit"
            and draft.tokens[step].kind == "punct"
            and after.start > draft.tokens[step].end
            and (after.clinical or sex_option(after) is not None)
            and draft.tokens[step].start == draft.tokens[step - 1].end
        )
        or _opens_person(draft, step)
        or _touches(draft, step)
    )


_OPENERS = frozenset(("and", "&", "+", "-", "–", "•", "*", "with", "but"))
_NOUNS = word_set("tumour_nouns")


def _touches(draft: Draft, step: int) -> bool:
    """``EHS- and plt 84``, ``HIV- 2 nodules``, ``EHS- no PVTT``: a sign that touches its word, and another item."""
    sign, after = draft.tokens[step], draft.at(step + 1)
    if after is None or sign.kind != "punct" or sign.start != draft.tokens[step - 1].end or after.start == sign.end:
        return False
    if after.kind == "num":
        return draft.word(step + 2) in _NOUNS
    if after.cue("neg"):
        behind = draft.at(step + 2)
        return behind is not None and (behind.clinical or behind.sense("note") is not None)
    return after.text in _OPENERS or after.sense("note") is not None


def _opens_person(draft: Draft, step: int) -> bool:
    """``mets- 61-year-old male``: behind a sign that touches its word the age begins."""
    sign, after = draft.tokens[step], draft.at(step + 1)
    if after is None or after.start == sign.end or sign.start != draft.tokens[step - 1].end:
        return False
    return sign.kind == "punct" and _is_age(draft, step + 1)


_YEARS = ("yo", "y", "yr", "yrs", "year", "years", "y/o")


def _is_age(draft: Draft, place: int) -> bool:
    """``61-year-old``, ``61 yo``, and a sex behind which the years stand: the patient, and nothing that is denied."""
    token = draft.at(place)
    if token is None or token.kind != "num":
        return token is not None and sex_option(token) is not None
    aged = draft.word(place + 1) in _YEARS or token.unit in _YEARS
    return aged or (draft.word(place + 1) == "-" and draft.word(place + 2) == "year")


_JOINTS = frozenset(("and", "but", "whereas", "while", "though", "although", "however", "then", "yet"))
"""Behind a no they open something else: ``MI no whereas CABG yes``."""


def opens_no_denial(draft: Draft, step: int) -> bool:
    """``HIV no`` denies HIV; ``HIV, no HCV`` and ``diabetes no ascites`` open a new negation."""
    token = draft.tokens[step]
    if not token.cue("neg"):
        return True
    after = draft.at(step + 1)
    closed = (
        after is None
        or after.kind == "punct"
        or after.segment != token.segment
        or after.text in _JOINTS
        or after.cue("stop")
    )
    return closed or valued(draft.tokens, step + 1) or _is_age(draft, step + 1) or _keyed(draft, step)


AYES = frozenset(("yes", "y", "+", "pos", "positive", "ja", "oui", "si"))


def _keyed(draft: Draft, step: int) -> bool:
    """``PVTT no EHS no AFP 77``: each no stands behind its word, as the value behind the last one shows."""
    while (
        (after := draft.at(step + 1)) is not None
        and (after.clinical or after.text == "steroids")
        and after.segment == draft.tokens[step].segment
    ):
        step += draft.word(step + 2) == ":"
        behind = draft.at(step + 2)
        if behind is None or not behind.cue("neg", "post_neg"):
            return behind is not None and (valued(draft.tokens, step + 1) or behind.text in AYES)
        step += 2
    return after is None or after.kind == "punct"
