"""Lists of which it is open what is told: ``MI, stroke not present``, ``no HIV; stroke or MI``: it is asked."""

from __future__ import annotations

import re

from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.scope.items import bare_item

_EVENTS = word_set("scopes_events")
"""Findings that one either has or not."""
_FINDINGS = _EVENTS | {
    "bleeding_tendency",
    "chronic_diarrhoea",
    "uncontrolled_arrhythmia",
    "uncontrolled_diabetes",
    "uncontrolled_hypertension",
}
_OF_ALL = word_set("rows_denied")


def doubt_lists(parts: list[list[Token]]) -> None:
    """Mark the bare items before an item that is denied at its end as uncertain, where nothing else is told."""
    for place, part in enumerate(parts):
        ends = [one for one in part if one.kind != "punct"][-1:]
        if not place or not ends or ends[0].text not in _OF_ALL or sum(one.clinical for one in part) != 1:
            continue
        listed = place
        while listed and parts[listed - 1][0].sentence == part[0].sentence:
            listed -= 1
        items = parts[listed:place]
        if items and all(_item(one) for one in items):
            for token in (token for one in items for token in one):
                token.scope.add("uncertain")


_OF_TUMOUR = frozenset(("hepatic_vein_invasion", "cns_metastasis"))


def doubt_second(parts: list[list[Token]]) -> None:
    """``no ascites, HVTT``: the second of two, of another kind, may be denied too, or be what was found."""
    for place, part in enumerate(parts[:-1]):
        second = parts[place + 1]
        first = [one for one in part if one.clinical]
        named = [one for one in second if one.clinical]
        parted = "," in (part[-1].text, second[0].text)
        if len(first) != 1 or len(named) != 1 or not parted or part[0].text != "no" or not bare_item(second):
            continue
        behind = parts[place + 2] if place + 2 < len(parts) else None
        listed = behind is not None and behind[0].sentence == part[0].sentence and bare_item(behind)
        if listed or named[0].sentence != first[0].sentence or "neg" not in named[0].scope:
            continue
        kinds = {one.id for one in named[0].senses("name")}
        if kinds & _OF_TUMOUR and _NO_TUMOUR & {one.id for one in first[0].senses("name")}:
            named[0].scope -= {"neg", "denied"}
            named[0].scope.add("uncertain")


_NO_TUMOUR = frozenset(
    ("ascites", "encephalopathy", "transplant", "hiv", "dialysis", "gi_bleeding", "variceal_bleeding")
)


def _item(part: list[Token]) -> bool:
    named = [one for one in part if one.clinical]
    return len(named) == 1 and bare_item(part) and not {"neg", "denied"} & named[0].scope


_AHEAD = 3
"""Words that may stand between an ``or`` and the second of two findings."""
_LITTLE = frozenset(("a", "an", "any", "the", "severe", "active", "prior", "previous", "known"))
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLOSES = frozenset((",", ";", ".", "\n", "|", "-", "(", ")"))
_WHICH = frozenset(("which", "whichever", "unclear", "unsure", "can't remember", "cannot remember", "can't recall"))
_WHICH_REACH = 9


def doubt_either(tokens: list[Token]) -> None:
    """Mark findings that are told with an ``or`` between them as uncertain: ``no HIV; stroke or MI``.

    Both cannot be told: either one of them holds, or the denial before goes on.
    """
    for place, token in enumerate(tokens):
        if token.text != "or" or not 0 < place < len(tokens) - 1 or not _found(tokens[place - 1]):
            continue
        behind = next(
            (at for at in range(place + 1, min(place + _AHEAD, len(tokens))) if tokens[at].text not in _LITTLE), place
        )
        second = tokens[behind]
        unsure = _unsure_which(tokens, behind)
        found = _found(second) or (unsure and bool(second.sense("note")))
        if not found or second.sentence != token.sentence:
            continue
        if not (unsure or _ended(tokens, behind)) or _named(second) & _named(tokens[place - 1]):
            continue
        for one in tokens[_first_listed(tokens, place - 1) : behind + 1]:
            one.scope.add("uncertain")


def _named(token: Token) -> set[str]:
    """The facts and kinds of treatment that a token names."""
    return {one.id for role in ("name", "kind") for one in token.senses(role)}


def _found(token: Token) -> bool:
    """A finding that nothing is said of but its name."""
    asks = any(one.id == "angina" for one in token.senses("condition"))
    told = asks or token.treats or any(one.id in _FINDINGS for one in token.senses("name"))
    return told and not token.scope & {"neg", "denied", "plan", "hypothesis", "relative", "question", "refuse"}


def _ended(tokens: list[Token], place: int) -> bool:
    """Tell whether the clause ends behind a place, and no denial follows."""
    if place + 1 >= len(tokens):
        return True
    dated = place + (2 if tokens[place + 1].text in ("in", "on", "(") else 1)
    if dated < len(tokens) and (tokens[dated].kind == "date" or _YEAR.fullmatch(tokens[dated].text)):
        place = dated
    if place + 1 < len(tokens) and (tokens[place + 1].kind == "date" or tokens[place + 1].cue("past")):
        place += 1
    if place + 1 >= len(tokens):
        return True
    if tokens[place + 1].text not in _CLOSES:
        return False
    return not (place + 2 < len(tokens) and tokens[place + 2].cue("neg", "post_neg", "stop"))


def _unsure_which(tokens: list[Token], place: int) -> bool:
    """``PE or MI - pt unsure which one``, ``HIV or HBV, wife can't remember``: nobody knows which of two it was."""
    behind = tokens[place + 1 : place + 1 + _WHICH_REACH]
    return any(one.text in _WHICH for one in behind if one.sentence == tokens[place].sentence and not one.clinical)


def _first_listed(tokens: list[Token], place: int) -> int:
    """``stroke, MI or PE``: the place of the first item of a list that ends with an ``or``."""
    while place > 1 and tokens[place - 1].text == "," and _found(tokens[place - 2]):
        place -= 2
    return place
