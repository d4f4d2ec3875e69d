"""Values by the places of a question's facts: ``the first two are 82 and 24``, ``first 82, second 24``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from criteria.catalogue import Catalogue

_LONGEST = 120
"""Letters of an answer that is read so."""
_NTH = ("first", "second", "third", "fourth", "fifth")
_COUNTS = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4}
_VALUE = r"\d+(?:[.,]\d+)?(?![\d/]|[.,]\d)"
_GROUP = re.compile(
    r"(?:\bthe )?\b(?P<which>first|second|third|fourth|fifth|last|others?|remaining|rest)"
    r"(?: (?P<count>two|three|four|[234])(?= |:))?(?: (?:ones?|values?))?(?: (?:is|are|was|were))?(?: ?[:=-] ?| )"
    rf"(?P<values>{_VALUE}(?:(?:,? and |, ?| ?& ?| ?/ ?){_VALUE})*)"
)


def values_by_place(text: Text, asked: Sequence[str], catalogue: Catalogue) -> Text:
    """Put the name of each fact that was asked for before the value that stands at its place."""
    if len(asked) < 2 or len(text.low) > _LONGEST or not any(one in text.low for one in (*_NTH, "last")):
        return text
    if not all(one in catalogue.facts and catalogue.facts[one].lab for one in asked):
        return text
    told: set[int] = set()
    changes = []
    for match in _GROUP.finditer(text.low):
        values = re.findall(_VALUE, match["values"])
        places = _places(match, len(asked), told)
        if len(places) != len(values) or not set(places) <= set(range(len(asked))) - told:
            return text
        told.update(places)
        named = (f"{asked[place].replace('_', ' ')} {value}" for place, value in zip(places, values, strict=True))
        changes.append(Change(*match.span(), ", ".join(named)))
    return rewritten(text, changes) if changes else text


def _places(match: re.Match[str], length: int, told: set[int]) -> list[int]:
    """The places that ``the first two``, ``the last``, ``the others`` mean."""
    count = _COUNTS.get(match["count"] or "", 1)
    if match["which"] == "last":
        return list(range(length - count, length))
    if match["which"] in _NTH:
        first = _NTH.index(match["which"])
        return list(range(first, first + count))
    return [place for place in range(length) if place not in told]
