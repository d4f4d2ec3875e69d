"""Answers that stand before what they answer, and items that are numbered within a line.

``✗ MI ✗ stroke ✓ PE 2019``, ``HIV ❌ / ILD ✅``, ``Y: MI 2011; N: stroke, PE``, ``Negative history: stroke``; the
denial is put as ``no`` where those behind look for it, and ``1. MI - no 2. stroke - no`` as items of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.wording.said_further import DENIABLE

_CROSSES = "✗✘❌✖"
_TICKS = "✓✔✅√"
_MARK = re.compile(rf"(?<![\[(])(?:(?P<on>[{_TICKS}])|(?P<off>[{_CROSSES}]|(?<![\w.])x(?= ?[a-z])))\ufe0f?[ \t]*")
_BEHIND = re.compile(
    rf"(?<=[a-z)])[ \t]*:?[ \t]*(?:(?P<on>[{_TICKS}])|(?P<off>[{_CROSSES}]|(?<=[ \t])x(?=\s*(?:$|[,;|./]))))"
    r"\ufe0f?(?![\])])[ \t]*"
)
_BULLET = re.compile(r"[ \t]*(?:[-*•]|\d{1,2}[.)])?[ \t]*$")
_ANSWER = re.compile(r"\b(?:y|n|yes|no|none|neg|pos)[ \t:]*$|[☐☑☒□]")
"""``HIV yes ✗ no ✓``: the marks choose between answers."""
_TICK = re.compile(f"[{_TICKS}]")
_HEAD = Gated(
    r"(?:^|(?<=[\n;.,|]))[ \t]*(?:[-*•][ \t])?(?P<head>(?:n|neg(?:ative)?(?: (?:past|medical|family))?"
    r"(?: (?:history|hx|findings?|items?|points?|conditions?|answers?|features?|list|for|pmhx?|ros|systems))?"
    r"|nay|\(-\)) ?[:=] ?|no ?= ?)(?=[a-z(])"
)
"""``N: stroke``, ``Negative history: stroke``."""
_PAIRED = Gated(
    r"(?:^|(?<=[\n;.,|]))[ \t]*(?:[-*•][ \t])?y(?:es)? ?[-–=] ?[^\n]{3,120}?[\n;.,|][ \t]*(?:[-*•][ \t])?"
    r"(?P<head>no? ?[-–] ?)(?=[a-z])"
)
"""``Yes - MI 2011. No - stroke, PE``: with a yes before it a dash behind ``no`` heads a list too."""
_NUMBER = re.compile(
    r"(?:(?<=^)|(?<=[\s;(]))(?:\(?(?P<digit>\d{1,2})[.)](?!\d)|\(?(?P<letter>[a-h]|[ivx]{1,4})\)|q(?P<asked>\d{1,2})[.:)]?)"
    r"[ \t]*(?=[a-z])"
)
_NUMBERED = Gated(r"(?:1|\ba|\bi)[.)] ?[a-z]|\bq1[.: ]")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_OPENS = re.compile(r"(?:^|[:;.\n])[ \t]*$")
_ANSWERED = re.compile(r"\b(?:no|yes|none|nil|never|neg|pos|[yn]|(?:19|20)\d\d)\b")
_SPAN = (
    r"(?:(?:in|within|over|during) (?:the )?(?:(?:last|past|previous|prior|preceding) )?|(?:last|past|<) ?)"
    r"\d{1,2} ?(?:m|mo|mth|month|wk|week|y|yr|year)s?\b"
)
_WINDOW = Gated(
    rf"(?P<names>[a-z][a-z/, &]{{3,80}}?)[ ,]*(?:\(?(?P<ahead>{_SPAN})\)?[ :?=,–-]*(?:no|none|nil|never|neg)\b"
    rf"|[ :?=–-]+(?:no|none|nil) (?P<behind>{_SPAN}))(?=\s*(?:$|[.;,\n]))",
    core=r"\d ?(?:m|mo|mth|month|wk|week|y|yr|year)s?\b",
)
"""``MI/CVA/PE in last 6 months: none``: denied for a time alone."""
_IN_BRACKETS = Gated(
    r"\b(?:no|denies|without)(?: any)?(?: [a-z-]{3,20}){1,3} ?(?P<open>\()(?P<list>[a-z][a-z ,/-]{3,60})\)"
)
"""``no infections (TB, HIV)``."""
_PARTS = re.compile(r"(?:,? (?:or|and|nor) |[,/]) ?")
_JOINTS = re.compile(r"(?:[/,& ]|and|or|any|history of|h/o|hx of|\b[a-z]{2,4}(?=[/,]))*")
_ARROW = re.compile(r"(?<=\?) ?(?:→|->|=>|=|:|–|-) ?(?=(?:y|n|yes|no|none|never|neg)\b)")
"""``CABG? → no``."""
_SPACED = re.compile(r"(?<=[a-z)]) \?(?= )")
"""``PE ? CTPA tomorrow``."""
_STOPPED = re.compile(r" no\. ?(?=\d)(?![1-4](?: (?:in|was|on|at)\b|[,:;]|\s*$))")
"""``stroke no. 61M``: a denial that a full stop ends, where an illness stands before it, and no number of something."""
_MOST = 60
_REACH = 40


def with_answers_first(text: Text, named: Named) -> Text:
    """Put such a denial as ``no`` or ``: no``, and a semicolon for the number of an item within a line."""
    low = text.low
    changes: list[Change] = []
    if not low.isascii() and (_TICK.search(low) or any(one in low for one in _CROSSES)):
        changes += _marks(low, named)
    for rule in (_HEAD, _PAIRED):
        for match in islice(rule.finditer(low), _MOST):
            if _names(low, match.end(), named):
                changes.append(Change(*match.span("head"), "no: "))
    for match in islice(_WINDOW.finditer(low), _MOST):
        changes += _for_a_time(low, match, named)
    for match in islice(_IN_BRACKETS.finditer(low), _MOST):
        changes += _in_brackets(match, named)
    changes += _closed(low, named)
    if _NUMBERED.may_match(low):
        changes += _numbers(low)
    return rewritten(text, apart(changes)) if changes else text


def _closed(low: str, named: Named) -> Iterator[Change]:
    """Questions and denials whose mark stands apart, or would be read with what follows."""
    if "?" in low:
        yield from (Change(*one.span(), " ") for one in islice(_ARROW.finditer(low), _MOST))
    if " ? " in low:
        spaced = islice(_SPACED.finditer(low), _MOST)
        yield from (Change(*one.span(), "?") for one in spaced if not _names(low, one.end() + 1, named))
    if " no." in low:
        stopped = islice(_STOPPED.finditer(low), _MOST)
        yield from (Change(*one.span(), ": no. ") for one in stopped if _named_before(low, one.start(), named))


def _names(low: str, start: int, named: Named) -> bool:
    """Tell whether something that can be denied is named at a place."""
    return any(begin == 0 and fact in DENIABLE for begin, _, fact in named(low[start : start + _REACH]))


def _named_before(low: str, end: int, named: Named) -> bool:
    """Tell whether something that can be denied is named up to a place."""
    start = max(0, end - _REACH)
    return any(start + last == end and fact in DENIABLE for _, last, fact in named(low[start:end]))


def _for_a_time(low: str, match: re.Match[str], named: Named) -> Iterator[Change]:
    """Put the denial before the names and the time behind them, where there are several names and nothing else."""
    names = match["names"]
    found = sorted(one for one in named(names) if one[2] in DENIABLE)
    at = found[0][0] if found else 0
    first = at
    for begin, end, _ in found:
        if begin >= at and not _JOINTS.fullmatch(names, at, begin):
            return
        at = max(at, end)
    if found and _PARTS.search(names) and names[at:].strip() == "" and not names[:first].strip():
        listed = dict.fromkeys(names[begin:end] for begin, end, _ in found)
        yield Change(match.start(), match.end(), f"no {', '.join(listed)} {match['ahead'] or match['behind']}")


def _in_brackets(match: re.Match[str], named: Named) -> Iterator[Change]:
    """Deny what brackets list behind a denied kind, where each piece is a name, or one word that is none."""
    pieces = [one for one in _PARTS.split(match["list"]) if one]
    known = [any(span[:2] == (0, len(one)) and span[2] in DENIABLE for span in named(one)) for one in pieces]
    if len(pieces) > 1 and any(known) and all(held or " " not in one for held, one in zip(known, pieces, strict=True)):
        yield Change(match.start("open"), match.end(), ", " + ", ".join(f"no {one}" for one in pieces))


def _marks(low: str, named: Named) -> Iterator[Change]:
    """The crosses of each line, which stand before all of its names or behind them."""
    ticked = _TICK.search(low) is not None
    start = 0
    for line in low.split("\n"):
        marks = [*islice(_MARK.finditer(line), _MOST)]
        if marks and _BULLET.match(line[: marks[0].start()]) and not _ANSWER.search(line):
            yield from _leading(line, start, marks, named, ticked=ticked)
        elif not _ANSWER.search(line):
            yield from _following(line, start, ticked=ticked)
        start += len(line) + 1


def _leading(line: str, offset: int, marks: list[re.Match[str]], named: Named, *, ticked: bool) -> Iterator[Change]:
    """``✗ MI ✗ stroke ✓ PE``."""
    for mark in marks:
        sure = ticked or mark.group()[0] in _CROSSES
        if not (sure and (mark["on"] or _names(line, mark.end(), named))):
            continue
        before = line[: mark.start()].rstrip(" \t")
        parted = "" if not before or before[-1] in ",;.|/:-*•" or _BULLET.fullmatch(before) else "; "
        yield Change(offset + mark.start(), offset + mark.end(), parted + ("" if mark["on"] else "no "))


def _following(line: str, offset: int, *, ticked: bool) -> Iterator[Change]:
    """``HIV ❌ / stroke ✅ 2019``; a mere x only beside ticks."""
    marks = [*islice(_BEHIND.finditer(line), _MOST)]
    if not any(one["off"] for one in marks):
        return
    for mark in marks:
        if mark["off"] and not ticked and "x" in mark["off"]:
            continue
        rest = line[mark.end() : mark.end() + 1]
        close = "" if not rest or rest in ",;.|/(" else " " if mark["on"] else ", "
        yield Change(offset + mark.start(), offset + mark.end(), (": yes" if mark["on"] else ": no") + close)


def _numbers(low: str) -> Iterator[Change]:
    """The numbers of items that follow each other within a line and are answered."""
    start = 0
    for line in low.split("\n"):
        run: list[re.Match[str]] = []
        for match in islice(_NUMBER.finditer(line), _MOST):
            if _rank(match) == len(run) + 1 and (not run or match.lastgroup == run[0].lastgroup):
                run.append(match)
        bounds = pairwise([*(one.end() for one in run), len(line)])
        answered = all(_ANSWERED.search(line, *one) for one in bounds)
        if len(run) > 1 and answered and _OPENS.search(line, 0, run[0].start()):
            for match in run:
                ended = line[: match.start()].rstrip(" \t")
                mark = "" if not ended or ended[-1] in ";:." else "; "
                yield Change(start + len(ended), start + match.end(), mark or (" " if ended else ""))
        start += len(line) + 1


def _rank(match: re.Match[str]) -> int:
    """The number that a mark of an item stands for."""
    letter = match["letter"]
    if letter is None:
        return int(match["digit"] or match["asked"])
    if letter in _ROMAN:
        return _ROMAN.index(letter) + 1
    return ord(letter[0]) - ord("a") + 1
