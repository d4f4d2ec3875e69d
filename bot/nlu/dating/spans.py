"""``3/24 - 11/24``, ``Feb 25 > Jan 26``: where the dates of a message together can only be months, they are."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from bot.nlu.dating.days import Day, day_of, first_day, last_day, soon
from bot.nlu.lexicon.calendar_words import TO
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set

_TO = {"-", "to", "till", "until", "through", "->", ">"}
_NEAR = 9
"""Tokens between two dates of one pair."""
_LISTED = {",", "and", "&", "+", ";", "then"}


def settle_spans(tokens: list[Token], today: date) -> None:
    """Read every ``3/24`` and ``Mar 24`` as a month where one pair of them cannot be two days."""
    places = [place for place, token in enumerate(tokens) if _readings(token) is not None]
    if len(places) < 2:
        return
    for slashed in (True, False):
        alike = [place for place in places if ("/" in tokens[place].text) is slashed]
        if any(_only_months(tokens, one, other) for one, other in pairwise(alike)):
            for place in alike:
                tokens[place].day = day_of(_month(tokens[place]), today)


def _readings(token: Token) -> tuple[str, str] | None:
    """The day and the month of a year that a date may be; None where it is not of these two."""
    if token.kind != "date" or token.day is None or token.day.iso is not None:
        return None
    days = [one for one in token.day.candidates if len(one) == 10]
    months = [one for one in token.day.candidates if len(one) == 7]
    return (days[0], months[0]) if len(days) == len(months) == 1 else None


def _month(token: Token) -> str:
    day: Day | None = token.day
    return next((one for one in day.candidates if len(one) == 7), "") if day is not None else ""


def _only_months(tokens: list[Token], one: int, other: int) -> bool:
    """Tell whether two dates can be no two days: a span that would run back, the same number in a span or list."""
    first, second = _readings(tokens[one]), _readings(tokens[other])
    if first is None or second is None or other - one > _NEAR or first[1] > second[1]:
        return False
    between = {token.text for token in tokens[one + 1 : other]}
    back = first[0] > second[0] and "/" in tokens[one].text  # ``Oct 25 - Feb 26`` may be days of two years
    same = first[0][-2:] == second[0][-2:] and first[1] != second[1]
    if between and between <= _TO:
        return same or back
    same = same and not any(token.day is not None and token.day.lately for token in (tokens[one], tokens[other]))
    listed = bool(between) and between <= _LISTED
    return (listed and (back or same)) or (same and "/" in tokens[one].text)


def settle_back(tokens: list[Token], today: date) -> None:
    """``Nov - Feb``, ``12 Dec to 5 Mar``: a span that would run back began in the year before; no part lies ahead."""
    for at, place in pairwise([at for at, token in enumerate(tokens) if token.kind == "date"]):
        first, last = tokens[at], tokens[place]
        if not _in_order({token.text for token in tokens[at + 1 : place]}, place - at):
            continue
        _settle_onward(first, last, place - at, today)
        one, other = (token.day.iso if token.day is not None and token.day.guessed else None for token in (first, last))
        if one is None or other is None or len(one) < 7 or one[5:] == "02-29":
            continue
        back = first_day(one) > last_day(other)
        ahead = not back and last.day is not None and soon(last.day, today)
        first.day = day_of(f"{int(other[:4]) - 1}{one[4:]}" if back else one, today, guessed=ahead)


def _settle_onward(first: Token, last: Token, apart: int, today: date) -> None:
    """``May 2025 to August``: the end of a span of which only the beginning has its year is the next one from then."""
    if apart != 2 or first.day is None or last.day is None or first.day.guessed or not last.day.guessed:
        return
    begun, ended = first.day.iso, last.day.iso
    if begun is None or ended is None or len(begun) < 7 or len(ended) < 7 or ended[5:] == "02-29":
        return
    year = int(begun[:4])
    onward = f"{year}{ended[4:]}"
    onward = f"{year + 1}{ended[4:]}" if last_day(onward) < first_day(begun) else onward
    if first_day(onward) <= today:
        last.day = day_of(onward, today)


_AFTERWARDS = frozenset(["again", "then", "and then", "then again", "later", "subsequently", "once more"])
_AND_THEN = _AFTERWARDS | {"and", ",", "in", "this", "once", "more", "on", "a", "second", "one"}


def _in_order(between: set[str], apart: int) -> bool:
    """``12 Dec to 5 Mar``, ``last August and then again this January``: the second date is the later one."""
    if apart == 2:
        return between <= _TO
    return apart < 8 and between <= _AND_THEN and not between.isdisjoint(_AFTERWARDS)


def settle_between(tokens: list[Token], today: date) -> None:
    """``Diagnosed in March 2024, TACE in June, sorafenib until May 2025``: June of the year that lies between."""
    told: str | None = None
    guessed: list[int] = []
    for place, token in enumerate(tokens):
        if token.text == "\n" or (token.text == "." and not _of_the_same(tokens, place + 1)):
            told, guessed = None, []
        if token.kind != "date" or token.day is None or token.day.iso is None or token.day.post:
            continue
        if token.day.guessed:
            if not _of_a_test(tokens, place, today):
                guessed.append(place)
            continue
        for one in guessed:
            _settle_year(tokens, one, told, place, today)
        told, guessed = (token.day.iso if len(token.day.iso) > 4 else None), []


_LATELY = timedelta(days=31)
_PARTING = frozenset((",", ";", "|", "\n", "/"))
_TESTS = word_set("scopes_valued") | {"pregnancy_test"}


def _of_a_test(tokens: list[Token], place: int, today: date) -> bool:
    """``hCG neg 12 Nov`` of these weeks: the day of a test keeps its year, whatever treatments are told around it."""
    day = tokens[place].day
    iso = day.iso if day is not None else None
    if iso is None or len(iso) < 10 or not today - _LATELY <= first_day(iso) <= today:
        return False
    for token in reversed(tokens[max(0, place - 6) : place]):
        if token.text in _PARTING:
            return False
        if any(token.names(fact) for fact in _TESTS):
            return True
    return False


def _of_the_same(tokens: list[Token], place: int) -> bool:
    """``started in May. It was stopped in July 2025``: the next sentence goes on about what the last one told."""
    return place < len(tokens) and tokens[place].text in ("it", "this", "they", "both", "these")


_UP_TO = frozenset(("until", "till", "to", "stopped", "ended", "discontinued"))


def _settle_year(tokens: list[Token], place: int, told: str | None, end: int, today: date) -> None:
    """Give a month without a year the only one in which it lies before the date at ``end``, and after the one told."""
    day, last = tokens[place].day, tokens[end].day
    if day is None or day.iso is None or last is None or last.iso is None or len(last.iso) < 7:
        return
    between = tokens[place + 1 : end]
    if place and tokens[place - 1].text in _UP_TO and any(one.cue("first") for one in between):
        return  # ``until August (rash), started in March 2026``
    ranged = _ranged(tokens, place, end)
    one_course = _one_course(tokens, place, end)
    if told is None and not ranged and not one_course:
        return
    year = int(last.iso[:4])
    fits = [
        iso
        for one in ((year, year - 1) if told is None else range(year, int(told[:4]) - 1, -1))
        if (iso := f"{one}{day.iso[4:]}")[5:] != "02-29" and first_day(iso) <= last_day(last.iso)
    ]
    fits = fits[:1] if told is None else [iso for iso in fits if first_day(told) <= first_day(iso)]
    if len(fits) == 1 or (fits and one_course):
        tokens[place].day = day_of(fits[0], today)


_APART = frozenset((";", "|", "\n"))


def _ranged(tokens: list[Token], place: int, end: int) -> bool:
    """``from July to May 2026``: one span; ``since July | AFP 412 | sorafenib until May 2026`` are two matters."""
    between = tokens[place + 1 : end]
    if not between or any(one.text in _APART for one in between) or tokens[place - 1].text == "since":
        return False
    return not TO.isdisjoint((between[0].text, between[-1].text)) and not any(one.treats for one in between)


_ENDS = ("stopped", "completed", "last", "intolerant")
_GOES_ON = word_set("courses_passing") | word_set("own_clause_known") | word_set("courses_refers") | {
    ",", "again", "which", "when", ".", "(", "and then", "on", "recently", "most recently", "had to be", "came",
    "ending",
}  # fmt: skip


def _one_course(tokens: list[Token], place: int, end: int) -> bool:
    """``from May, stopped for a rash in July 2025``, ``in May and again in July 2025``: two dates of one treatment."""
    if end - place > 16:
        return False
    named = next((one.phrase for one in reversed(tokens[:place]) if one.treats), None)
    ended = linked = False
    for token in tokens[place + 1 : end]:
        if token.text in ("\n", ";") or token.kind == "date" or (token.treats and token.phrase != named):
            return False
        ended = ended or token.cue(*_ENDS) or token.text in ("off", "ending", "stopped for progression")
        linked = linked or ended or token.text in ("and", "again")
        if not ended and not token.treats and token.text not in _GOES_ON:
            return False
    return named is not None and linked
