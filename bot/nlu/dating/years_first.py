"""Months and days behind the year told first: ``TACE in 2024, in March and July``, ``2024: TACE May, RFA June``.

A year stands at the head of a line, opens a clause, or stands behind a treatment; months and days without a year of
their own that follow it are of that year, as far as the words between speak of treatments and of their days alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.nlu.dating.clause_places import KNOWN
from bot.nlu.dating.of_year import bare_year, give_year
from bot.nlu.lexicon.calendar_words import TO, UNTIL
from bot.nlu.lexicon.tokens import Token

_REACH = 20
_LINE = 60
"""Tokens behind a year that may be of it: in a clause, and in a line."""
_NEAR = 12
"""Tokens between a treatment and its year."""
_OPENS = frozenset((",", "\n", ".", ";"))
_BULLETS = frozenset(("-", "*", "•", "(", "–"))
_OF_NOW = frozenset(("since", "now", "currently", "still", "today", "ongoing", "present", "this", "onwards"))
_HAD = frozenset(
    (
        "he", "she", "pt", "patient", "had", "has", "was", "were", "received", "underwent", "given", "got", "with", "a",
        "the", "took", "put", "on", "i.e.", "i.e", "ie", "namely", "viz", "session",
    )
)  # fmt: skip
_TITLES = frozenset(("st", "dr", "prof"))
"""Before a full stop that closes nothing: ``at St. Mary's``."""
_CUES = ("first", "last", "then", "stopped", "completed")
_STOPS = ("stopped", "completed", "progressed")
_JOINS = frozenset((",", "and", "then", "and then", "+", "&", "plus", ";", ".", "\n", ")", "->", "followed by"))


def settle_year_before(tokens: list[Token], today: date) -> None:
    """Give months and days without a year that of the year told before them in their clause or line."""
    lines = _lines(tokens, today)
    for place, token in enumerate(tokens):
        year = _year_at(tokens, place, today)
        if not year:
            continue
        line = place in lines
        opens = line or _opens(tokens, place)
        dates = list(_line_dates(tokens, place) if line else _dates(tokens, place, opens=opens))
        if not dates or (tokens[place + 1].text in TO and not (tokens[place + 1].text == "-" and len(dates) > 1)):
            continue  # ``from 2024 till May``: the year is where it began
        _assign(tokens, dates, int(year), today)
        if len(token.day.iso or "" if token.day is not None else "") < 7 and _spent(tokens, place, dates):
            _spend(tokens, place, dates[0])


def _year_at(tokens: list[Token], place: int, today: date) -> str:
    """The year at a place, in digits: a date, or a bare number behind a treatment or at the head of a clause."""
    token = tokens[place]
    if token.kind not in ("date", "num") or not (token.text[:4].isdigit() or token.text[-4:].isdigit()):
        return ""
    iso = token.day.iso if token.kind == "date" and token.day is not None else None
    if iso is not None and not (_opens(tokens, place) or _treated(tokens, place)):
        return ""  # ``platelets from 120 in 2020 to 58 in July``
    if iso is not None and len(iso) == 7 and token.text[:4].isdigit() and token.text[4:5] == " ":
        return iso[:4]  # ``2024 March``
    iso = iso if token.text[-4:].isdigit() else None
    headed = place == 0 or tokens[place - 1].treats or _opens(tokens, place)
    counted = place > 1 and tokens[place - 1].kind == "num" and tokens[place - 2].text in ("x", "#")
    year = (bare_year(token) if headed or counted else "") or iso or ""
    return year if len(year) == 4 and 1980 <= int(year) <= today.year else ""


def _treated(tokens: list[Token], place: int) -> bool:
    """Tell whether a treatment is named before a year in its sentence."""
    for one in reversed(tokens[max(0, place - _NEAR) : place]):
        if one.text in (".", "\n"):
            return False
        if one.treats:
            return True
    return False


def _opens(tokens: list[Token], place: int) -> bool:
    """``In 2024 he had``, ``; 2024: TACE``: a year that opens a clause or a line."""
    lead = place - 1
    while lead >= 0 and tokens[lead].text in ("in", "during", "the", "year"):
        lead -= 1
    return lead < 0 or tokens[lead].text in _OPENS or (tokens[lead].text in _BULLETS and _at_head(tokens, lead))


def _at_head(tokens: list[Token], place: int) -> bool:
    return place == 0 or tokens[place - 1].text == "\n"


def _lines(tokens: list[Token], today: date) -> set[int]:
    """The years that head the lines of a course told year by year: two lines at least begin so."""
    heads = {
        place
        for place in range(len(tokens))
        if _year_at(tokens, place, today) and _opens(tokens, place) and _heads_line(tokens, place)
    }
    return heads if len(heads) > 1 else set()


def _heads_line(tokens: list[Token], place: int) -> bool:
    lead = place - 1
    while lead >= 0 and tokens[lead].text in ("in", *_BULLETS):
        lead -= 1
    return lead < 0 or tokens[lead].text == "\n"


def _guessed(token: Token) -> bool:
    return token.day is not None and token.day.guessed and len(token.day.iso or "") >= 7


def _line_dates(tokens: list[Token], place: int) -> Iterator[int]:
    """The dates of a line that have no year of their own."""
    for at in range(place + 1, min(place + 1 + _LINE, len(tokens))):
        one = tokens[at]
        if one.text == "\n" or one.text in _OF_NOW or bare_year(one) or (one.kind == "date" and not _guessed(one)):
            return
        if one.kind == "date":
            yield at


def _dates(tokens: list[Token], place: int, *, opens: bool) -> Iterator[int]:
    """The dates behind a year in its clause, as far as nothing else is told there."""
    before = tokens[place - 1] if place and tokens[place - 1].treats else None
    named, told, treated = "" if before is None else before.phrase, 0, _treated(tokens, place)
    bare, bracket, somewhere = 0, False, False
    for at in range(place + 1, min(place + 1 + _REACH, len(tokens))):
        one = tokens[at]
        bracket = one.text == "(" or (bracket and one.text != ")")
        if one.text in _OF_NOW or (_closes(tokens, at) and not (bracket and one.text == ";")):
            return
        if one.kind == "date":
            if not _guessed(one) or not treated or _of_the_next(tokens, at, opens=opens) or _of_a_value(tokens, at):
                return
            told, bare = told + 1, 0
            yield at
        elif one.treats:
            bare, treated = bare + 1, True
            if bare > 1 or not (opens or one.phrase == named):
                return  # ``in 2021 resection, TACE in July``: whose year it is, is not said of the second
        elif one.kind == "punct" or one.text == "at":
            somewhere = one.text == "at" or (somewhere and tokens[at - 1].text in _TITLES)
        elif not _of_courses(one) and (not somewhere or one.clinical or told):
            return  # ``in 2024 at St. Mary's (March, May)``: a place may be named


def _closes(tokens: list[Token], at: int) -> bool:
    """Tell whether a clause ends here."""
    return tokens[at].text in ("\n", ".", ";") and (at == 0 or tokens[at - 1].text not in _TITLES)


def _of_courses(token: Token) -> bool:
    """Tell whether a word may speak of a treatment and its days."""
    return token.kind in ("num", "dur") or token.text in KNOWN or token.text in _HAD or token.cue(*_CUES)


def _of_the_next(tokens: list[Token], place: int, *, opens: bool) -> bool:
    """``TACE in 2024, in July lenvatinib``: a date that leads to another treatment is of that one."""
    if opens:
        return False
    for one in tokens[place + 1 : place + 6]:
        if one.text in _JOINS:
            return False
        if one.treats:
            return True
    return False


def _of_a_value(tokens: list[Token], place: int) -> bool:
    """``TACE in 2024, 12 Nov: plt 88``: the day of a value told behind it."""
    iso, behind = tokens[place].day, tokens[place + 1 : place + 3]
    if iso is None or len(iso.iso or "") < 10:
        return False
    told = [one for one in behind if one.text not in (":", "-")]
    return bool(told) and (told[0].kind in ("num", "normal") or (told[0].clinical and not told[0].treats))


def _assign(tokens: list[Token], dates: list[int], year: int, today: date) -> None:
    """Give dates their year; what ended earlier in the year than it began, ended in the next one."""
    before, last = "", dates[0]
    for at in dates:
        day = tokens[at].day
        told = (day.iso or "")[5:] if day is not None else ""
        back = bool(before) and told[:2] < before[:2] and _ends(tokens[last + 1 : at])
        year += back and year < today.year
        give_year(tokens[at], str(year), today)
        before, last = told, at


def _ends(between: list[Token]) -> bool:
    """Tell whether the second of two dates ended what the first began."""
    joined = bool(between) and len(between) < 3 and not TO.isdisjoint((between[0].text, between[-1].text))
    return joined or any(one.cue(*_STOPS) or one.text in UNTIL for one in between)


def _spend(tokens: list[Token], place: int, first: int) -> None:
    """Let a year date nothing by itself: its months do."""
    year, between = tokens[place], tokens[place + 1 : first]
    year.kind, year.day, year.number, year.used = "word", None, None, True
    if all(one.text in (",", "in", "on", "the") for one in between):
        for one in between:
            one.kind, one.text = "word", "in"  # ``begun in 2024, in March``: no comma that ends what is begun


def _spent(tokens: list[Token], place: int, dates: list[int]) -> bool:
    """Tell whether the dates say when the first treatment of the year was, so that the year dates nothing by itself."""
    first = next((at for at in range(place + 1, dates[-1]) if tokens[at].treats), -1)
    if first < 0 or first > dates[0]:
        return not any(one.treats for one in tokens[place + 1 : place + 3])
    dated = next(at for at in dates if at > first)
    return not any(one.treats for one in tokens[first + 1 : dated]) or tokens[first].phrase == tokens[dated - 1].phrase
