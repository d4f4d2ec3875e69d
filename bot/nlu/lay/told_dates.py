"""Times as patients count and mend them: ``eighteen months back``, ``a week last Tuesday``, ``2018, no, 2019``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from bot.nlu.answers.answer_words import NAY
from bot.nlu.dating.feasts import feast_in, names_of_feasts
from bot.nlu.lexicon.calendar_words import DAY_NAMES, MONTH, MONTHS
from bot.nlu.lexicon.number_words import COUNT, COUNTS, count_of
from bot.nlu.text.rewriting import Change
from bot.nlu.text.telling import Gated

_TELLING = re.compile(
    r"\b(?:(?:19|20)\d\d|ago|back|years?|months?|weeks?|fortnight|oh|ought|aught|nought|naught|this month|last month|"
    r"no|sorry|wait|mean|"
    r"lie|was|rather|correction|first)\b"
)
_HALF = Gated(
    rf"\b(?:about |around |roughly |some )?(?:(?P<one>(?:a )?year and a half|one and a half years)"
    rf"|(?P<years>{COUNT}) and a half years|(?P<months>eighteen|fifteen|thirteen|fourteen|sixteen|18|15) months)"
    r" (?:ago|back)\b"
)
_WEEKDAY = Gated(
    rf"\b(?P<weeks>(?:a|one) week|a fortnight|(?:two|three|four|five|six|seven|eight) weeks) "
    rf"(?:ago )?(?:last|on|past|since|come) "
    rf"(?P<day>{'|'.join(DAY_NAMES)})\b(?! week)"
)
_FROM_YESTERDAY = Gated(
    rf"\b(?P<weeks>{COUNT}) weeks? ago yesterday\b|\b(?P<one>yesterday week|"
    rf"a week yesterday)\b"
)
_FEASTS = "|".join(re.escape(one) for one in names_of_feasts())
_ANNIVERSARY = Gated(
    rf"\b(?:(?:it'?ll be|it will be|it'd be|it would be|going on) (?P<ahead>{COUNT}) years (?:in |next |come |this )|"
    rf"(?P<years>{COUNT}) years (?:this (?:coming |past )?|next |come |(?:ago )?(?:last |"
    rf"this past )))(?P<when>{MONTH}|christmas|easter|diwali|"
    rf"thanksgiving)\b(?! (?:19|20)\d\d)"
)
_PAST = re.compile(r"\b(?:past|last)\b")
_FEAST_YEARS = Gated(
    rf"\b(?P<feast>{_FEASTS})(?: time)?,? (?P<years>{COUNT}) years? "
    r"(?:ago|back)\b"
)
_NOUGHT = Gated(
    r"\b(?:ought|aught|nought|naught|(?<=in )oh|(?<=since )oh)[ -]?(?P<year>one|two|three|four|five|six|"
    r"seven|eight|nine|[1-9])\b"
)
_OF_MONTH = Gated(
    r"\b(?P<day>\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) of "
    r"(?P<month>this|last) month\b"
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_YEAR = r"(?:19|20)\d\d"
_WHEN = rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?)?{MONTH}(?: {_YEAR})?|{_YEAR})"
_MENDED = Gated(
    rf"\b(?P<old>{_WHEN})(?P<gap>\W+(?:(?:{NAY}|sorry|wait|hang on|hold on|i tell a lie|i'm a liar|i mean|i meant|"
    rf"or rather|"
    r"rather|correction|make that|that's wrong|not right|actually|what am i saying|listen to me)\W+){1,4}"
    rf"(?:(?:it|that) (?:was|is) |'twas |in |on |"
    rf"the )*)(?P<new>{_WHEN})\b(?:,? (?:on )?(?:the )?(?P<newer>\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{MONTH})\b)?"
)
_SPAN = Gated(
    rf"\b(?:the )?first (?:go|one|session|dose|time|round|treatment) (?:was )?(?:on |"
    rf"in )?(?P<first>(?:the )?{_WHEN})(?:,| and)+ (?:the )?"
    rf"last (?:(?:go|one|session|dose|time|round|treatment) )?(?:was )?(?:on |in )?(?P<last>(?:the )?{_WHEN})\b"
)
_YEAR_FIRST = Gated(
    rf"\b(?P<year>{_YEAR}),? (?:it was |"
    rf"that was )?in (?:the month of )?(?P<month>{MONTH})\b(?! (?:\d|of))"
    rf"(?![^.;\n(]{{0,30}}\b{MONTH}\b(?! ?,? ?\d))"
)
"""A month alone; of several behind a year each is of it (`bot.nlu.dating.years_first`)."""
_IT_WAS = Gated(
    rf"(?P<lead>,? (?:and |but )?(?:(?:that|it|this|'twas|which) (?:was|'d be|would be|would have been|"
    rf"must have been)|'twas|that's) "
    rf"(?:back |all |around |about |only |sometime |some time )*)(?P<when>{_YEAR}\b|(?:on |the )?\d{{1,2}}(?:st|nd|"
    rf"rd|th)? "
    rf"(?:of )?{MONTH}\b|{MONTH} (?:of )?(?:last year|{_YEAR})|the year before last)"
)


def told_dates(low: str, today: date) -> Iterator[Change]:
    """Give for times in a patient's words what is to be read in their place."""
    if len(low) > 300 or not _TELLING.search(low):
        return
    yield from _mended(low)
    for match in _SPAN.finditer(low):
        yield Change(*match.span(), f"from {match['first']} to {match['last']}")
    yield from _counted(low, today)
    yield from _anniversaries(low, today)
    for match in _YEAR_FIRST.finditer(low):
        yield Change(*match.span(), f"{match['month']} {match['year']}")
    for match in _NOUGHT.finditer(low):
        yield Change(*match.span(), str(2000 + count_of(match["year"])))
    for match in _OF_MONTH.finditer(low):
        first = today.replace(day=1) - relativedelta(months=match["month"] == "last")
        said = match["day"]
        day = _ORDINALS.index(said) + 1 if said in _ORDINALS else int(said[:-2])
        yield Change(*match.span(), f"{day} {first:%B %Y}".lower())
    for match in _IT_WAS.finditer(low):
        preposition = " on " if re.match(r"(?:the )?\d{1,2}(?!\d)", match["when"]) else " in "
        yield Change(*match.span("lead"), " " if match["when"].startswith(("on ", "the year")) else preposition)


def _mended(low: str) -> Iterator[Change]:
    """``2018, no, I tell a lie, 2019``, ``June 2023, sorry, 2024``: what is said last counts."""
    for match in _MENDED.finditer(low):
        old, new = match["old"], match["newer"] or match["new"]
        if new.isdigit() and not old.isdigit():
            kept = re.sub(rf" {_YEAR}$", "", old)
            yield Change(*match.span(), f"{kept} {new}")
        else:
            yield Change(*match.span(), new)


def _counted(low: str, today: date) -> Iterator[Change]:
    """``a year and a half ago`` is a month; ``a week last Tuesday`` and ``three weeks ago yesterday`` are days."""
    for match in _HALF.finditer(low):
        months = COUNTS.get(match["months"] or "") or int(match["months"] or 0)
        months = months or 12 * (count_of(match["years"]) if match["years"] else 1) + 6
        yield Change(*match.span(), f"in {today - relativedelta(months=months):%B %Y}".lower())
    for match in _WEEKDAY.finditer(low):
        back = (today.weekday() - DAY_NAMES.index(match["day"])) % 7 or 7
        said = match["weeks"].removesuffix(" weeks")
        weeks = 2 if said == "a fortnight" else COUNTS.get(said, 1)
        yield Change(*match.span(), f"on {today - timedelta(days=back, weeks=weeks)}")
    for match in _FROM_YESTERDAY.finditer(low):
        weeks = 1 if match["one"] else count_of(match["weeks"])
        yield Change(*match.span(), f"on {today - timedelta(days=1, weeks=weeks)}")


def _anniversaries(low: str, today: date) -> Iterator[Change]:
    """``five years this Christmas``, ``it'll be three years in May``, ``at Diwali two years ago``."""
    for match in _ANNIVERSARY.finditer(low):
        month = _month_ahead(match["when"], today)
        if month is not None and _PAST.search(match.group()) and month > today:
            month -= relativedelta(years=1)
        if month is not None:
            yield Change(
                *match.span(),
                f"in {month - relativedelta(years=count_of(match['years'] or match['ahead'])):%B %Y}".lower(),
            )
    for match in _FEAST_YEARS.finditer(low):
        found = feast_in(match["feast"], date(today.year - count_of(match["years"]), 12, 31), 1)
        if found is not None:
            yield Change(*match.span(), found)


def _month_ahead(name: str, today: date) -> date | None:
    """Give the first day of the month that comes next, this one included."""
    number = {"christmas": 12, "easter": 4, "diwali": 11, "thanksgiving": 11}.get(name) or MONTHS.get(name)
    if number is None:
        return None
    return date(today.year + (number < today.month), number, 1)
