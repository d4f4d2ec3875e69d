"""A head that says that the markers behind it are of before treatment: ``Baseline, before 1st HAIC: AFP 4410  DCP 21``.

The head is made of words of a closed list; each marker behind it is given a ``baseline`` of its own, up to the second
value of the same marker, which is of another time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.nlu.lexicon.calendar_words import WRITTEN_DAY
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated

MARKER = r"(?:afp|alpha[- ]?f(?:o)?etoprotein|pivka(?:[- ]?(?:ii|2))?|dcp)"
_TREATED = r"(?:tace|haic|tare|sirt|rfa|mwa|surgery|resection|systemic|lenvatinib|sorafenib|atezo(?:lizumab)?(?:/bev)?)"
_FIRST_SEEN = (
    r"(?:diagnosis|dx|presentation|baseline|(?:the |very )*(?:beginning|start|outset)(?: of (?:therapy|treatment))?)"
)
_FIRST = r"(?:(?:the|his|her|any|all|first|1st|initial|very|start(?:ing)?|beginning|of|with|own|a|systemic) )*"
_BEFORE = (
    rf"(?:before|prior to|pre) {_FIRST}(?:therapy|treatment|tx|rx|(?P<kind>{_TREATED}))(?: (?:start|began|was "
    rf"started))?"
)
_AT = rf"(?:at|on|upon|in) (?:(?:the|his|her|first|initial|primary|time|of|original) )*{_FIRST_SEEN}"
_WHEN = r"when (?:(?:first|she|he|patient|pt|the|it|was|were|hcc|tumou?r) )*(?:diagnosed|seen|presented|found|detected)"
_ANCHOR = (
    rf"(?:{_BEFORE}|{_AT}|{_WHEN}|baseline|initial(?:ly)?|original(?:ly)?|pre-?treatment|(?:day 0|d0|start)(?= ?[(:,]))"
)
_WORD = (
    r"(?:tumou?r|blood|serum|markers?|values?|levels?|labs?|bloods|results?|the|his|her|set|measured|were|was|are|is|and|"
    r"then|of|both|patient|had)"
)
_GAP = r"[ ,:()–-]{1,3}"
_HEAD = Gated(
    rf"(?:^|(?<=\n)|(?<=[.;] )|(?<=[-•*] ))[ ]*(?P<head>(?:{_WORD}{_GAP}){{0,3}}{_ANCHOR}(?:{_GAP}"
    rf"(?:{_ANCHOR.replace('?P<kind>', '?:')}|{_WORD})){{0,4}}"
    rf"(?:{_GAP})?[ ]{{0,3}})(?={MARKER}\b)"
)
_ASIDE = Gated(rf"\b{_AT}[ ,]*\((?=[^()\n]{{0,12}}\b{MARKER}\b)")
"""``unresectable at presentation (AFP then 5600, PIVKA 2380)``."""
_VALUED = re.compile(
    rf"\b(?P<name>{MARKER})\b(?P<gap>(?: (?:level|value|was|were|of|at|is|stood|then|measured|had|been)|:|=|,)* ?)"
    r"(?=[<>]?\d)"
)
_ENDS = re.compile(
    r"\.(?:\s|$)|\n(?!\W{0,3}(?:afp|pivka|dcp))|\b(?:now|current(?:ly)?|latest|most recent|at present|today|"
    r"since then|after(?:wards)?|later|"
    r"fell|dropped|last (?:week|month|visit))\b"
)
_TREATED_BEFORE = re.compile(rf"\b(?:{_TREATED}|hepatectomy|ablat\w+|resected|durva\w*|bevacizumab)\b")


_DATED = Gated(
    r"(?:^|(?<=\n))[ ]*(?:(?:lab|labs|bloods|results|values|markers|tumou?r markers) )?(?:(?:at|from) )?"
    r"(?:baseline|pre-?treatment|"
    r"before (?:any |the first |first |initial )?(?:treatment|therapy)|"
    rf"(?:at )?diagnosis)[^|:\n\d]{{0,20}}?[(\[]?(?P<day>{WRITTEN_DAY})[^|:\n\d]{{0,40}}[ ]*[|:–-]+[ ]*(?={MARKER}\b)"
)
"""``BASELINE (10 Apr 2026, before any treatment) | AFP 2410 ; PIVKA 5600``: a head with its day."""
_BESIDE = ("baseline", "initial", "original", "pre-treatment", "pretreatment")
"""Heads that are said of the marker right behind them."""
_NO_MORE = re.compile(
    r"[<>]?\d(?:[\d.,]*\d)?(?:[ ]?[a-zµ]{1,4}/m?l)?(?:[ ]*\([^()]{0,30}\))?[ ,;&/]*(?:(?:and|his|her|the|with) )*"
)
_AMOUNT = re.compile(r"[<>]?\d(?:[\d.,]*\d)?(?:[ ]?[a-zµ]{1,4}/m?l)?")


_OTHER = re.compile(r"[a-z]{2,}[ :=]{0,2}\d")
"""Another test beside the markers."""


def _with_days(text: Text) -> Text:
    """Give each marker of its line the day of such a head."""
    changes: list[Change] = []
    for head in _DATED.finditer(text.low):
        end = text.low.find("\n", head.end())
        end = end if end >= 0 else len(text.low)
        others = _OTHER.search(_VALUED.sub("", text.low[head.end() : end])) is not None
        changes.append(Change(*head.span(), f"labs {head['day']}: " if others else ""))
        for one in once_each(_VALUED.finditer(text.low, head.end(), end)):
            value = _AMOUNT.match(text.low, one.end())
            stop = value.end() if value is not None else one.end()
            changes += [Change(one.start(), one.start(), "baseline "), Change(stop, stop, f" on {head['day']}")]
    return rewritten(text, changes) if changes else text


def with_baseline_heads(text: Text) -> Text:
    """Give each marker behind such a head a ``baseline`` of its own."""
    text = _with_days(text)
    changes: list[Change] = []
    for head in _HEAD.finditer(text.low):
        kind = head["kind"]
        if (
            kind
            and "1st" not in head["head"]
            and "first" not in head["head"]
            and _TREATED_BEFORE.search(text.low, 0, head.start())
        ):
            continue
        changes.append(Change(*head.span("head"), "at baseline: " if ":" in head["head"] else "at baseline "))
        markers = _of_markers(text.low, head.end(), _end(text.low, head.end()))
        alone = head["head"].strip() in _BESIDE and not _side_by_side(text.low, markers)
        changes += markers[:1] if alone else markers
    for aside in _ASIDE.finditer(text.low):
        end = text.low.find(")", aside.end())
        changes += _of_markers(text.low, aside.end(), end if end >= 0 else len(text.low))
    return rewritten(text, sorted(changes, key=lambda one: one.start)) if changes else text


def _side_by_side(low: str, markers: list[Change]) -> bool:
    """``baseline AFP 1200, PIVKA 880``; in ``baseline AFP 1200, ECOG 1, PIVKA 88`` the word is said of one."""
    return len(markers) < 2 or _NO_MORE.fullmatch(low, markers[0].end, markers[1].start) is not None


def once_each(markers: Iterable[re.Match[str]]) -> list[re.Match[str]]:
    """Take markers up to the second value of the same one."""
    told: dict[str, re.Match[str]] = {}
    for one in markers:
        name = "afp" if one.group().startswith("a") else "pivka"
        if name in told:
            break
        told[name] = one
    return list(told.values())


def _end(low: str, start: int) -> int:
    ended = _ENDS.search(low, start)
    return ended.start() if ended is not None else len(low)


def _of_markers(low: str, start: int, end: int) -> list[Change]:
    return [
        Change(one.start(), one.end(), f"baseline {one['name']} ")
        for one in once_each(_VALUED.finditer(low, start, end))
    ]
