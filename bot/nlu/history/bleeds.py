"""Bleeds: where one came from, the varices or the gut, and what a denial of one denies."""

from __future__ import annotations

import re
from typing import Any

from bot.nlu.dating.event_dates import day_at
from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import Sense, word_set

_GUT = word_set("conditions_gut")
_NO_BLEED = word_set("conditions_no_bleed")


def source_of(draft: Draft, place: int) -> str:
    """``bleeding from a duodenal ulcer``, ``varices banded, bled in May``: the event that the bleed was, or nothing."""
    token = draft.tokens[place]
    near = draft.tokens[max(0, place - 6) : place + 7]
    clause = [one for one in near if one.sentence == token.sentence and abs(one.segment - token.segment) <= 1]
    words = {word for one in clause for word in one.text.split()}
    beside = {word for one in draft.tokens[max(0, place - 3) : place + 2] for word in one.text.split()}
    if beside & _NO_BLEED:
        return ""
    if of_other_source(draft, place):
        return "gi_bleeding"
    if any(note.id == "varices" and "neg" not in one.scope for one in clause for note in one.senses("note")):
        return "variceal_bleeding"
    own = {word for one in clause if one.segment == token.segment for word in one.text.split()}
    return "gi_bleeding" if own & _GUT or (words & _GUT and token.text == "bled") else ""


_SOURCE_NAMED = re.compile(
    r"\b(?:ulcers?|mallory|weiss|divertic\w+|gastritis|dieulafoy\w*|angiodysplasias?|polyp\w*|ha?emorrhoid\w*|erosi\w+|gave)\b"
)
"""Where a bleed came from that was not one of the varices."""
_UP_TO = 3


def of_other_source(draft: Draft, place: int) -> bool:
    """``ulcer bleed 2019, varices banded 2021``, ``bled from an ulcer``: the bleed was not that of the varices."""
    token = draft.tokens[place]
    first = place
    while first and place - first < _UP_TO and draft.tokens[first - 1].segment == token.segment:
        first -= 1
        if draft.tokens[first].text not in ("-", "'s") and draft.tokens[first].kind not in ("word", "hit"):
            first += 1
            break
    last = place
    if draft.word(place + 1) in ("from", "of", "due to", "("):
        last = min(place + _UP_TO, len(draft.tokens) - 1)
    start, end = draft.text.raw_span(draft.tokens[first].start, draft.tokens[last].end)
    said = draft.text.raw[start:end].lower()
    return _SOURCE_NAMED.search(said) is not None and "varic" not in said


def banded_another_time(draft: Draft, place: int, last: int) -> bool:
    """``GI bleed 2019, varices banded 2021``: the bleed and the banding have each a day of their own."""
    behind = draft.tokens[last + 1 : last + 9]
    varices = next((at for at, one in enumerate(behind) if _is_varices(one)), None)
    if varices is None or behind[varices].sentence != draft.tokens[place].sentence:
        return False
    parted = any(one.text == "," for one in behind[:varices])
    days = [day_at(draft, last + 1 + at) for at in range(len(behind))]
    before = [one for one in days[:varices] if one is not None]
    after = [one for one in days[varices + 1 :] if one is not None]
    return bool(parted and before and after) and before[0].iso != after[0].iso


def _is_varices(token: Token) -> bool:
    return any(note.id == "varices" for note in token.senses("note"))


_FILLERS = {
    "no",
    "any",
    "so",
    "far",
    "yet",
    "ever",
    "at",
    "all",
    "known",
    "never",
    "not",
    "history",
    "of",
    "no history of",
}


def alone(draft: Draft, place: int) -> bool:
    """``no bleed``: of which place is not said by any word of its segment."""
    token = draft.tokens[place]
    near = [one for one in draft.tokens[max(0, place - 4) : place + 5] if one.segment == token.segment]
    return all(one is token or one.kind == "punct" or one.text in _FILLERS or one.cue("neg") for one in near)


_OF_OTHERS = {"other", "gi", "any", "else", "further", "gut", "upper", "lower", "gastrointestinal"}


_OF_NOW = {"further", "more", "recurrent", "subsequent", "recent", "stigmata", "active", "current", "signs"}


def denied(draft: Draft, place: int, sense: Sense) -> dict[str, Any]:
    """What a denial denies: of varices that never bled their bleeding, beside words of the gut its bleeding."""
    absent: dict[str, Any] = sense.value["absent"]
    if sense.id != "bleeding":
        return absent
    told = draft.facts.get("variceal_bleeding")
    if told or (draft.facts.get("gi_bleeding") and not _alone_of_varices(draft, place)):
        return {}  # ``bled in May, no bleeding since``
    segment = draft.tokens[place].segment
    near = [one.text.split() for one in draft.tokens[max(0, place - 4) : place] if one.segment == segment]
    if any(_OF_NOW.intersection(words) for words in near):
        return {}
    before = [one for one in draft.tokens[max(0, place - 10) : place] if one.sentence == draft.tokens[place].sentence]
    varices = any(note.id == "varices" for one in before for note in one.senses("note"))
    if varices and not {one.text for one in before} & _OF_OTHERS:
        return {"variceal_bleeding": False}
    return {"gi_bleeding": False} if _gut(draft) else absent


def _alone_of_varices(draft: Draft, place: int) -> bool:
    """``varices small, have never bled``: nothing but the varices stands before, and since when is not said."""
    for step in range(place - 1, max(-1, place - _BEFORE), -1):
        token = draft.tokens[step]
        if token.sentence != draft.tokens[place].sentence:
            return False
        if _is_varices(token):
            return draft.word(place + 1) not in ("since", "again", "after")
        if token.clinical or token.text in (";", "and"):
            return False
    return False


_BEFORE = 9


def _gut(draft: Draft) -> bool:
    """Tell whether the message speaks of the gut, so that ``no bleed`` means its bleeding."""
    return any(
        one.names("gi_bleeding_risk")
        or one.names("variceal_bleeding")
        or any(note.id == "varices" for note in one.senses("note"))
        for one in draft.tokens
    )


BANDINGS = frozenset(("banded", "banding", "ligated", "ligation", "treated", "evl", "clipped", "stopped"))
"""What ends a bleed of varices."""
_STOPPED = BANDINGS | {
    "bands",
    "glued",
    "glue",
    "histoacryl",
    "cyanoacrylate",
    "sclerosed",
    "sclerotherapy",
    "injected",
    "obliterated",
    "bleeding",
    "spurting",
    "ruptured",
}
_NOT_THE_SOURCE = frozenset(
    ("prophylactic", "prophylactically", "not", "no", "without", "non-bleeding", "elective", "never")
)


def from_varices(draft: Draft, place: int) -> bool:
    """``GI bleed in August, source varices``, ``haematemesis, varices banded``: where it is said that it came from."""
    for step in range(place + 1, min(place + _REACH, len(draft.tokens))):
        token = draft.tokens[step]
        apart = token.sentence - draft.tokens[place].sentence
        if apart > 1:
            return False
        if not apart and "gastropathy" in token.text and draft.word(step - 1) != "no":
            return True
        if _is_varices(token):
            return (not apart and draft.word(step - 1) in _SOURCES) or _seen_to(draft, place, step)
    return False


_REACH = 16
_SOURCES = ("source", "from", "to", "cause", ":", "oesophageal", "esophageal")


def _seen_to(draft: Draft, place: int, varices: int) -> bool:
    """Tell whether varices behind a bleed were treated, and not to prevent one."""
    near = draft.tokens[max(place + 1, varices - 4) : varices + 7]
    own = [one for one in near if one.sentence == draft.tokens[varices].sentence]
    words = {word for one in own for word in one.text.split(" ")}
    return bool(words & _STOPPED) and not words & _NOT_THE_SOURCE
