"""``day 14 after the third HAIC``: counted from the day that stands before it, unless the treatment has its own."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from msgspec.structs import replace

from bot.nlu.dating.days import day_of, first_day
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set

_LEADS = frozenset([",", "(", "=", "i.e.", "ie", "which", "is", "was", "-", "this", "that", "i", "e", ".", "on", "i.e"])
"""Between a day and the same day counted from a treatment."""
_TO_ITS_DAY = frozenset(["(", "on", "of", "from", "the", "dated", "given", "done", "performed", "x", "#"])
"""Between a treatment and its own day, besides the words that name it."""
_REACH = 8
_EVENTS = word_set("scopes_events")


def settle_counted(tokens: list[Token], today: date) -> None:
    """Settle every day that is told as a distance from a treatment."""
    for place, token in enumerate(tokens):
        if token.kind != "date" or token.day is None or not token.day.post:
            continue
        if _dated_behind(tokens, place) or _of_event(tokens, place) or _event_behind(tokens, place):
            token.kind, token.day, token.used = "word", None, True
        elif (told := _told_before(tokens, place)) is not None and len(token.day.iso or "") == 10:
            began = first_day(told) - (today - first_day(token.day.iso or ""))
            token.day = replace(day_of(began.isoformat(), today), post=True)


def _of_event(tokens: list[Token], place: int) -> bool:
    """``stroke two days after his retirement``: how long after something an event came, not how long ago it was."""
    before = next((one for one in reversed(tokens[max(0, place - 2) : place]) if one.text not in (",", "about")), None)
    behind = tokens[place + 1] if place + 1 < len(tokens) else None
    if before is None or behind is None or behind.kind not in ("word", "hit") or behind.sentence != before.sentence:
        return False
    return any(one.id in _EVENTS for one in before.senses("name"))


def _event_behind(tokens: list[Token], place: int) -> bool:
    """``TACE 3 Oct; day 2 post TACE: stroke``: the treatment has its day, and the distance heads what came then."""
    treatment = tokens[place + 1] if place + 1 < len(tokens) else None
    if treatment is None or not treatment.treats or len(tokens) < place + 4 or tokens[place + 2].text not in (":", ","):
        return False
    event = any(one.id in _EVENTS for one in tokens[place + 3].senses("name"))
    told = (behind for one, behind in pairwise(tokens[:place]) if one.text == treatment.text)
    return event and any(one.kind == "date" and one.day is not None for one in told)


def _dated_behind(tokens: list[Token], place: int) -> bool:
    """Tell whether the treatment that a distance is counted from has a date of its own right behind it."""
    named = False
    for token in tokens[place + 1 : place + _REACH]:
        if token.kind == "date":
            own = named and token.day is not None and token.day.iso is not None and not token.day.post
            return own and any(letter.isdigit() for letter in token.text)  # not ``day 12 post TACE today``
        treats = any(token.senses(role) for role in ("kind", "agent", "regimen"))
        if not (treats or token.kind == "num" or token.text in _TO_ITS_DAY or not named):
            return False
        if token.kind == "punct" and token.text not in ("(", "#", "-"):
            return False
        named = named or treats
    return False


def _told_before(tokens: list[Token], place: int) -> str | None:
    """The day that stands before a distance, with nothing between that parts them."""
    for step in range(place - 1, max(-1, place - 5), -1):
        token = tokens[step]
        if token.kind == "date":
            day = token.day
            return day.iso if day is not None and day.clear and len(day.iso or "") == 10 else None
        if token.text not in _LEADS:
            return None
    return None
