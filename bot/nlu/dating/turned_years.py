"""Dates that share what the last of them says: ``TACE July + Sept 2025``, ``3 and 17 March``.

Each of a list is of the year of the last one, or of the year before where its month comes later in the year; a day
without a month behind a procedure is of the month that follows.
"""

from __future__ import annotations

import re
from itertools import pairwise

from bot.nlu.dating.same_month import in_same_month
from bot.nlu.lexicon.calendar_words import ANY_MONTH, MONTHS
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated

_MONTH = rf"(?:{ANY_MONTH})\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = rf"(?:{_DAY}(?: of)? {_MONTH}|{_MONTH} {_DAY}(?![\d.:]|/\d)|{_MONTH})"
_JOINT = (
    r"(?:(?:,|;|\+|&|/|(?:,? (?:and|plus|then|followed by|as well as)\b))"
    r"(?: ?(?:and|then|again|also|later|finally|in|on|the)\b)*)"
)
_YEAR = r"(?P<year>20\d\d|'\d\d)"
_LIST = Gated(
    r"(?<![\w./-])(?<!since )(?<!until )(?<!till )(?<!for )(?<!due )"
    rf"(?P<list>{_DATE}(?: ?{_JOINT} ?{_DATE})+),? ?{_YEAR}(?![\d/-]|\.\d)"
)
_CLOSES = re.compile(r"\s*(?:$|[.,;)\n])")
_ONE = re.compile(
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?\b(?P<month>{ANY_MONTH})\b\.?(?: "
    rf"(?P<later>\d{{1,2}})(?:st|nd|rd|th)?)?"
)
_DONE = (
    r"(?:\b(?:c-?tace|deb-?tace|tace|haic|tae|sirt|tare|y-?90|rfa|mwa|pei|(?:chemo)?emboli[sz]ation|ablation|"
    r"cryoablation|"
    r"sbrt|resection|cycle|course)(?:e?s|'s)?"
    r"(?: sessions?| procedures?| treatments?| courses?| was| were| done| performed| given| twice| x ?2| in| on| the|"
    r" dates?)*[ ]?[:,(-]?[ ]?(?:on |the )*)"
)
_DAYS = Gated(
    rf"{_DONE}(?P<days>{_DAY}(?: ?(?:,|\+|&|/|(?:,? (?:and|plus|then|as well as)))(?: (?:and|then|again|on|the))*"
    rf" ?{_DAY})+)"
    rf" (?:of )?(?P<month>{ANY_MONTH})\b\.?(?:,? ?{_YEAR})?"
)


_DOTTED = Gated(
    r"(?<![\d.])(?P<day>\d{1,2}\.)(?P<month>\d{1,2})\.(?P<joint> ?[-\u2013] ?| (?:bis|to|until) )(?P<last>\d{1,2}\.)"
    r"(?P<other>\d{1,2})\.(?P<year>20\d\d|\d\d)(?![\d.])"
)
"""``19.05.-25.08.2026``."""


_PAIR = r"\d{1,2}/\d{1,2}(?!\d)"
_SLASHED = Gated(
    rf"(?:{_DONE}|\b(?:cycles?|sessions?|courses?|x ?\d{{1,2}})(?: ?\([^)\n]{{0,30}}\))? ?[:,(-]? ?(?:on )?)"
    rf"(?P<days>{_PAIR}(?:(?: ?(?:,|;|&|\+|and|then))+ ?{_PAIR})+)(?P<joint>[ /])(?P<year>20\d\d)(?![\d/-])"
    rf"|(?<![\w./-])(?P<span>{_PAIR} ?- ?{_PAIR})/(?P<of>20\d\d)(?![\d/-])"
)
"""``3/1, 24/1, 14/2 2026``, ``3/1-6/30/2026``: days in figures that share a year."""


def across_years(text: Text) -> Text:
    """Give each of several dates the year, and each day the month, that stands behind the last one."""
    text = in_same_month(text)
    spans = [change for match in _DOTTED.finditer(text.low) for change in _dotted(match)]
    text = rewritten(text, apart(spans)) if spans else text
    spans = [change for match in _SLASHED.finditer(text.low) for change in _slashed(match)]
    text = rewritten(text, apart(spans)) if spans else text
    months = [change for match in _DAYS.finditer(text.low) for change in _months(match)]
    text = rewritten(text, apart(months)) if months else text
    years = [change for match in _LIST.finditer(text.low) for change in _years(match)]
    return rewritten(text, apart(years)) if years else text


def _months(match: re.Match[str]) -> list[Change]:
    days = [*re.finditer(_DAY, match["days"])]
    numbers = [int(re.sub(r"\D", "", day.group())) for day in days]
    if sorted(set(numbers)) != numbers or numbers[-1] > 31:
        return []
    base = match.start("days")
    return [Change(base + one.start(), base + one.end(), f"{one.group()} {match['month']}") for one in days[:-1]]


def _years(match: re.Match[str]) -> list[Change]:
    if ";" in match["list"] and not _CLOSES.match(match.string, match.end()):
        return []  # ``resection in March; July 2025 TACE``: two matters
    dates, base = [*_ONE.finditer(match["list"])], match.start("list")
    year = int(match["year"].replace("'", "20"))
    changes, behind = [], _place(dates[-1])
    for one in reversed(dates[:-1]):
        place = _place(one)
        year -= place > behind
        behind = place
        changes.append(Change(base + one.start(), base + one.end(), f"{one.group()} {year}"))
    gaps = ((one.end(), other.start()) for one, other in pairwise(dates))
    return changes + [Change(base + a, base + b, " and ") for a, b in gaps if match["list"][a:b].strip() in (";", "/")]


def _place(date: re.Match[str]) -> tuple[int, int]:
    """The place of a date in its year."""
    return MONTHS[date["month"].rstrip(".")], int(date["day"] or date["later"] or 0)


def _dotted(match: re.Match[str]) -> list[Change]:
    """Give the first day of a span the year of the last one, or the year before."""
    year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
    year -= int(match["month"]) > int(match["other"])
    first = f"{match['day']}{match['month']}.{year} - "
    return [Change(match.start(), match.start("last"), first)] if 1 <= int(match["month"]) <= 12 else []


def _slashed(match: re.Match[str]) -> list[Change]:
    """Write the year behind each day, or the year before where the month comes later in the year."""
    name = "days" if match["days"] else "span"
    pairs = [*re.finditer(r"(\d{1,2})/(\d{1,2})", match[name])]
    read = [(int(one[1]), int(one[2])) for one in pairs]
    orders = [months for months in (read, [(month, day) for day, month in read]) if _in_year(months)]
    if not orders or (len(orders) == 2 and any(sorted(one) != one for one in orders)):
        return []
    year, behind, changes = int(match["year"] or match["of"]), orders[0][-1], []
    base = match.start(name)
    for one, place in zip(reversed(pairs[:-1]), reversed(orders[0][:-1]), strict=True):
        year -= place > behind
        behind = place
        changes.append(Change(base + one.start(), base + one.end(), f"{one.group()}/{year}"))
    if match["joint"]:
        changes.append(Change(*match.span("joint"), "/"))
    return changes


def _in_year(places: list[tuple[int, int]]) -> bool:
    return all(1 <= month <= 12 and 1 <= day <= 31 for month, day in places)
