"""Several treatments told in one breath: ``cut out in 2021, burnt in 2024, and that's the lot``.

Each clause that tells of something done is read as an answer of its own, so that its date is not that of another.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.nlu.draft import Draft
from bot.nlu.extraction import Extraction

LONGEST = 240
"""Characters of an answer that is read in this way."""


_CLAUSE = re.compile(r"\s*(?:[,;.]|\b(?:and then|then|and|after that|afterwards|later|followed by|plus)\b)+\s*", re.I)
_DONE = re.compile(
    r"\b(?:operat\w*|operation|surgery|cut|removed|took|taken out|resect\w*|burn\w*|zapp\w*|cook\w*|fried|froze\w*|"
    r"microwave\w*|ablat\w*|rfa|mwa|tace|tae|haic|chemo\w*|embol\w*|beads|sirt|y-?90|radio\w*|radiation|rays|beams?|"
    r"proton\w*|cyberknife|sbrt|transplant\w*|new liver|tablets?|pills?|drip|immun\w*|\w+(?:nib|mab)|lenvima|nexavar|"
    r"stivarga|cabometyx|cyramza|avastin|tecentriq|imfinzi|imjudo|keytruda|opdivo|yervoy|alcohol|ethanol)\b",
    re.I,
)
_CLOSED = re.compile(
    r"\b(?:that'?s (?:it|all|the lot|everything|my lot|the height of it|the whole of it)|that is (?:it|all)|"
    r"that was (?:it|all|"
    r"everything)|nothing (?:else|more|since)|no more|the whole list|end of (?:story|list)|and that'?s that)\b\W*$",
    re.I,
)
_TOLD = re.compile(r"\b(?:they|i|i'm|my|me)\b", re.I)
_TIMED = re.compile(r"\b(?:\d{4}|\d{1,2}(?:st|nd|rd|th)|january|february|march|april|may|june|july|august|september|"
                    r"october|november|december|ago|back|last|this|christmas|easter|yesterday|since|until|"
                    r"till)\b", re.I)  # fmt: skip


def read_courses(draft: Draft, extract: Callable[..., Extraction]) -> None:
    """Read what was asked about the treatments clause by clause, where two or more tell each of one with its date."""
    raw = draft.text.raw
    asked_for = "treatments" in draft.asked
    if not asked_for and not (not draft.asked and len(draft.treatments) > 1 and _TOLD.search(raw)):
        return
    if len(raw) > LONGEST or draft.reply:
        return
    if asked_for and draft.treatments and _CLOSED.search(raw):
        draft.complete = True
    parts = _parts(raw)
    if len(parts) < 2 or not all(_TIMED.search(one) for one in parts):
        return
    read = [extract(one, today=draft.today, asked=("treatments",)) for one in parts]
    if any(len(one.treatments) + bool(one.queries) != 1 for one in read):
        return
    found = [entry for one in read for entry in one.treatments]
    asked = [query for one in read for query in one.queries if query.fact == "treatments"]
    if len(found) <= len(draft.treatments) and not asked:
        return
    draft.treatments = found
    draft.queries = [one for one in draft.queries if one.fact != "treatments"] + asked
    draft.use(range(len(draft.tokens)))
    draft.complete = True if _CLOSED.search(raw) else draft.complete


def _parts(raw: str) -> list[str]:
    """Give the clauses that tell of something done, each with those behind it that do not."""
    parts: list[str] = []
    for clause in _CLAUSE.split(raw):
        if not clause or _CLOSED.search(clause):
            continue
        named_only = bool(parts) and not _TIMED.search(parts[-1])
        if parts and (named_only or not _DONE.search(clause)):
            parts[-1] += ", " + clause
        else:
            parts.append(clause)
    return parts
