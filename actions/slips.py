"""A date told again: ``sorry, 2023`` is about the event told last, whatever has been asked since.

A date by itself, where a treatment was asked for, is that of the one told last, if it has none yet.
"""

import re
from datetime import date
from typing import Any

from actions.heard import Heard, Mention
from actions.log import TREATMENTS, Known, Observation
from actions.visit import Visit

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if len(name) > 3 else name for name in _MONTHS)
_SLIP = re.compile(
    r"^\W*(?:(?:oh|no|ah|um|uh|and),? )*(?:sorry|apologies|oops|correction|no,? wait|wait|i meant?|actually|pardon|"
    r"my mistake|i got that wrong|i was wrong|make (?:it|that)|(?:it|that) should be|should be)\b\W*"
    r"(?:(?:it|that|this|i|he|she|they|the year|the date|was|is|it's|meant?|said|must have been|should be|in|not then|"
    r"make it|make that|no|sorry|actually)\b\W*)*"
    rf"(?:(?P<month>{_MONTH})\.?,? (?:of )?)?(?P<year>(?:19|20)\d\d)"
    r"(?:,? (?:not|instead of) (?:in )?(?:19|20)\d\d)?(?:,? (?:sorry|not that|i think not that|i mean))?\W*$",
    re.IGNORECASE,
)
"""Words of a slip and nothing but a year, or a month of a year."""

_BARE = re.compile(
    r"\W*(?:(?:it was|that was|on|the|was|in)\W+)*(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)? )?"
    rf"(?P<month>{_MONTH})\.?"
    r"(?:,? (?P<late>\d{1,2})(?:st|nd|rd|th)?(?!\d))?(?:,? (?P<year>20\d\d))?\W*",
    re.IGNORECASE,
)
"""Nothing but a date whose month is a word: ``4 Mar 2026``, ``on March 4th``, ``Mar 2026``."""


def is_slip(text: str) -> bool:
    """Tell whether a message is nothing but a date: one that is told again, or one that was asked for."""
    return _SLIP.match(text.strip()) is not None or _BARE.fullmatch(text.strip()) is not None


def mend_date(visit: Visit) -> None:
    """Hear a date that is told again as that of the event told last; of another answer it is none."""
    match = _SLIP.match(visit.turn.text.strip())
    if match is None or visit.is_repeated:
        _date_treatment(visit)
        return
    last = _last_dated(visit.now())
    if last is None:
        return
    facts = {one: {"date": _date(match)} for one in _told_with(last, visit.now())} if last.fact != TREATMENTS else {}
    visit.heard = Heard(facts=facts, personal=visit.heard.personal)


def _date_treatment(visit: Visit) -> None:
    """Hear a bare date as that of the procedure told last; a course of drugs has two dates, and it could be either."""
    match = _BARE.fullmatch(visit.turn.text.strip())
    if match is None or visit.is_repeated or visit.asked != (TREATMENTS,) or visit.heard.changes:
        return
    last = max(visit.now().entries.values(), key=lambda row: row.id, default=None)
    when = _when(match, visit.turn.today)
    if when is None or last is None or {"start", "end"} & set(last.value) or last.value["kind"] == "systemic":
        return
    said = Mention(fact=TREATMENTS, text=visit.turn.text.strip())
    entry = {**last.value, "start": when, "end": when}
    visit.heard = Heard(treatments=[entry], mentions=(said,), personal=visit.heard.personal)


def _when(match: re.Match[str], today: date) -> str | None:
    """Give a bare date, the latest such day where it has no year; None where there is no such day."""
    month = [name[:3] for name in _MONTHS].index(match["month"][:3].lower()) + 1
    day = int(match["day"] or match["late"] or 0)
    year = int(match["year"] or today.year)
    try:
        first = date(year, month, day or 1)
        if match["year"] is None and first > today:
            first = date(year - 1, month, day or 1)
    except ValueError:
        return None
    return first.isoformat() if day else f"{first:%Y-%m}"


def _date(match: re.Match[str]) -> str:
    month = match["month"]
    names = [name[:3] for name in _MONTHS]
    return f"{match['year']}-{names.index(month[:3].lower()) + 1:02d}" if month else match["year"]


def _last_dated(known: Known) -> Observation | None:
    """Give the row told last that has a date: an event or a treatment, one that waits for its confirmation too."""
    rows = [*known.facts.values(), *known.entries.values(), *known.heard.values()]
    return max((row for row in rows if _is_dated(row.value)), key=lambda row: row.id, default=None)


def _is_dated(value: Any) -> bool:
    return isinstance(value, dict) and ("start" in value or "end" in value or set(value) == {"date"})


def _told_with(last: Observation, known: Known) -> list[str]:
    """Give the facts that one message told with one date: a bleed from varices is a bleed."""
    rows = [*known.facts.values(), *known.heard.values()]
    return [row.fact for row in rows if (row.message, row.value) == (last.message, last.value)]
