"""``methotrexate years ago``, ``warfarin in the past``: what was, with no date that says since when it is over."""

from __future__ import annotations

import re
from datetime import timedelta

from bot.nlu.dating.days import Day, day_of, last_day, partial
from bot.nlu.dating.event_dates import year_of
from bot.nlu.draft import Draft
from bot.nlu.text.beginnings import BEGUN

_LONG_AGO = re.compile(
    r"[\s,(]*(?:(?:\d+ ?mg|prednis\w+|steroids?|for (?:(?:an?|some|many|several|his|her|the|their) )?\w+|only|once|but|"
    r"that was|all (?:of )?this was|therapy|treatment|tablets?|use)[\s,]+){0,3}"
    r"(?:(?:many |some |several |a few |quite some )?(?:years|decades|ages|long|a long time|a long while)"
    r" (?:ago|back|before)\b"
    r"|in the (?:distant |remote )?past\b|as a (?:child|kid|teenager|young (?:man|woman|adult))\b"
    r"|in (?:his|her|their|my) (?:youth|childhood|teens|twenties|thirties)\b|at some (?:point|time) in the past\b)"
)


def long_past(draft: Draft, last: int) -> bool:
    """Tell whether what stands right behind a place says that it is long over, without a date."""
    return _LONG_AGO.match(draft.text.low, draft.tokens[last].end) is not None


_COURSE = (
    r"(?:for (?:about |only |some |just )?(?:an? |\d+|[a-z]+)[ -]?"
    r"(?:days?|weeks?|wks?|months?|mo|years?|yrs?)(?: only)?,? ?)"
)
_TAKEN = r"[\s,(]*(?:(?:therapy|treatment|tablets?|course|use|\d+ ?mg(?:/d\w*| daily| od)?) ?)*"
_WHY = r"(?:(?:after|for|with|following) (?:(?!since\b)[a-z-]+ ){1,4})?"
_IN = (
    r",? ?\(?(?:back |only )?(?:in|during) (?:the )?"
    r"(?:(?:spring|summer|autumn|winter|early|mid|late) (?:of )?)?(?=\d|[a-z]{3})"
)
_IN_THEN = re.compile(rf"{_TAKEN}(?:{_COURSE}{_WHY})?{_IN}")
_GIVEN_THEN = re.compile(rf"{_TAKEN}(?:{_COURSE})?{_WHY}{_IN}")
_SPAN_THEN = re.compile(r"[\s,(]*(?:from )?(?:in )?(?:19|20)\d\d ?(?:-|to|until|till) ?(?P<year>(?:19|20)\d\d)\b")
_BEGUN = re.compile(
    rf"\b(?:since|{BEGUN}|put on|went on|introduced|added|"
    r"first|still|switch\w*|long[- ]term)"
    r"(?: \w+){0,3}\W*$"
)
_GOES_ON = re.compile(
    r"\b(?:still|ongoing|continu\w+|since|now|to date|present|current\w*|again|"
    r"at the moment|today|ever after|onwards|lifelong)\b"
)
_OVER = timedelta(days=60)


def then_only(draft: Draft, place: int, *, course: bool = False) -> tuple[Day, int] | None:
    """``warfarin in 2018``, ``azathioprine 2015-2018``: a date that is over, with no word of a time since.

    With ``course`` it is of a drug that is given for a while, so that what it was for may stand between.
    What was begun in a year that is told goes on; what was in it, and is told with nothing of now, was then.
    """
    low, token = draft.text.low, draft.tokens[place]
    span = _SPAN_THEN.match(low, token.end)
    match = span or (_GIVEN_THEN if course else _IN_THEN).match(low, token.end)
    if match is None or _BEGUN.search(low, max(0, token.start - 40), token.start) is not None:
        return None
    step = draft.place_at(match.end("year") - 1 if span else match.end())
    dated = draft.tokens[step]
    day = day_of(partial(int(span["year"])), draft.today) if span else year_of(draft, step)
    day = day or (dated.day if dated.kind == "date" else None)
    if day is None or day.iso is None or dated.sentence != token.sentence or last_day(day.iso) > draft.today - _OVER:
        return None
    behind = [one.text for one in draft.tokens[step + 1 : step + 14] if one.sentence == token.sentence]
    return None if _GOES_ON.search(" ".join(behind)) else (day, step)
