"""Walking from a name to its value: what may stand between, which of several values counts."""

from __future__ import annotations

from itertools import pairwise

from bot.nlu.dating.days import Day
from bot.nlu.draft import Draft
from bot.nlu.labs.beside import OLD, Found
from bot.nlu.labs.chains import follow
from bot.nlu.labs.named_units import named_unit
from bot.nlu.labs.no_values import ORDINALS, is_no_value
from bot.nlu.lexicon.value_names import is_name
from bot.nlu.lexicon.vocabulary import word_set

BETWEEN = word_set("walk_between")


_SHORT = (".", "ca", "approx", "c", "abs", "appr")
REACH = 12
"""How many tokens may stand between a name and its value."""


def forward(draft: Draft, place: int) -> Found | None:
    """Find the number that belongs to the name before ``place``."""
    day: Day | None = None
    place += draft.word(place) in ("abs", "absolute", "total", "count") and draft.word(place + 1) in ("(", "[")
    beside = named_unit(draft, place)
    unit, behind_unit = beside or (None, place - 1)
    passed: list[int] = []
    coded = _coded(draft, place)
    for step in range(place, min(place + REACH, len(draft.tokens))):
        token = draft.tokens[step]
        of_name = step <= behind_unit or step in coded
        if (token.used and token.text in ("not", "but")) or "denied" in token.scope or of_name:
            passed.append(step)
            continue
        corrected = token.used and draft.word(step - 1) == "not"
        if token.text in ORDINALS or (token.kind == "num" and (corrected or is_no_value(draft, step))):
            passed.append(step)
            continue
        if token.kind == "num":
            return None if token.used else follow(draft, step, day, unit, passed)
        if token.text in OLD and any(draft.tokens[one].kind == "normal" for one in passed):
            return None  # ``INR normal (was 1.7)``
        after = draft.at(step + 1)
        owned = is_name(draft, step + 2) and (draft.at(step + 3) or token).kind != "num"
        if token.kind == "normal" and after is not None and after.kind == "num" and not owned:
            passed.append(step)
            continue
        if token.kind == "date":
            day = token.day
        elif token.cue("baseline") or (
            (
                token.text == "."
                and ("." in (draft.word(step - 1), draft.word(step + 1)) or draft.word(step - 1) in _SHORT)
            )
            or (token.text in (",", "\n", "|") and step == place and _next_is_value(draft, step + 1))
            or (token.text == "," and step == place + 1 and _apart(draft, step))
            or (token.text in (",", ":") and draft.word(step - 1) in _CAME and _next_is_value(draft, step + 1))
        ):
            pass
        elif (token.text not in BETWEEN and token.text not in _CAME) or is_name(draft, step):
            return None
        passed.append(step)
    return None


_CODES = frozenset("cv")


def _coded(draft: Draft, place: int) -> range:
    """``plt C2D1 84``, ``AFP V2 450``: the places of the code of a visit, with a value behind it."""
    place += draft.word(place) in ("at", "on", "visit", ":")
    if draft.word(place) not in _CODES:
        return range(0)
    pieces = draft.tokens[place : place + (4 if draft.word(place) == "c" else 2)]
    kinds = "".join("n" if one.kind == "num" else one.text for one in pieces)
    glued = all(one.end == other.start for one, other in pairwise(pieces))
    behind = place + len(pieces)
    value = draft.at(behind + (draft.word(behind) == ":"))
    told = value is not None and value.kind == "num" and value.start > pieces[-1].end
    return range(place, behind) if glued and told and kinds in ("cndn", "vn") else range(0)


_CAME = ("too", "as well", "well", "also", "arrived", "back", "in", "through", "here", "available", "ready", "out")
"""``the creatinine came too, 77``: that a value is there, then what it is."""
_APART = ("prolonged", "elevated", "raised", "high", "low", "reduced", "decreased", "increased")


def _apart(draft: Draft, step: int) -> bool:
    """``PT prolonged, 17 seconds``: how it is, then what it is, with a unit of its own."""
    after = draft.at(step + 1)
    unit = after.unit if after is not None and after.kind == "num" else None
    return draft.word(step - 1) in _APART and unit is not None and (unit.startswith("s") or "/" in unit)


def _next_is_value(draft: Draft, place: int) -> bool:
    """``platelets, 82``: a comma may part name and value, unless the number belongs to a name behind it."""
    token = draft.at(place)
    return (
        token is not None
        and token.kind == "num"
        and not is_name(draft, place + 1)
        and (token.unit is not None or draft.word(place + 1) in ("", ",", "\n", ";", ".", "|", "("))
    )
