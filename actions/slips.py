"""A date told again: ``sorry, 2023`` is about the event told last, whatever has been asked since."""

import re
from typing import Any

from actions.heard import Heard
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


def is_slip(text: str) -> bool:
    """Tell whether a message is nothing but a date told again."""
    return _SLIP.match(text.strip()) is not None


def mend_date(visit: Visit) -> None:
    """Hear a date that is told again as that of the event told last; of another answer it is none."""
    match = _SLIP.match(visit.turn.text.strip())
    if match is None or visit.is_repeated:
        return
    last = _last_dated(visit.now())
    if last is None:
        return
    facts = {one: {"date": _date(match)} for one in _told_with(last, visit.now())} if last.fact != TREATMENTS else {}
    visit.heard = Heard(facts=facts, personal=visit.heard.personal)


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
