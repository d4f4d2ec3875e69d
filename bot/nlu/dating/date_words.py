"""What each form of a date means: a match of its pattern becomes a day, or None where there is no such day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.nlu.dating.days import Day, back, checked, counted, day_of, first_day, full_year, latest, partial
from bot.nlu.lexicon.calendar_words import DAYS, MONTHS


def iso(match: re.Match[str], today: date) -> Day | None:
    """``2026-10-02``, ``2026年10月2日``: year first."""
    return checked(int(match[1]), int(match[2]), int(match[3]) if match[3] else None, today)


def slashed(match: re.Match[str], today: date) -> Day | None:
    """``03/04/2026``: two readings unless one is no date or both agree; dots put the day first."""
    first, second, year = int(match[1]), int(match[3]), full_year(match[4], today)
    by_day = checked(year, second, first, today)
    by_month = None if match[2] == "." else checked(year, first, second, today)
    if by_day is None and by_month is None and max(first, second) < 40 and min(first, second) <= 12:
        return Day(None)  # no day of any calendar: it is asked
    return _either(by_day, by_month, today)


def _either(by_day: Day | None, by_month: Day | None, today: date) -> Day | None:
    """Both readings of a date, or the only one that is a day; of what was, only one that is not ahead."""
    past = [one for one in (by_day, by_month) if one is not None and not one.ahead]
    if len(past) == 1 and by_day is not None and by_month is not None:
        both = tuple(one.iso for one in (by_day, by_month) if one.iso)
        return Day(past[0].iso, both)
    found = list(dict.fromkeys(one.iso for one in (by_day, by_month) if one is not None and one.iso))
    if len(found) < 2:
        return by_day or by_month
    return Day(None, tuple(found))


def short(match: re.Match[str], today: date) -> Day | None:
    """``10/14`` without a year."""
    first, second = int(match[1]), int(match[2])
    by_day = latest(second, first, today) if 1 <= second <= 12 else None
    by_month = latest(first, second, today) if 1 <= first <= 12 else None
    yy = today.year % 100
    lately = by_month is not None and by_month.iso is not None and (today - first_day(by_month.iso)).days <= 60
    if by_day is None and lately and today.year % 100 - second > 5:
        return by_month
    if by_day is None and by_month is not None and yy - 8 <= second <= yy:
        of_year = checked(today.year - yy + second, first, None, today)
        both = tuple(one.iso for one in (by_month, of_year) if one is not None and one.iso)
        return Day(None, both, lately=by_month.iso if lately else None)
    return _either(by_day, by_month, today)


def month_year(match: re.Match[str], today: date) -> Day | None:
    """``10/2025``."""
    return checked(int(match[2]), int(match[1]), None, today)


def day_month(match: re.Match[str], today: date) -> Day | None:
    """``10 Oct`` and ``Oct 10``, a year if it was said."""
    month, day = MONTHS[match["mon"]], int(match["day"])
    if 29 <= day <= 31 and day > (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]:
        return Day(None)
    if match["year"]:
        return checked(full_year(match["year"], today), month, day, today) or (Day(None) if 28 < day < 32 else None)
    return latest(month, day, today)


def month(match: re.Match[str], today: date) -> Day | None:
    """``Oct 2025``, ``since July``: a month."""
    month = MONTHS[match["mon"]]
    if match["year"]:
        return checked(full_year(match["year"], today), month, None, today)
    word = (match["when"] or "").strip()
    modal = not word or (word in ("and", "to") and _VERB.match(match.string, match.end()) is not None)
    if month == 5 and match["mon"] == "may" and modal and not _to_month(match):
        return None
    found = latest(month, None, today)
    if word == "last" and found and found.iso == partial(today.year, today.month):
        return checked(today.year - 1, month, None, today)
    return found


_VERB = re.compile(
    r"\s+(?:also |still |even |well |soon |now )?(?:be|get|have|need|not|require|start|go|come|receive|repeat|benefit|"
    r"become|try|want|change|take|do|help|return|stop|move|proceed|consider|undergo)\b"
)
"""Behind ``and may``: the modal verb, no month."""


def _to_month(match: re.Match[str]) -> bool:
    """``May - Aug 2026``, ``Feb-May``: a month follows or leads, so that this is no modal verb."""
    if match.string[max(0, match.start() - 1) : match.start()] == "(":
        return True
    behind = re.match(r"\s*(?:->|-|to|,|and|&)\s*(?P<next>[a-z]{3,9})", match.string[match.end() : match.end() + 16])
    if _SPAN_OF_MAY.match(match.string, match.end()):
        return True
    listed = _AND_MAY.search(match.string, max(0, match.start() - 14), match.start())
    if listed is not None and listed["first"] in MONTHS:
        return _VERB.match(match.string, match.end()) is None
    before = _UP_TO_MAY.search(match.string, max(0, match.start() - 24), match.start())
    return (behind is not None and behind["next"] in MONTHS) or (before is not None and before["first"] in MONTHS)


_UP_TO_MAY = re.compile(r"\b(?P<first>[a-z]{3,9})\.?(?: '?(?:\d\d)?\d\d)?\s*(?:->|-|to|until|till|through)\s*$")
_AND_MAY = re.compile(r"\b(?P<first>[a-z]{3,9})\.? ?(?:,|/|\+|&|;|, and) ?$")
"""``TACE x2 (March, May)``."""
_SPAN_OF_MAY = re.compile(r" ?(?:-|->|to|until|till) ?\d{1,2}[./ -](?:\d|[a-z]{3})")
"""``sorafenib May - 28/08/26``."""


def year(match: re.Match[str], today: date) -> Day | None:
    """``in 2019``: a year."""
    return checked(int(match["year"]), None, None, today)


def quarter(match: re.Match[str], today: date) -> Day | None:
    """``Q1 2025``, ``the first quarter of 2025``: its year."""
    return checked(int(match["of"]), None, None, today)


def day_of_month(match: re.Match[str], today: date) -> Day | None:
    """``the 3rd of this month``, ``on the 14th``: that day of the month, the latest where no month is said."""
    which = match.groupdict().get("which")
    first = today.replace(day=1)
    if which == "last" or (which is None and int(match["day"]) > today.day):
        first -= relativedelta(months=1)
    return checked(first.year, first.month, int(match["day"]), today)


def between_ago(match: re.Match[str], today: date) -> Day | None:
    """``3-4 weeks ago``: the month or year that holds both, else it is asked."""
    days = [back(counted(match[name]), match["unit"], today) for name in ("n", "most")]
    isos = [one.iso for one in days if one is not None and one.iso]
    if len(isos) < 2:
        return None
    if isos[0][:7] == isos[1][:7]:
        return day_of(isos[0][:7], today)
    return Day(None, (isos[1], isos[0]))


def short_year(match: re.Match[str], today: date) -> Day | None:
    """``TACE '25``: a year."""
    return checked(full_year(match["short"], today), None, None, today)


def ago(match: re.Match[str], today: date) -> Day | None:
    """``3 weeks ago``."""
    return back(counted(match["n"]), match["unit"], today)


def vague(match: re.Match[str], today: date) -> Day | None:
    """``a few months ago``: a date that must be asked for."""
    return Day(None)


def half_year(match: re.Match[str], today: date) -> Day | None:
    """``half a year ago``."""
    return back(6, "months", today)


def year_and_half(match: re.Match[str], today: date) -> Day | None:
    """``a year and a half ago``."""
    return back(18, "months", today)


def before_last(match: re.Match[str], today: date) -> Day | None:
    """``the week before last``, ``the month before last``."""
    if match["which"] == "week":
        monday = today - timedelta(days=today.weekday() + 14)
        return _cover(monday, monday + timedelta(days=6), today)
    return back(2, match["which"] + "s", today)


def post(match: re.Match[str], today: date) -> Day | None:
    """``day 10 post``: a distance from what is named next."""
    groups = match.groupdict()
    found = back(float(groups["d"]), "d", today) if groups.get("d") else back(counted(match["n"]), match["unit"], today)
    return None if found is None else Day(found.iso, found.candidates, found.ahead, post=True)


def named_day(match: re.Match[str], today: date) -> Day | None:
    """``today``, ``yesterday``."""
    text = " ".join(match.group().split())
    if text == "day before yesterday" or text == "the day before yesterday":
        return back(2, "d", today)
    return back(1 if "yesterday" in text or text in ("last night",) else 0, "d", today)


def span(match: re.Match[str], today: date) -> Day | None:
    """``last week``, ``this month``, ``last year``."""
    which, unit = match["which"], match["unit"]
    if unit == "week":
        monday = today - timedelta(days=today.weekday() + (7 if which in ("last", "past", "previous") else 0))
        return _cover(monday, min(monday + timedelta(days=6), today), today)
    if unit == "month":
        whole = today - relativedelta(months=0 if which == "this" else 1)
        return day_of(partial(whole.year, whole.month), today)
    return day_of(partial(today.year - (0 if which == "this" else 1)), today)


def _cover(first: date, last: date, today: date) -> Day:
    if (first.year, first.month) == (last.year, last.month):
        return day_of(partial(first.year, first.month), today)
    if first.year == last.year:
        return Day(None, (partial(first.year, first.month), partial(last.year, last.month)))
    return Day(None, (partial(first.year, first.month), partial(last.year, last.month)))


def weekday(match: re.Match[str], today: date) -> Day | None:
    """``last Tuesday``."""
    distance = (today.weekday() - DAYS[match["day"]]) % 7
    if match["which"] == "last" and distance == 0:
        distance = 7
    return back(distance, "d", today)


def month_of_year(match: re.Match[str], today: date) -> Day | None:
    """``March of last year``, ``14 Jul this year``, ``this year in January``."""
    year = today.year - (1 if "last" in (match["which"], match["which2"]) else 0)
    month = MONTHS[match["mon"] or match["mon2"]]
    return checked(year, month, int(match["day"]) if match["day"] else None, today)


def week_of(match: re.Match[str], today: date) -> Day | None:
    """``the week of 2 November``: its month."""
    day, month = int(match["day"] or match["day2"]), MONTHS[match["mon"] or match["mon2"]]
    year = full_year(match["year"], today) if match["year"] else None
    begun = latest(month, day, today) if year is None else checked(year, month, day, today)
    if begun is None or begun.iso is None:
        return None
    return Day(begun.iso[:7], (begun.iso[:7],), ahead=begun.ahead, guessed=begun.guessed)


def christmas(match: re.Match[str], today: date) -> Day | None:
    """``Christmas 2025``."""
    return checked(int(match["year"]), 12, 25, today) if match["year"] else latest(12, 25, today)


def season(match: re.Match[str], today: date) -> Day | None:
    """``summer 2025``: its year; without one it is asked for."""
    return checked(int(match["year"]), None, None, today) if match["year"] else Day(None)


def day_month_two(match: re.Match[str], today: date) -> Day | None:
    """``10-Nov-25``, ``3 Jun 26``: a year of two digits."""
    if match["year2"]:
        return checked(full_year("'" + match["year2"], today), MONTHS[match["mon"]], int(match["day"]), today)
    return day_month(match, today)
