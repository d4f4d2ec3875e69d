"""A year that is told first, and the days or months in it: ``in 2023: TACE x4 between February and December``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.nlu.dating.clause_places import KNOWN
from bot.nlu.dating.days import day_of
from bot.nlu.lexicon.calendar_words import TO
from bot.nlu.lexicon.tokens import Token

_LEADS = ((":",), (",", "i.e."), (",", "i.e"), (",", "ie"), (",", "namely"), ("(", "i.e."), (",", "on"), ("-", "on"))
_REACH = 16


def settle_of_year(tokens: list[Token], today: date) -> None:
    """Give days and months without a year that of the year before them, where a colon or ``namely`` leads to them."""
    for place, token in enumerate(tokens):
        if token.kind == "num" and _heads(tokens, place):
            _settle_line(tokens, place, today)
        year = token.day.iso if token.kind == "date" and token.day is not None else None
        if year is None or len(year) != 4 or int(year) >= today.year:
            continue
        behind = tuple(one.text for one in tokens[place + 1 : place + 3])
        if not any(behind[: len(lead)] == lead for lead in _LEADS):
            continue
        for one in tokens[place + 2 : place + 2 + _REACH]:
            if one.sentence != token.sentence or (one.kind == "date" and (one.day is None or not one.day.guessed)):
                break
            give_year(one, year, today)


def bare_year(token: Token) -> str:
    """Give a year that has no word before it, and is a number still: ``MI 2019``; empty where a token is none."""
    bare = token.kind == "num" and token.unit is None and len(token.text) == 4 and token.text[:2] in ("19", "20")
    return token.text if bare and token.text.isdigit() else ""


def give_year(token: Token, year: str, today: date) -> None:
    """Put a year in place of the one that was guessed."""
    if token.kind == "date" and token.day is not None and token.day.iso is not None:
        token.day = day_of(year + token.day.iso[4:], today)


def _heads(tokens: list[Token], place: int) -> bool:
    """Tell whether a number opens a line, or a clause that names a treatment at once: ``, 2024 regorafenib Jan``."""
    if place == 0 or tokens[place - 1].text == "\n":
        return True
    parted = tokens[place - 1].text in (",", ";", ".") and place + 1 < len(tokens)
    return parted and tokens[place + 1].treats


def _settle_line(tokens: list[Token], place: int, today: date) -> None:
    """``2023 TACE Mar, TACE Jul``: the year at the head of a line of treatments; of the first it dates no more."""
    number = tokens[place].number
    year = number.plain if number is not None and not tokens[place].unit else None
    if year is None or year != int(year) or not 1980 <= year <= today.year:
        return
    line = list(_line(tokens, place))
    named = [at for at, token in enumerate(line) if token.treats]
    dated = [at for at, token in enumerate(line) if token.kind == "date"]
    if not named or not dated or named[0] > 3:
        return
    for at in dated:
        give_year(line[at], str(int(year)), today)
    first = dated[0]
    tokens[place].used = (len(named) == 1 or first < named[1]) and not (first and line[first - 1].text in TO)


def _line(tokens: list[Token], place: int) -> Iterator[Token]:
    """The rest of a line, as far as it speaks of treatments and of their days alone, each without a year."""
    for step in range(place + 1, min(place + 40, len(tokens))):
        token = tokens[step]
        if token.kind == "num" and token.number is not None and 1980 <= (token.number.plain or 0) <= 2100:
            return
        plain = token.treats or token.kind in ("punct", "num", "dur") or token.cue("last", "first", "stopped", "then")
        guessed = token.kind == "date" and token.day is not None and token.day.guessed
        if token.text == "since" and tokens[step - 1].text == ",":
            return  # ``2025 SBRT, since March on lenvatinib``: that of now
        if token.text == "\n" or not (plain or guessed or token.text in KNOWN or token.text in _TOLD):
            return
        if token.text in (".", ";") and step + 1 < len(tokens) and tokens[step + 1].kind == "num":
            return
        yield token


_TOLD = frozenset(("x", "in", "on", "from", "and", "until", "till", "to", "first", "the", "#", "&", "completed"))
