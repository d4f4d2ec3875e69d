"""Lists of nothing but names, with one verdict on all: ``Absent: HIV | ILD``, ``MI; stroke; PE - none of the above``.

The denial is put before each name, ``no MI, no stroke, no PE``, whatever parts the names. Where the marks part them
more than they join them (``no HIV; stroke; MI``, ``heart failure; ILD; HIV: no``) those are asked about that the
denial may not be meant for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import msgspec

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.wording.list_verdicts import ASKED, LEAD, LISTED, ONLY, PLAIN, SIGNS, TAIL
from bot.nlu.wording.said_further import DENIABLE
from bot.nlu.wording.shared_verdicts import GRADED

_NAMES = DENIABLE | {"breastfeeding", "gi_bleeding_risk", "investigator_concern"}
_LITTLE = re.compile(
    r"(?:(?:any|an?|the|prior|previous|past|recent|history of|hx of|h/o|evidence of|signs? of|or|and|nor|ever|severe|"
    r"current|active|had) )*"
)
_JOINT = re.compile(
    r"(?P<close>,? (?:and/or|and|or|nor) | ?& ?| ?[/\\+] ?)|(?P<comma> ?, ?)|"
    r"(?P<part> ?[;|] ?|\s*\n[-*•] )|(?P<dash> [-–—]+ )|(?P<space> )"
)
_KIND = re.compile(r"(?: (?:dz|dis|disease|d/o|disorder|hx|history))?")
"""Behind a name: that it is the name of an illness."""
_PARTED = re.compile(r"[;|/&+]| - | (?:and|or|nor) ")
_ENDS = re.compile(r" ?(?:$|[.;,\n)\]|]| - )")
_ITEM_ENDS = re.compile(r"\d|\bno\b")
_STARTS = re.compile(r"(?:^|[\n:;]|[.?!]|(?:^|\n)[-*•]) ?(?:any )?$")
_TELLING = re.compile(r"\d|\b(?:no|not|never|none|neg|negative|nil|denied|denies|yes|positive|without)\b")
_TOLD = re.compile(r"\b(?:not?|known|has|had|have|is|with|confirmed|for|on|s/p|under) $")
"""Before the first name: that it is there, or a denial of its own."""
_BY_NAME = {
    "autoimmune_disease": "autoimm",
    "active_infection": "infection",
    "immunosuppressant": "immunosup",
    "anticoagulation": "anticoag",
    "psychosocial_barrier": "social",
    "other_malignancy": "malignan",
}
"""Of what one is told by an illness or drug of its own name: what the name of the whole kind holds."""
_REACH = 260
_MOST = 30


class _Item(msgspec.Struct):
    """A name of a list: where it begins and ends, its facts, and what joins it to the one before."""

    start: int
    end: int
    facts: set[str]
    joint: tuple[int, int] = (0, 0)
    kind: str | None = None


def with_bare_lists(text: Text, named: Named) -> Text:
    """Put the one verdict on such a list before each of its names."""
    changes = dict.fromkeys((*_behind(text.low, named), *_before(text.low, named)))
    return rewritten(text, apart(changes)) if changes else text


def _items(low: str, start: int, end: int, named: Named) -> list[_Item]:
    """The names in a piece, each with what joins it to the one before where nothing else stands between them."""
    facts: dict[tuple[int, int], set[str]] = {}
    for one, two, fact in named(low[start:end]):
        facts.setdefault((start + one, start + two), set()).add(fact)
    found: list[_Item] = []
    for one, two in sorted(facts, key=lambda each: (each[0], -each[1])):
        if not facts[one, two] & _NAMES or (found and one < found[-1].end):
            continue
        item = _Item(one, _KIND.match(low, two).end(), facts[one, two])  # type: ignore[union-attr]
        gap = _JOINT.match(low, found[-1].end, one) if found else None
        if gap is not None and _LITTLE.fullmatch(low, gap.end(), one):
            item.joint, item.kind, item.start = gap.span(), gap.lastgroup, gap.end()
        found.append(item)
    return found


def _behind(low: str, named: Named) -> Iterator[Change]:
    """The changes for the lists that a verdict closes."""
    for match in islice((*TAIL.finditer(low), *SIGNS.finditer(low), *ASKED.finditer(low), *ONLY.finditer(low)), _MOST):
        lead = LEAD.search(low, max(0, match.start() - 8), match.start())
        end = lead.start() if lead else match.start()
        start = max(0, end - _REACH)
        start = max(start, low.rfind(". ", start, end) + 1, low.rfind("\n\n", start, end) + 1)
        if len(re.findall(r"[,;|/&+\n]| - | or | and | ", low[start:end])) < 1 or _told_last(low, start, end):
            continue
        items = _items(low, start, end, named)
        while items and items[0].start < start:
            items.pop(0)
        if items and items[-1].end == end:
            yield from _closed(low, _run(low, items), match, named)


def _told_last(low: str, start: int, end: int) -> bool:
    """Tell whether the item before the last one says something of its own."""
    pieces = re.split(r"[,;|/&+\n]| - | or | and ", low[start:end])[-2:]
    return len(pieces) > 1 and _TELLING.search(pieces[0]) is not None


def _run(low: str, items: list[_Item]) -> list[_Item]:
    """The names up to the last one that are joined to each other, without a first one of which more is told."""
    at = len(items) - 1
    while at and items[at].kind:
        at -= 1
    told = _TOLD.search(low, max(0, items[at].start - 16), items[at].start)
    return items[at + 1 :] if told or _own(low, items[at]) else items[at:]


def _own(low: str, item: _Item) -> bool:
    """Tell whether a name says by itself how or that it is: ``ascites mild``, ``no concerns``."""
    said = low[item.start : item.end]
    return GRADED.search(said) is not None or _TELLING.search(said) is not None


def _closed(low: str, items: list[_Item], match: re.Match[str], named: Named) -> Iterator[Change]:
    """The changes for a list and the verdict behind it."""
    if len(items) < 2 or (len(items) < 3 and any(one.kind == "space" for one in items[1:])):
        return
    said = match.groupdict()
    kept: set[str] = set()
    if said.get("save") or not said:
        kept = {fact for *_, fact in named(low[match.end() : match.end() + 60].split(".")[0])}
        if not said and not kept & set().union(*(one.facts for one in items)):
            return
        whole: bool | None = True
    else:
        whole = _meant(low, items, match, said)
    if whole is None:
        return
    mark = ""
    for one in items:
        if one.facts & kept:
            yield Change(one.joint[0] if one.kind and one is not items[0] else one.start, one.end, "")
            continue
        head = "possible " if said.get("open") or not (whole or one is items[-1]) else "no "
        yield Change(one.joint[0] if one is not items[0] else one.start, one.start, mark + head)
        mark = ", "
    yield Change(items[-1].end, match.end(), "; had " if said.get("save") or not said else "")


def _meant(low: str, items: list[_Item], match: re.Match[str], said: dict[str, str | None]) -> bool | None:
    """Tell whether a verdict is meant for all names, or perhaps for the last alone; None where nothing is known."""
    kinds = {one.kind for one in items[1:]}
    begins = _STARTS.search(low[max(0, items[0].start - 7) : items[0].start]) is not None
    if said.get("each"):
        return True
    marks = low[items[-1].end : match.start()].strip(" ")
    if said.get("some") and begins and len(items) > 2:
        return True
    if said.get("open") or ("?" in marks and begins):
        return True if kinds == {"close"} or (marks and kinds <= {"close", "comma"}) else None
    if said.get("some"):
        return False if not begins and len(items) == 2 and kinds == {"comma"} else None
    if len(items) > 2 and kinds & {"part", "dash"}:
        return False
    return True if begins and marks and len(items) > 2 and kinds <= {"comma", "close"} else None


def _before(low: str, named: Named) -> Iterator[Change]:
    """The changes for the lists that a heading denies."""
    heads = [(one, True) for one in LISTED.finditer(low)] if ":" in low or "(-)" in low else []
    heads += [(one, False) for one in PLAIN.finditer(low)] if _PARTED.search(low) else []
    for match, listed in heads[:_MOST]:
        end = min(len(low), match.end() + _REACH)
        for mark in (". ", "\n\n"):
            at = low.find(mark, match.end(), end)
            end = at if at >= 0 else end
        stop = _ITEM_ENDS.search(low, match.end(), end)
        if not listed and _PARTED.search(low, match.end(), stop.start() if stop else end) is None:
            continue
        items = _items(low, match.end(), end, named)
        if not items or not _LITTLE.fullmatch(low, match.end(), items[0].start):
            continue
        run = [items[0]]
        for one in items[1:]:
            if not one.kind or one.kind == "space":
                break
            run.append(one)
        if not _ENDS.match(low, run[-1].end):
            run = run[:-1] if listed else []
        if len(run) > 1:
            yield from _headed(low, run, match, listed=listed)


def _headed(low: str, items: list[_Item], match: re.Match[str], *, listed: bool) -> Iterator[Change]:
    """The changes for a list behind a heading: behind a mere ``no`` what a mark parts from it is asked about."""
    kinds = {one.kind for one in items[1:]}
    doubted = not listed and match["doubt"] is not None
    if (not listed and kinds == {"comma"}) or (doubted and kinds & {"part", "dash"}):
        return
    parting = {"part"} if len(items) > 2 and kinds == {"dash"} else {"part", "dash"}
    asked = doubted
    yield Change(match.start("head"), match.end(), "possible " if asked else "no ")
    for one in items[1:]:
        asked = asked or (not listed and one.kind in parting)
        if _own(low, one) or (asked and not doubted and _by_name(low, one)):
            return
        yield Change(*one.joint, ", possible " if asked else ", no ")


def _by_name(low: str, item: _Item) -> bool:
    """Tell whether an illness or drug is named by its own name, not by that of its kind."""
    return any(part not in low[item.start : item.end] for fact, part in _BY_NAME.items() if fact in item.facts)
