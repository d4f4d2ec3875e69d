"""Numbers that tell how much a value changed, its least or most, how often it is taken, or what was given."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.labs.beside import Found

_INFUSED = frozenset(("infusion", "infused", "infusions", "replaced", "replacement", "substitution", "given", "iv"))
_EXTREMES = frozenset(("nadir", "trough", "peak", "peaked", "lowest", "highest", "worst", "best"))
_AS_FAR_AS = (["as", "low", "as"], ["as", "high", "as"])
_LESS = frozenset(("lower", "higher", "less", "more", "above", "below", "up", "down"))
_PRESSURES = ("systolic_bp", "diastolic_bp")


def infused(draft: Draft, fact: str, found: Found) -> bool:
    """``albumin infusion 40 g``: what was given, no value."""
    given = fact == "albumin" and draft.tokens[found.place].unit in ("g", "ml", "%")
    return given and any(draft.word(one) in _INFUSED for one in found.passed)


_EVERY = frozenset(("weekly", "wkly", "monthly", "mthly", "mly", "yearly", "daily", "hourly"))


def every_so_often(draft: Draft, found: Found) -> bool:
    """``ALT 6-weekly``, ``next AFP 3/12``: how often, or when next, and no value."""
    token = draft.tokens[found.place]
    if token.unit is not None or token.number is None:
        return False
    behind = [draft.word(found.place + step) for step in (1, 2)]
    if behind[0] == "/":
        return behind[1] in ("12", "52", "12ly") and token.number.value <= 24
    return behind[behind[0] == "-"] in _EVERY


def of_change(draft: Draft, fact: str, place: int, found: Found) -> bool:
    """``plt down 20``, ``plt nadir 42``, ``old plt 82``: a change, an extreme or what was before may be meant."""
    if not draft.places.holds(_TELLING):
        return False
    if not draft.catalogue.facts[fact].lab or fact in _PRESSURES or found.older is not None:
        return False
    before, behind = draft.word(found.place - 1), [draft.word(found.place + step) for step in (1, 2)]
    moved = before in ("up", "down") and found.place - 1 in found.passed
    if moved and draft.source(found.place - 1, found.place - 1).isalpha():  # an arrow is no word
        return True
    if behind[0] in _LESS and behind[1] in ("than", "last", "from", "since"):
        return True
    return found.day is None and (_at_extreme(draft, found) or _of_old(draft, place, found))


_OLD = frozenset(
    ("previous", "prior", "old", "older", "earlier", "former", "outdated", "stale", "previously", "formerly")
)
_CLOSED = ("", ")", ",", ";", ".", "\n")
_OPENS = ("", ",", ";", ".", "\n", "(", "his", "her", "the", "their", "and")
_IS = ("is", "was", ":", "=", "of")
_THEN = ("bleed", "bleeding", "haemorrhage", "hemorrhage", "event")
_LONG_AGO = (["some", "time", "ago"], ["a", "long", "time"], ["in", "the", "past"], ["back", "in", "the"])
_TELLING = (
    _LESS | _EXTREMES | _OLD | frozenset(("low", "high", "before", "usual", "ago", "time", "past", "back", *_THEN))
)
"""Words without which no number tells any of it."""


def _of_old(draft: Draft, place: int, found: Found) -> bool:
    """``previous plt 82``, ``plt 82 (old)``, ``plt 82 some time ago``: a value of before with no day."""
    if found.day is not None or any(draft.word(one) not in _IS for one in found.passed):
        return False
    step = found.last + 1 + (draft.word(found.last + 1) in ("(", ",", "-"))
    behind = [draft.word(one) for one in range(step, step + 3)]
    noun = behind[1] in ("one", "value", "result")
    if (behind[0] in _OLD or behind[0] == "before") and behind[1 + noun] in _CLOSED:
        return True
    then = behind[:2] == ["at", "the"] and behind[2] in _THEN  # ``Hb 7.2 at the bleed``
    return (
        then or behind in _LONG_AGO or (draft.word(place - 1) in _OLD | {"usual"} and draft.word(place - 2) in _OPENS)
    )


def _at_extreme(draft: Draft, found: Found) -> bool:
    """``plt nadir 42``, ``ALT peaked at 420``, ``as low as 42``: tell whether words of it lead right to the number."""
    words: list[str] = []
    for step in range(found.place - 1, found.place - 6, -1):
        token = draft.at(step)
        if token is None or token.kind == "num" or token.text in (",", ";", ".", "\n"):
            break
        words.append(token.text)
    return not _EXTREMES.isdisjoint(words) or words[:3] in _AS_FAR_AS
