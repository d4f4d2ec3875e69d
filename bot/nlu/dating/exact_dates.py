"""A day told behind a vaguer date of the same event: ``resection in spring 2025, date of operation 2025-04-17``."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import msgspec

from bot.nlu.dating.days import first_day
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set

_EXACT = word_set("exact_dates_exact")
"""What says that the day behind is that of the event before: ``date of``, ``exactly``, ``performed on``."""
_BETWEEN = _EXACT | word_set("exact_dates_between")
_SEASONS = frozenset(("spring", "summer", "autumn", "winter", "fall"))
_BEFORE_SEASON = frozenset(("last", "this", "past", "early", "late", "mid", "in", "the"))
_PRECISELY = ("to be exact", "to be precise", "exactly", "precisely", "specifically", "i think", "i believe")
_BEFORE_MONTH = frozenset((",", "in", "(", "-", "probably", "about", "around", "the", "month", "of", "namely", "on"))
_FAR = 14
"""Tokens that may stand between the two."""


def settle_exact(tokens: list[Token], today: date) -> None:
    """Put the day in the place of the vaguer date where words say that it is the exact one, and it lies within."""
    places = [place for place, token in enumerate(tokens) if token.kind == "date" and token.day is not None]
    places += [place for place, token in enumerate(tokens) if token.text in _SEASONS and _last(tokens, place)]
    for one, other in pairwise(sorted(places)):
        between = tokens[one + 1 : other]
        vague, month = tokens[one].day, _month_of(tokens, one, other)
        if vague is not None and month is not None:
            tokens[one].day = msgspec.structs.replace(vague, iso=month, candidates=(month,))
            tokens[other].kind, tokens[other].day, tokens[other].hit, tokens[other].used = "word", None, None, True
            continue
        exactly = 0 < len(between) <= _FAR and _says_exactly(between, tokens[other + 1 : other + 4])
        if not exactly or not _within(tokens[one], tokens[other], today):
            continue
        tokens[one].kind, tokens[one].day, tokens[one].hit = "date", tokens[other].day, None
        for token in (*tokens[_head(tokens, one) : one], *between, tokens[other]):
            if token.kind != "punct":
                token.text = "the" if token.text == "last" else token.text
                token.kind, token.day, token.hit, token.used = "word", None, None, True


def _month_of(tokens: list[Token], one: int, other: int) -> str | None:
    """``in the autumn of 2021, October to be exact``: the month of a year told before it, as an ISO month."""
    vague, exact = tokens[one].day, tokens[other].day
    if vague is None or exact is None or not vague.iso or not exact.iso or len(vague.iso) != 4 or len(exact.iso) < 7:
        return None
    if _closes(tokens, one, other):
        return f"{vague.iso}-{exact.iso[5:]}"
    if len(exact.iso) != 7:
        return None
    beside = {token.text for token in tokens[one + 1 : other]}
    bare = not any(sign.isdigit() for sign in tokens[other].text)
    season = bool(
        _SEASONS & {token.text for token in tokens[max(0, one - 3) : one]} or _SEASONS & set(tokens[one].text.split())
    )
    behind = " ".join(token.text for token in tokens[other + 1 : other + 4])
    told = behind.startswith(_PRECISELY) or (season and behind[:1] in ("", ".", ",", ")"))
    return f"{vague.iso}-{exact.iso[5:]}" if bare and told and beside <= _BEFORE_MONTH else None


def _closes(tokens: list[Token], one: int, other: int) -> bool:
    """``resection in 2023, mid September``: a month without a year that closes the clause of a bare year."""
    exact, between = tokens[other].day, [token.text for token in tokens[one + 1 : other]]
    behind = tokens[other + 1].text if other + 1 < len(tokens) else ""
    bare = tokens[one].text.isdigit() and exact is not None and exact.guessed
    return bare and between[:1] in ([","], ["("], ["-"]) and set(between) <= _AROUND and behind in _CLOSED


_AROUND = _BEFORE_MONTH | {"mid", "early", "late", "end", "beginning", "start"}
_CLOSED = ("", ".", ",", ";", ")", "\n")


def _head(tokens: list[Token], place: int) -> int:
    """The first place of a vague date: ``last winter``, ``the spring of last year``."""
    if place > 1 and tokens[place - 1].text == "of" and tokens[place - 2].kind == "date":
        return place - 2
    return place - 1 if place and tokens[place - 1].text in ("last", "this", "past") else place


def _last(tokens: list[Token], place: int) -> bool:
    """``last winter``, ``in early summer``."""
    return tokens[place].kind != "date" and place > 0 and tokens[place - 1].text in _BEFORE_SEASON


def _says_exactly(between: list[Token], behind: list[Token]) -> bool:
    """Tell whether all words between two dates may lead from a vague one to the exact one, and one says so.

    The word may stand behind: ``Easter week, 7 April 2026 to be exact``.
    """
    words = [one.text for one in between]
    said = not _EXACT.isdisjoint(words) or " ".join(one.text for one in behind).startswith(_PRECISELY)
    return said and _BETWEEN.issuperset(words)


def _within(vague: Token, exact: Token, today: date) -> bool:
    """Tell whether the second is a day that the first may mean."""
    day = exact.day.iso if exact.day is not None else None
    if day is None or len(day) != 10:
        return False
    if vague.day is None or vague.day.iso is None:
        return vague.text in _SEASONS and first_day(day) > today - timedelta(days=700)
    return len(vague.day.iso) < 10 and day.startswith(vague.day.iso)
