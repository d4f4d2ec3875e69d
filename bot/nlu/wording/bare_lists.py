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
from bot.nlu.wording.alternating import with_answers_in_turn
from bot.nlu.wording.answers_first import with_answers_first
from bot.nlu.wording.list_verdicts import ASKED, LEAD, LISTED, NO_OTHER, ONLY, OTHER, PLAIN, SIGNS, TAIL
from bot.nlu.wording.said_further import DENIABLE
from bot.nlu.wording.shared_verdicts import GRADED

_NAMES = DENIABLE | {"breastfeeding", "gi_bleeding_risk", "investigator_concern"}
_LITTLE = re.compile(
    r"(?:(?:any|an?|the|prior|previous|past|recent|history of|hx of|h/o|evidence of|signs? of|or|and|nor|ever|severe|"
    r"current|active|had) )*"
)
_JOINT = re.compile(
    r"(?P<close>,? (?:and/or|and|or|nor) | ?& ?| ?(?:(?<!\bh)/|\\|\+(?!ve)) ?)|(?P<comma> ?, ?)|"
    r"(?P<part> ?[;|] ?|\s*\n[-*•] )|(?P<dash> [-–—]+ )"
)
_SPLIT = re.compile(r"[,;|/&+\n]| - | or | and | ")
_LABEL = re.compile(r"(?:[-*•] )?(?:[a-z]+ ){0,2}[a-z]+: ")
"""``PMH: MI, stroke``: what the list is headed by."""
_LINE = re.compile(r"\n(?![-*•] )")
_KIND = re.compile(r"(?: (?:dz|dis|disease|d/o|disorder|hx|history))?")
"""Behind a name: that it is the name of an illness."""
_PARTED = re.compile(r"[;|/&+]| - | (?:and|or|nor) ")
_ITEM_ENDS = re.compile(r"\d|\bno\b")
_STARTS = re.compile(r"(?:^|[\n:;]|[.?!]|(?:^|\n)[-*•]) ?(?:any )?$")
_TELLING = re.compile(
    r"\d|\b(?:not?|never|none|neg|negative|nil|denie[sd]|yes|positive|without|invaded|involved|"
    r"allergic|anticoagulated|immunosuppressed)\b"
)
_TOLD = re.compile(r"\b(?:not?|known|has|had|have|is|with|confirmed|for|on|s/p|under) $")
"""Before the first name: that it is there, or a denial of its own."""
_HAD = re.compile(r"(?:h/o|hx of|history of|past|previous|prior|current|had) ")
"""What opens an item that is there: ``no infection + h/o PE``."""
_LATE = re.compile(r"\brecent\b")
"""``no recent stroke or MI``: of an older one nothing is denied, whichever it is."""
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
    """A piece of a list: its place, the facts that it names, whether it names an illness and no more, what joins it."""

    start: int
    end: int
    facts: set[str]
    plain: bool
    joint: tuple[int, int]
    kind: str | None


def with_bare_lists(text: Text, named: Named) -> Text:
    """Put the one verdict on such a list before each of its names."""
    text = with_answers_first(with_answers_in_turn(text, named), named)
    changes = dict.fromkeys((*_behind(text.low, named), *_before(text.low, named)))
    return rewritten(text, apart(changes)) if changes else text


def _items(low: str, start: int, end: int, named: Named) -> list[_Item]:
    """The pieces of a list, each with what joins it to the one before."""
    facts: dict[tuple[int, int], set[str]] = {}
    for one, two, fact in named(low[start:end]):
        facts.setdefault((start + one, start + two), set()).add(fact)
    found: list[_Item] = []
    at, joint, kind = start, (start, start), None
    for gap in (*_JOINT.finditer(low, start, end), None):
        last = gap.start() if gap else end
        found += _piece(low, at, last, facts, joint, kind)
        if gap:
            at, joint, kind = gap.end(), gap.span(), gap.lastgroup
    return found


def _piece(
    low: str, start: int, end: int, facts: dict[tuple[int, int], set[str]], joint: tuple[int, int], kind: str | None
) -> Iterator[_Item]:
    """What stands between two joints: one name, another illness, names with nothing but spaces between, or more."""
    head = _LABEL.match(low, start, end)
    if head:
        start, joint, kind = head.end(), (head.end(), head.end()), None
    start += len(low[start:end]) - len(low[start:end].lstrip(" "))
    little = _LITTLE.match(low, start, end)
    first = little.end() if little else start
    spans = sorted((one for one in facts if start <= one[0] and one[1] <= end), key=lambda one: (one[0], -one[1]))
    at = -1
    joined = (joint, kind)
    names: list[_Item] = []
    for one in spans:
        begun = one[0] == at if names else _LITTLE.fullmatch(low, start, one[0]) is not None
        if begun and facts[one] & _NAMES:
            ends = _KIND.match(low, one[1], end)
            last = ends.end() if ends else one[1]
            own = GRADED.search(low, one[0], last) or _TELLING.search(low, one[0], last)
            names.append(_Item(one[0], last, facts[one], own is None, joint, kind))
            joint, kind, at = (last, last + 1), "space", last + 1
    if names and names[-1].end == end:
        names[0].start = start
        yield from names
    else:
        other = not spans and OTHER.fullmatch(low, first, end) and NO_OTHER.isdisjoint(low[first:end].split())
        other = other and _TELLING.search(low, first, end) is None  # ``PE - denied; GI bleed - denied``
        held = {fact for one in spans for fact in facts[one]}
        yield _Item(start, end, set() if other else held, bool(other), *joined)


def _behind(low: str, named: Named) -> Iterator[Change]:
    """The changes for the lists that a verdict closes."""
    found = (*TAIL.finditer(low), *SIGNS.finditer(low), *ASKED.finditer(low), *ONLY.finditer(low))
    for match in islice(found, _MOST):
        lead = LEAD.search(low, max(0, match.start() - 8), match.start())
        end = lead.start() if lead else match.start()
        start = max(0, end - _REACH)
        start = max(start, low.rfind(". ", start, end) + 1, low.rfind("\n\n", start, end) + 1)
        start = max([start, *(one.end() for one in _LINE.finditer(low, start, end))])
        if len(_SPLIT.findall(low[start:end])) > 0 and not _told_last(low, start, end):
            yield from _closed(low, _run(low, _items(low, start, end, named)), match, named)


def _told_last(low: str, start: int, end: int) -> bool:
    """Tell whether the item before the last one says something of its own."""
    pieces = [one for one in _SPLIT.split(low[start:end]) if one][-2:]
    return len(pieces) > 1 and (_TELLING.search(pieces[0]) or GRADED.fullmatch(pieces[0].strip())) is not None


def _run(low: str, items: list[_Item]) -> list[_Item]:
    """The names up to the last one that are joined to each other, without a first one of which more is told."""
    at = len(items)
    while at and items[at - 1].plain and (at == len(items) or items[at].kind) and not _stroked(low, items[at:]):
        at -= 1
    run = items[at:]
    return run[1:] if run and _TOLD.search(low, max(0, run[0].start - 16), run[0].start) else run


def _stroked(low: str, items: list[_Item]) -> bool:
    """``DM ok; MI/CVA/PE neg``: tell whether strokes hold the pieces together and a stronger mark parts them off."""
    joined = len(items) > 1 and all(low[slice(*one.joint)] == "/" for one in items[1:])
    return joined and items[0].kind in ("part", "dash")


def _closed(low: str, items: list[_Item], match: re.Match[str], named: Named) -> Iterator[Change]:
    """The changes for a list and the verdict behind it."""
    loose = len(items) < 3 and any(one.kind == "space" for one in items[1:])
    if len(items) < 2 or loose or not any(one.facts for one in items):
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
        head = head if head == "no " or (one.facts and not _by_name(low, one)) else ""
        yield Change(one.joint[0] if one is not items[0] else one.start, one.start, mark + head)
        mark = ", "
    yield Change(items[-1].end, match.end(), "; had " if said.get("save") or not said else "")


def _meant(low: str, items: list[_Item], match: re.Match[str], said: dict[str, str | None]) -> bool | None:
    """Tell whether a verdict is meant for all names, or perhaps for the last alone; None where nothing is known."""
    if said.get("each"):
        return True
    of_test = len(items) == 2 and items[1].facts == {"hiv"} and items[1].kind == "close" and "neg" in match.group()
    if of_test and items[0].facts:
        return False  # ``UC/HIV negative``: said of a test
    kinds = {one.kind for one in items[1:]}
    begins = _STARTS.search(low[max(0, items[0].start - 7) : items[0].start]) is not None
    marks = low[items[-1].end : match.start()].strip(" ")
    loose = any(low[slice(*one.joint)].strip(" ,") in ("and", "&") for one in items[1:])
    if items[-1].kind == "close" and kinds <= {"comma", "close"} and (marks or not loose):
        return True
    if said.get("some") and begins and len(items) > 2:
        return True
    if said.get("open") or ("?" in marks and begins):
        return True if marks and kinds <= {"close", "comma"} else None
    if said.get("some"):
        return False if not begins and len(items) == 2 and kinds == {"comma"} else None
    if len(items) > 2 and kinds & {"part", "dash"}:
        return False
    sure = begins and marks and len(items) > 2 and kinds <= {"comma", "close"} and all(one.facts for one in items)
    several = len(items) > 2 or all(one.facts for one in items)
    return True if sure else False if begins and several and kinds == {"comma"} else None


def _before(low: str, named: Named) -> Iterator[Change]:
    """The changes for the lists that a heading denies."""
    heads = [(one, True) for one in LISTED.finditer(low)] if ":" in low or "(-)" in low else []
    heads += [(one, False) for one in PLAIN.finditer(low)] if _PARTED.search(low) else []
    for match, listed in heads[:_MOST]:
        end = min(len(low), match.end() + _REACH)
        for mark in (". ", "\n\n"):
            at = low.find(mark, match.end(), end)
            end = at if at >= 0 else end
        end = match.end() + len(low[match.end() : end].rstrip(" .!)]"))
        stop = _ITEM_ENDS.search(low, match.end(), end)
        if not listed and _PARTED.search(low, match.end(), stop.start() if stop else end) is None:
            continue
        run: list[_Item] = []
        for one in _items(low, match.end(), end, named):
            shared = bool(run) and not run[-1].facts and " " not in low[run[-1].start : run[-1].end]
            shared = shared and one.kind == "close" and low[slice(*one.joint)] != " / "
            told = bool(run) and not listed and low[slice(*one.joint)].strip() != "or" and _HAD.match(low, one.start)
            if not one.plain or shared or told or (run and one.kind in (None, "space")):
                run = [] if one.kind == "close" and not listed else run
                break
            run.append(one)
        while run and not run[-1].facts:
            run.pop()
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
    late = "recent " if not asked and _LATE.search(low, match.start(), items[0].end) else ""
    yield Change(match.start("head"), match.end(), "possible " if asked else "no ")
    for one in items[1:]:
        asked = asked or (not listed and one.kind in parting)
        if asked and not doubted and _by_name(low, one):
            return
        head = "possible " if asked else f"no {late}"
        yield Change(*one.joint, f", {head}" if one.facts or not asked else ", ")


def _by_name(low: str, item: _Item) -> bool:
    """Tell whether an illness or drug is named by its own name, not by that of its kind."""
    return any(part not in low[item.start : item.end] for fact, part in _BY_NAME.items() if fact in item.facts)
