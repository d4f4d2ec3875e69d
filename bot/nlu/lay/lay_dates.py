"""Times as patients tell them, put as a date would be written: ``two years ago in June``, ``two Christmases ago``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dateutil.relativedelta import relativedelta

from bot.nlu.dating.feasts import feast_in, names_of_feasts
from bot.nlu.lexicon.calendar_words import MONTH, MONTHS
from bot.nlu.lexicon.number_words import COUNT, count_of
from bot.nlu.text.rewriting import Change
from bot.nlu.text.telling import Gated

_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_LINK = r"(?:,? ?(?:and )?(?:it was |that was )?(?:in|at|around|about|on|back in|during|over) (?:the )?(?:month of )?)"
_YEARS_THEN_MONTH = Gated(rf"\b(?P<years>{COUNT}) years? (?:ago|back|since){_LINK}(?P<month>{MONTH})\b(?! \d)")
_MONTH_THEN_YEARS = Gated(rf"\b(?P<month>{MONTH})(?:,| of)? (?P<years>{COUNT}) years? (?:ago|back)\b(?! {MONTH})")
_SEASON_THEN_MONTH = Gated(
    rf"\b(?:last|this|the|this past|that) {_SEASON}(?: gone| past)?,? (?:it was |that was )?in (?P<month>{MONTH})\b"
)
_GONE = Gated(rf"\b(?:this |last )?(?P<month>{MONTH}) (?:just )?(?:gone|past)\b(?! (?:years?|\d))")
_FEAST = "|".join(re.escape(one) for one in names_of_feasts())
_FEASTS_AGO = Gated(
    rf"\b(?P<count>{COUNT}) (?P<feast>christmas|easter|thanksgiving|diwali|ramadan|halloween)(?:e?s)? (?:ago|back)\b"
)
_YEARS_THEN_FEAST = Gated(
    rf"\b(?P<years>{COUNT}) years? (?:ago|back),? (?:it was |that was )?(?:around|at|about|just before|just after|"
    rf"before|after|on|this|last|over) (?P<feast>{_FEAST})\b"
)
_YEAR_AND_FEAST = Gated(
    rf"\bin (?P<year>(?:19|20)\d\d),? (?:it was |that was )?(?:around|at|about|just before|just after|before|after|on) "
    rf"(?P<feast>{_FEAST})\b"
)
_TELLING = re.compile(
    r"\b(?:ago|back|returned|before|after|last|spring|summer|autumn|fall|winter|gone|past|already|now|"
    r"in (?:19|20)\d\d)\b|\bthe \d"
)


_LASTED = Gated(
    rf"\b(?:for |since )?(?:about |nearly |almost |over )?(?P<count>{COUNT}) (?P<unit>years?|months?|weeks?) "
    r"(?:already|now)\b(?! (?:since|ago|back))"
)
"""``two years already``: since then."""
_MONTH_THE = Gated(rf"\b(?P<month>{MONTH}) the (?P<day>\d{{1,2}})(?:st|nd|rd|th)\b")
_BACK = Gated(
    r"(?:,| and| but| then| until)+ (?:it|they|the (?:tumour|tumor|cancer|lump|thing)) (?:had |has |was |were )?"
    rf"(?:came back|come back|grew back|returned|back)(?: again)? (?:in|by|around|last|this) (?:{MONTH},? ?)?(?:of )?"
    r"(?:(?:19|20)\d\d|year)?\W*$"
)
"""When it came back is no date of what was done before."""
_BEFORE = Gated(
    r"\b(?:the |a |about a )?(?:week|few days|couple of days|day) before (?:last )?"
    r"(?=christmas|xmas|thanksgiving|halloween)|"
    rf"\b(?:(?:just |shortly |right )before|(?:just|shortly|right) after|before) (?={_FEAST}\b)"
)
_LAST = Gated(rf"\b(?P<last>last )(?P<month>{MONTH})\b(?! (?:last|was|gone|\d))")
_ALONE = Gated(rf"(?:the |my )?[a-z]+(?: [a-z]+){{0,4}} last {MONTH}\W*$")
"""``radiation beads last October``: no ``x2, last Oct``."""
_OWN = re.compile(r"\b(?:i|i'm|they|my|me|we|he|she)\b")
_THIS_TIME = Gated(r"\b(?:around |about )?this time last year\b")


def lay_dates(low: str, today: date) -> Iterator[Change]:
    """Give for times in a patient's words what is to be read in their place: ``june 2024``."""
    if len(low) > 400 or not _TELLING.search(low):
        return
    yield from (Change(*match.span(), ", it came back") for match in _BACK.finditer(low))
    yield from (Change(*match.span(), "in ") for match in _BEFORE.finditer(low))
    yield from _counted(low, today)
    yield from _shorter(low, today)
    yield from _of_feasts(low, today)


def _counted(low: str, today: date) -> Iterator[Change]:
    """``two years ago in June``, ``this time last year``."""
    for pattern in (_YEARS_THEN_MONTH, _MONTH_THEN_YEARS):
        for match in pattern.finditer(low):
            year = today.year - count_of(match["years"])
            yield Change(*match.span(), f"{match['month']} {year}")
    for match in _LASTED.finditer(low):
        yield Change(*match.span(), f"since {match['count']} {match['unit']} ago")
    for match in _MONTH_THE.finditer(low):
        yield Change(*match.span(), f"{match['day']} {match['month']}")
    for match in _THIS_TIME.finditer(low):
        yield Change(*match.span(), f"in {today.replace(day=1) - relativedelta(years=1):%B %Y}".lower())


def _shorter(low: str, today: date) -> Iterator[Change]:
    """``last spring, in April``, ``this March gone``, ``last May``: the month alone."""
    for match in _LAST.finditer(low) if _OWN.search(low) or _ALONE.match(low) else ():
        if MONTHS[match["month"]] != today.month:
            yield Change(*match.span("last"), "in ")
        else:
            yield Change(*match.span(), f"in {match['month']} {today.year - 1}")
    for pattern in (_SEASON_THEN_MONTH, _GONE):
        for match in pattern.finditer(low):
            yield Change(*match.span(), match["month"])


def _of_feasts(low: str, today: date) -> Iterator[Change]:
    """``two Christmases ago``, ``in 2016, around Easter``."""
    for match in _FEASTS_AGO.finditer(low):
        month = feast_in(match["feast"], today, count_of(match["count"]))
        if month is not None:
            yield Change(*match.span(), month)
    for match in _YEARS_THEN_FEAST.finditer(low):
        month = feast_in(match["feast"], date(today.year - count_of(match["years"]), 12, 31), 1)
        if month is not None:
            yield Change(*match.span(), f"in {month}")
    for match in _YEAR_AND_FEAST.finditer(low):
        month = feast_in(match["feast"], date(int(match["year"]), 12, 31), 1)
        if month is not None:
            yield Change(*match.span(), f"in {month}")
