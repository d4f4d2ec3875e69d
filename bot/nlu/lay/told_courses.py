"""Several treatments told in one breath: ``cut out in 2021, burnt in 2024, and that's the lot``.

Each clause that tells of something done is read as an answer of its own, so that its date is not that of another.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from bot.nlu.draft import Draft
from bot.nlu.extraction import Extraction, Query
from bot.nlu.lay.told_clauses import CLOSED, RECURRED, TIMED, parts_of
from bot.nlu.lay.told_words import LONGEST_TOLD
from bot.nlu.scope.kin import KIN

_OTHERS = re.compile(
    rf"\b(?:my|his|her|our) (?:\w+ )?(?:{KIN})s?(?:'s)? "
    r"(?:had|has|have|got|was|is|did|also|who|took|went|gets|is)\b",
    re.I,
)
"""What is told of somebody else is not read clause by clause: the later ones do not say whose they are."""
_NOTHING_BUT = re.compile(
    r"(?:[^,;.]{3,40}\b(?:but|and) )?"
    r"\W*(?:(?:oh|ah|well|no|yes|i'?ve had|i had|had|got|there was|there's been)\W+)*(?:nothing|no treatments?|none)"
    r"(?: at all| else| really| done| given)?,? (?:but|except|apart from|other than|bar|besides|only|just|"
    r"aside from)\b|"
    r"\W*(?:apart from|bar|except for|other than|besides|aside from) .{3,40}\b(?:nothing|none|no treatment|"
    r"no other)\b",
    re.I,
)
"""``nothing but the burning in July``."""
_NONE = re.compile(
    r"\b(?:biops\w+|scan\w*|ct|mri|ultrasound|diagnos\w*|found|saw|gall ?bladder|hernia|hip|knee|stent\w*|"
    r"drain\w*|band\w*|"
    r"scope\w*|camera|moved|retired|married|covid|prostate|breast|bowel|portal vein|spine|appendix|nothing|"
    r"clear|brother|"
    r"sister|refused|planned)\b",
    re.I,
)
"""What a clause without a treatment may tell of, so that its date is that of something else."""
_TOLD = re.compile(r"\b(?:they|i|i'm|my|me)\b", re.I)


def read_courses(draft: Draft, extract: Callable[..., Extraction]) -> None:
    """Read what was asked about the treatments clause by clause, where two or more tell each of one with its date."""
    raw = draft.text.raw
    asked_for = "treatments" in draft.asked
    if not asked_for and not (not draft.asked and len(draft.treatments) > 1 and _TOLD.search(raw)):
        return
    if len(raw) > LONGEST_TOLD or draft.reply or _OTHERS.search(raw):
        return
    if asked_for and draft.treatments and (CLOSED.search(raw) or _NOTHING_BUT.match(raw)):
        draft.complete = True
    parts = parts_of(raw)
    if len(parts) < 2 or not all(TIMED.search(one) for one in parts):
        return
    read = [extract(one, today=draft.today, asked=("treatments",)) for one in parts]
    if any(len(one.treatments) + any(map(_in_doubt, one.queries)) > 1 for one in read):
        return
    if any(not (one.treatments or one.queries or _NONE.search(part)) for part, one in zip(parts, read, strict=True)):
        return
    found = [entry for one in read for entry in one.treatments]
    if any(set(one) == {"kind", "agents"} for one in found) and len(found) != len(draft.treatments):
        return  # ``sintilimab and bevacizumab since May`` are one course
    asked = [query for one in read for query in one.queries if query.fact == "treatments"]
    if len(found) < len(draft.treatments) and not asked and not RECURRED.search(raw):
        return
    draft.treatments = _joined(found)
    draft.queries = [one for one in draft.queries if one.fact != "treatments"] + asked
    left = [place for one in read for piece in one.unused for place in _places_of(draft, piece)]
    draft.use(set(range(len(draft.tokens))) - set(left))
    draft.complete = True if CLOSED.search(raw) else draft.complete


def _places_of(draft: Draft, piece: str) -> list[int]:
    """Give the places of what a clause left, where it holds a clinical word: ``Father had a stroke`` is named."""
    start = draft.text.raw.find(piece)
    spans = [draft.text.raw_span(token.start, token.end) for token in draft.tokens]
    places = [at for at, (first, last) in enumerate(spans) if start <= first and last <= start + len(piece)]
    return places if start >= 0 and any(draft.tokens[one].clinical for one in places) else []


def _in_doubt(query: Query) -> bool:
    """``burnt last winter``: what was done is clear where only its date must be asked."""
    return query.fact != "treatments" or query.kind != "ambiguous_date"


def _joined(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """``TACE in March, TACE again in June``: sessions of one course, where neither goes on."""
    joined: list[dict[str, Any]] = []
    for entry in entries:
        host = next((one for one in joined if one["kind"] == entry["kind"]), None)
        dated = host is not None and all(
            {"start", "end"} <= set(one) <= {"kind", "start", "end"} for one in (host, entry)
        )
        if host is not None and dated and entry["kind"] in _SESSIONS:
            host["start"], host["end"] = min(host["start"], entry["start"]), max(host["end"], entry["end"])
        else:
            joined.append(entry)
    return joined


_SESSIONS = ("tace", "tae", "haic", "sirt", "radiotherapy")
