"""One answer for all that is listed: ``MI, CVA, PE - all no``, ``Any HIV, transplant? No.``, ``absent: HIV, dialysis``.

The denial is written before each item, so that what reads single facts reads each of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from bot.nlu.lexicon.lexicon import Hit
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated
from criteria.catalogue import Catalogue

Find = Callable[[str], list[Hit]]
_NO = r"(?:no|neg|negative|absent|denied|none|nil)"
_END = r"(?=\s*(?:$|[,.;\n)]))"
_BEHIND = Gated(
    r"\s*(?:[,:-]\s*)?(?:"
    rf"(?P<all>\b(?:all|both)(?: of (?:them|these|those))?(?: (?:are|were|is|was))? {_NO})|"
    r"(?P<chain>\? ?(?:all no|no (?:to|for) (?:all|any|both|everything)|none of (?:these|them|those|the above)|"
    r"denies (?:all|both|any))(?: of (?:them|these|those))?)|"
    r"(?P<one>\? ?(?:no|none|nil|never|neither|denied))|"
    r"(?P<none>(?<=[:-])\s*(?:none|none of (?:these|them|those))))"
    rf"{_END}"
)
_HEAD = Gated(
    r"(?:^|(?<=[.;\n]))\s*(?P<head>(?:all (?:no|negative|neg|absent|denied)|absent|neg|negative|denied)\s*:)\s*"
    r"(?P<list>[a-z][^.;\n?!:]{2,200})"
)
_SEPARATOR = re.compile(r"\s*(?:,\s*(?:and|or)\b|[,/&]|\band\b|\bor\b)\s*")
_ASKED = re.compile(r"\s*(?:\?|,\s*(?:and|or)\b|[,/&]|\band\b|\bor\b)\s*")
_STOPS = re.compile(r"[.;:!\n](?=\s|$)")
_LEAD = re.compile(r"\W*(?:any|has|had|does (?:she|he) have(?: any)?|have|is there(?: any)?)\s+")
_FILLERS = word_set("listed_fillers")
_THERE = re.compile(r"(?:known|h/o|s/p|on|currently|takes) ")
"""What opens an item which is there, where the list is not the first that is told: ``HIV: none, known MI, PE? no``."""
_GRADED = frozenset(("ascites", "encephalopathy", "portal_vein_thrombus", "pregnancy_test"))
_REACH = 200
"""Characters before an answer that its list may take."""
_MOST = 40
"""Answers for lists in a message; a text of more is none."""


def listed(catalogue: Catalogue, hit: Hit) -> bool:
    """Tell whether a phrase is what a list of the history holds: a flag, an event, a condition, an illness."""
    return any(
        sense.role in ("condition", "note", "cancer")
        or (sense.role == "name" and (catalogue.facts[sense.id].kind in ("flag", "event") or sense.id in _GRADED))
        for sense in hit.senses
    )


def in_single(text: Text, find: Find, catalogue: Catalogue) -> Text:
    """Write the denial that stands before or behind a list before each of its items."""
    low = text.low
    changes: list[Change] = []
    for match in islice(_BEHIND.finditer(low), _MOST):
        stops = [one.end() for one in _STOPS.finditer(low, max(0, match.start() - _REACH), match.start())]
        start = max([0, match.start() - _REACH, *stops])
        items = list(_items(low, start, match.start(), find, catalogue, chain=bool(match["chain"])))
        changes += _before(match, items, low)
    for match in islice(_HEAD.finditer(low), _MOST):
        changes += _after(match, list(_items(low, *match.span("list"), find, catalogue, chain=False)))
    return rewritten(text, apart(changes)) if changes else text


Item = tuple[int, bool] | None
"""Where an item begins, and whether it is known; none where it says something of its own."""


def _items(low: str, start: int, end: int, find: Find, catalogue: Catalogue, *, chain: bool) -> Iterator[Item]:
    """Read the items of a list; those of a chain (``MI? PE? HIV?``) are parted by their question marks."""
    joints = list((_ASKED if chain else _SEPARATOR).finditer(low, start, end))
    for first, last in zip(
        [start, *(one.end() for one in joints)], [*(one.start() for one in joints), end], strict=True
    ):
        lead = _LEAD.match(low, first, last)
        yield _item(low, lead.end() if lead else first, last, find, catalogue)


def _item(low: str, start: int, end: int, find: Find, catalogue: Catalogue) -> Item:
    """Read one item of a list: known phrases and fillers, or one word that is not known here."""
    piece = low[start:end]
    hits = [hit for hit in find(piece) if listed(catalogue, hit)]
    rest = piece
    for hit in reversed(hits):
        rest = rest[: hit.start] + rest[hit.end :]
    if hits:
        return (start, True) if set(rest.replace("-", " ").split()) <= _FILLERS else None
    return (start, False) if piece.isalpha() and len(piece) > 3 and not find(piece) else None


def _before(match: re.Match[str], items: list[Item], low: str) -> list[Change]:
    """Deny the items before an answer, back to the first that says something of its own."""
    found: list[int] = []
    begins = True
    for one in reversed(items):
        if one is None:
            begins = False
            break
        found += [one[0]] if one[1] else []
    there = [at for at, place in enumerate(found) if _THERE.match(low, place)]
    if there and not begins:
        found = found[: there[0]]
    if len(found) < (3 if match["none"] else 2):
        return []
    marks = [one.start() for one in re.finditer(r"\?", low[: match.start()]) if one.start() > found[-1]]
    return [
        *(Change(place, place, "no ") for place in found),
        *(Change(one, one + 1, ",") for one in marks),
        Change(*match.span(), ""),
    ]


def _after(match: re.Match[str], items: list[Item]) -> list[Change]:
    """Deny the items behind a heading, up to the first that says something of its own."""
    found: list[int] = []
    for one in items:
        if one is None:
            break
        found += [one[0]] if one[1] else []
    return [Change(*match.span("head"), ""), *(Change(place, place, "no ") for place in found)] if found else []
