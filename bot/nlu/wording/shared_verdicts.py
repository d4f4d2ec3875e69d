"""Names that a mark or a word joins under one denial: ``stroke / PE: never``, ``HIV, or transplant - neither``.

The denial is said of each of them and is put before them, ``no stroke or PE``. Commas and semicolons part
them: ``stroke, HIV: no`` tells of a stroke.
"""

from __future__ import annotations

import re
from itertools import pairwise

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.wording.said_further import DENIABLE

_ASIDE = r"(?: \([^()\n\d]{1,30}\)|,? (?:with)?in (?:the )?(?:last|past|previous) [^:,;\n]{1,20}(?= ?[:=]))?"
_END = r"(?= ?(?:[,;.\n)|]|$)| / )"
_DENIED = re.compile(
    rf"(?P<aside>{_ASIDE})(?P<said>"
    r"(?: ?(?:[:=?]+|->|=>|-+|\.{2,}))* ?(?:all |both |each )?(?:no(?:pe|ne)?|never|nil|neg(?:ative|\.)?|absent|"
    r"denie[sd]|not present|not known|no hx|no history|ruled out|excluded|neither(?: of (?:these|them|both))?|"
    r"none of (?:these|them|those)|no to (?:all|both|each)|-ve)|"
    r" ?[:=] ?[n0]|[,;] ?(?:none|neither|all no|all negative|none of (?:these|them|those)|no to (?:all|both|each))|"
    rf" ?\(-\)){_END}"
)
_GATE = Gated(
    r"(?:\b(?:no(?:pe|ne)?|never|nil|neg|negative|absent|denie[sd]|present|known|hx|history|out|excluded|neither|these|"
    rf"them|those|both|all|each|n|(?<![.,\d])0)(?![.,]\d)|-ve|\(-\)|neg\.){_END}"
)
_JOINT = re.compile(r" ?(?:[/\\+]|,? (?:and/or|or|nor)(?= )) ?$")
_BAR = re.compile(r" ?\| ?")
_FINDING = re.compile(r"\bmets?\b|metasta|inva[ds]|thromb|\bpvtt?\b|\bhvtt?\b")
"""What is found of the tumour stands in a field by itself: ``lung mets | dialysis: no``."""
_AND = re.compile(r",? (?:and|&) |&")
"""Between the names of a field; ``TIA and HIV negative`` leaves open what is negative, as a bar does."""
_COMMA = re.compile(r", ?")
_CLOSES = re.compile(r"(?:and/or|and|or|nor|&) ?$")
"""The word before the last name of a list, which makes one of all that commas part: ``HIV, PE and dialysis``."""
_OF_TWO = re.compile(r"\b(?:neither|both|all|none of|each)\b")
"""A verdict that is of several by its own word: ``stroke, PE: neither``."""
_NAMES = DENIABLE | {"breastfeeding", "gi_bleeding_risk", "investigator_concern"}
GRADED = re.compile(
    r"\b(?:mild|moderate|severe|trace|tense|refractory|gra?de?|vp\d?|left|right|main|branch|controlled|treated|past|"
    r"previous|current|small|large|minimal|slight|known|stage)\b"
)
"""A name that says how the illness is."""
_TELLS_MORE = re.compile(r"\d{4}|\d[/.]\d|\b(?:no|denies|not|ago)\b")
"""In the cell of a name: when it was, or a denial of its own."""
_MARKS = frozenset(":=?-.")
_TOLD = re.compile(
    r"\b(?:known|has|had|have|is|with|active|current|previous|prior|confirmed|positive for|on|s/p|"
    r"takes|taking|currently|status post) $"
)
"""Before the first name: that it is there."""
_OF_HISTORY = re.compile(r"\b(?:h/o|hx of|history of) $")
"""The same, where a bar parts the names; else it heads them all: ``h/o MI or stroke: no``."""


def with_shared_verdicts(text: Text, named: Named) -> Text:
    """Put such names and their denial as ``no stroke or PE``; a text without any stays as it is."""
    low = text.low
    if _GATE.search(low) is None:
        return text
    spans = _spans(named, low)
    changes: list[Change] = []
    run: list[tuple[int, int]] = []
    for one, other in pairwise([*spans, (len(low) + 9, len(low) + 9)]):
        joint = low[one[1] : other[0]]
        barred = _BAR.fullmatch(joint) and not _FINDING.search(low, *one)
        if barred or any(form.fullmatch(joint) for form in (_JOINT, _AND, _COMMA)):
            run.append((one[1], other[0]))
            continue
        changes += _joined(low, run, spans, one[1])
        run = []
    return rewritten(text, changes) if changes else text


def _spans(named: Named, low: str) -> list[tuple[int, int]]:
    """The longest name at each place, of illnesses and events alone; what names a treatment joins nothing."""
    found: dict[int, int] = {}
    for begin, end, what in named(low):
        if what in _NAMES and not GRADED.search(low, begin, end):
            found[begin] = max(end, found.get(begin, 0))
    spans = sorted(found.items())
    return [span for at, span in enumerate(spans) if not at or span[0] >= spans[at - 1][1]]


def _one_list(low: str, run: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The joints of one list: all where a word closes it, else those behind the last comma."""
    if not run or _CLOSES.search(low[slice(*run[-1])]):
        return run
    commas = [at for at, joint in enumerate(run) if _COMMA.fullmatch(low[slice(*joint)])]
    return run[commas[-1] + 1 :] if commas else run


def _of_plain_cells(low: str, run: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """``2019 GI bleed | HTN: no``: the joints behind the last cell that says more than its name."""
    kept: list[tuple[int, int]] = []
    for joint in run:
        cell = max(low.rfind("|", 0, joint[0]), low.rfind("\n", 0, joint[0])) + 1
        kept = [*kept, joint] if _TELLS_MORE.search(low, cell, joint[0]) is None else []
    return kept


def _joined(low: str, run: list[tuple[int, int]], spans: list[tuple[int, int]], end: int) -> list[Change]:
    """The changes for a run of names that ends at a place, if a denial stands behind it."""
    match = _DENIED.match(low, end) if run else None
    if match is not None and _OF_TWO.search(match["said"]) is None:
        run = _one_list(low, run)
    if match is None or not run:
        return []
    first = max(begin for begin, last in spans if last == run[0][0])
    if _TOLD.search(low, max(0, first - 16), first):
        return []
    if any("|" in low[slice(*joint)] for joint in run) and _OF_HISTORY.search(low, max(0, first - 16), first):
        return []
    if any("|" in low[slice(*joint)] for joint in run):
        run = _of_plain_cells(low, run)
        if not run:
            return []
        first = max(begin for begin, last in spans if last == run[0][0])
    loose = any(_AND.fullmatch(low[slice(*joint)]) or "|" in low[slice(*joint)] for joint in run)
    if loose and match["said"].lstrip()[:1] not in _MARKS:
        return []
    denied = [] if low[:first].endswith(("no ", "not ", "without ")) else [Change(first, first, "no ")]
    return [*denied, *(Change(*joint, " or ") for joint in run), Change(*match.span("said"), "")]
