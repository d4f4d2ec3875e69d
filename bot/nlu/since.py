"""The value since: ``bilirubin 44 with cholangitis, now 21``, ``Hb 8.4; after transfusion 9.6``.

Whatever stands between, a number that is led by a word of now, of change or of what was done belongs to the value told
last, unless another measurement was named meanwhile.
"""

from __future__ import annotations

from bot.nlu.beside import Found, behind
from bot.nlu.draft import Draft
from bot.nlu.telling import Gated
from bot.nlu.values import Reading
from bot.nlu.walk import is_name

_NOW = r"(?:now|today|currently|at present|latest|most recent|as of today)"
_MOVED = (
    r"(?:recovered|improved|fell|fallen|rose|risen|dropped|increased|decreased|settled|came|went|gone|come|back|up|down|"
    r"corrected|normali[sz]ed)"
)
_HELPED = (
    r"(?:transfusions?|prbcs?|rbcs?|units?(?: prbcs?)?|eks?|blood|g-?csf|filgrastim|vit(?:amin)? k|ffp|platelets?|"
    r"albumin|fluids|hydration|rehydration|drainage|ercp|stent(?:ing)?|ptbd)"
)
_LED = Gated(
    rf"\b(?:{_NOW}(?: (?:is|it'?s|at|only|back|up|down|to|again|of|level|value|one|result|was))*|"
    rf"{_MOVED}(?: (?:back|up|down|again|nicely|spontaneously|since))* (?:to|at)|"
    rf"(?:after|post|following) (?:(?:a|the|\d|one|two|three) )*{_HELPED})[ :=]*(?=\d)"
)
_THEN = Gated(
    r"[,;] ?(?:(?:and|but|then) )?(?=\d[\d.,]* ?(?:k|g/d?l|mg/dl|umol/l)? "
    r"(?:this (?:am|morning|week)|today|now|currently)\b)"
)
"""``64k last week, transfused, 81k this AM``: the word of now stands behind."""
_REACH = 60
_CLOSED = (
    "",
    ",",
    ";",
    ".",
    "\n",
    ")",
    "(",
    "and",
    "but",
    "on",
    "with",
    "after",
    "h",
    "l",
    "*",
    "since",
    "this",
    "now",
    "today",
    "currently",
)
_BARRED = frozenset(["plan", "hypothesis", "relative", "question", "neg", "decoy", "refuse"])


def value_since(draft: Draft, fact: str, found: Found) -> Found | None:
    """Give the value that stands in the stead of the one found, or None."""
    low, start = draft.text.low, draft.tokens[found.last].end
    match = _LED.search(low, start, start + _REACH) or _THEN.search(low, start, start + _REACH)
    if match is None:
        return None
    first, place = draft.place_at(match.start()), draft.place_at(match.end())
    token = draft.tokens[place]
    if token.start != match.end() or token.kind != "num" or token.used or token.number is None:
        return None
    after = draft.at(place + 1)
    closed = after is None or after.kind == "date" or after.text in _CLOSED
    if token.scope & _BARRED or not closed or not _one_matter(draft, found.last + 1, first):
        return None
    if not isinstance(draft.reader.read(fact, token.number, token.unit or draft.tokens[found.place].unit), Reading):
        return None
    draft.use(range(first, place))
    since = Found(place, place, unit=draft.tokens[found.place].unit, passed=[*found.passed, found.place])
    return behind(draft, since)


def _one_matter(draft: Draft, start: int, end: int) -> bool:
    """Tell whether nothing else is measured between two places, and no more than one border of sentences lies there."""
    between = draft.tokens[start:end]
    if any(_measured(draft, step) for step in range(start, end)) or any(one.text == "?" for one in between):
        return False
    borders = [step for step in range(start, end) if draft.word(step) in (";", ".", "\n")]
    return len(borders) <= 1 and all(step >= end - 2 for step in borders)


def _measured(draft: Draft, step: int) -> bool:
    """Tell whether another measurement stands at a place, with its number."""
    return is_name(draft, step) and any(
        (draft.at(one) or draft.tokens[step]).kind == "num" for one in (step + 1, step + 2)
    )
