"""Walking from a name to its value: what may stand between, which of several values counts."""

from __future__ import annotations

from bot.nlu.beside import OLD, Found, behind
from bot.nlu.days import Day
from bot.nlu.draft import Draft
from bot.nlu.newest import later, newest_behind
from bot.nlu.units import unit_at
from bot.nlu.vocabulary import word_set
from bot.nlu.was_before import is_past, was_before

BETWEEN = word_set("walk_between")


_CLOSED = ("", ",", "\n", ";", ".")
_ARROWS = word_set("walk_arrows")
_REPEATED = frozenset(("repeat", "repeated", "recheck", "rechecked", "retest", "retested", "redone"))
_COUNTED = word_set("labs_counted_nouns") - {"units"}


_MOVES = _ARROWS | word_set("walk_moves")


_SHORT = (".", "ca", "approx", "c", "abs", "appr")
REACH = 12
"""How many tokens may stand between a name and its value."""


def is_name(draft: Draft, place: int) -> bool:
    """Tell whether a quantity's name (or another measurement's) stands at a place."""
    token = draft.at(place)
    if token is None or token.hit is None:
        return False
    if token.senses("decoy") or token.text in ("bp", "blood pressure"):
        return True
    return any(
        draft.catalogue.facts[one.id].kind == "quantity" or one.id in ("ecog", "bclc", "cnlc", "child_pugh_class")
        for one in token.senses("name")
    )


def forward(draft: Draft, place: int) -> Found | None:
    """Find the number that belongs to the name before ``place``."""
    day: Day | None = None
    place += draft.word(place) in ("abs", "absolute", "total", "count") and draft.word(place + 1) in ("(", "[")
    unit = _bracketed_unit(draft, place)
    passed: list[int] = []
    for step in range(place, min(place + REACH, len(draft.tokens))):
        token = draft.tokens[step]
        if (token.used and token.text in ("not", "but")) or "denied" in token.scope:
            passed.append(step)
            continue
        if token.kind == "num" and token.used and draft.word(step - 1) == "not":
            passed.append(step)
            continue
        if unit is not None and step <= place + _unit_length(draft, place):
            passed.append(step)
            continue
        if token.kind == "num":
            return None if token.used else _settled(draft, step, day, unit, passed)
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


def _range_before(draft: Draft, step: int) -> bool:
    """``Hb 12-16   11.1``: a range right before a number is that of normal, as in the columns of a table."""
    token, after = draft.tokens[step], draft.at(step + 1)
    if token.number is None or token.number.high is None or after is None or after.number is None or after.used:
        return False
    alone = after.number.high is None and not after.number.spelled and not is_name(draft, step + 2)
    return alone and after.kind == "num" and after.unit in (None, token.unit)


def _bracketed_unit(draft: Draft, place: int) -> str | None:
    """``ALT (U/L) 88``: the unit stands behind the name."""
    if draft.word(place) not in ("(", "["):
        return None
    found = unit_at(draft.text.low, draft.tokens[place].end)
    if found is None or draft.text.low[found[0] : found[0] + 2].strip()[:1] not in (")", "]"):
        return None
    return found[1]


def _unit_length(draft: Draft, place: int) -> int:
    for step in range(place, min(place + 9, len(draft.tokens))):
        if draft.word(step) in (")", "]"):
            return step - place
    return 0


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
        and (token.unit is not None or draft.word(place + 1) in ("", ",", "\n", ";", ".", "|"))
    )


def _settled(draft: Draft, step: int, day: Day | None, unit: str | None, passed: list[int]) -> Found | None:
    """Follow a chain of values to the one that counts, then take what stands behind it."""
    if _range_before(draft, step):
        return Found(step + 1, step + 1, day, uln=step, unit=unit, passed=[*passed, step])
    found = behind(draft, Found(step, step, day, unit=unit, passed=passed))
    for _ in range(8):
        newest = newest_behind(draft, found)
        if newest is not None and not is_name(draft, newest.place + 1):
            onward: Found | None = behind(draft, newest)
        else:
            onward = _onward(draft, found)
        if onward is None:
            break
        found = onward
    if found.day is None and day is not None and draft.word(step - 1) == "from":
        found.day = day
    if found.place == step and day is None and draft.word(step - 1) == "from" and draft.word(step - 2) in _LEFT:
        return None
    return _old_values(draft, found)


_LEFT = word_set("walk_left")
"""``AFP halved from 900``: what it was, not what it is."""


def _onward(draft: Draft, found: Found) -> Found | None:
    """The next value of a chain (``20 -> 12.5``, ``20 in July, 12.5 in October``), or None."""
    arrow = repeated = False
    step = found.last + 1
    moved: list[int] = []
    dated: Day | None = None
    while step < min(found.last + 9, len(draft.tokens)):
        token = draft.tokens[step]
        if token.kind == "num":
            break
        again = token.text in _REPEATED and draft.word(step - 1) in ("(", ",")
        if token.kind == "date" and dated is None:
            dated = token.day
        elif not (again or _moves(draft, step)):
            return None
        arrow, repeated = arrow or again, repeated or again
        if token.text in _ARROWS:
            arrow, dated = True, dated if token.kind == "date" else None
        moved.append(step)
        step += 1
    else:
        return None
    if (
        step >= len(draft.tokens)
        or draft.tokens[step].used
        or draft.word(step + 1) in _COUNTED
        or draft.word(step).split(" ")[-1] in _COUNTED
        or is_name(draft, step + 1)
        or is_past(draft, step)
    ):
        return None
    if draft.word(step - 1) == "," and draft.word(step - 2) in _NOW:
        arrow = False
    unit = found.unit or (draft.tokens[found.place].unit if repeated else None)  # ``22 umol/L (repeat: 19)``
    after = behind(draft, Found(step, step, dated, unit=unit, passed=[*found.passed, found.place, *moved]))
    if (not arrow and _of_before(draft, found, after)) or was_before(draft, found, moved, after.day is not None):
        found.passed += [*moved, step]
        found.older, found.last = step, after.last
        return found
    if not (arrow or _series(draft, found, after, moved)):
        return None
    return later(draft, found, after) if not arrow else after


def _moves(draft: Draft, step: int) -> bool:
    """Tell whether a word may stand between two values of a chain."""
    token = draft.tokens[step]
    return (token.text in _MOVES or token.cue("baseline")) and not is_name(draft, step)


def _of_before(draft: Draft, found: Found, after: Found) -> bool:
    """``INR 1.4, 1.2 last month``, ``plt 82, last month 95, Aug 110``: older values behind the one of now."""
    if found.day is not None or after.day is None or draft.word(found.last + 1) != ",":
        return False
    if found.older is not None:
        return True
    dated = draft.tokens[found.last + 1 : after.last + 1]
    return any(one.kind == "date" and one.text.startswith(("last ", "previous ")) for one in dated)


_EARLIER = {"admission", "presentation", "nadir", "peak", "max", "maximum", "highest"}
_NOW = ("now", "currently", "today", "latest")
_TOLD = word_set("walk_told")
"""Verbs of a second value: ``and had fallen to 44``."""
_AFTERWARDS = frozenset(["later", "afterwards", "subsequently", "thereafter"])


def _series(draft: Draft, before: Found, after: Found, moved: list[int]) -> bool:
    """A list of values: both dated, or bare numbers parted by commas to the end of the clause."""
    if before.day and after.day:
        return True
    words = [draft.word(one) for one in moved]
    if words in ([",", "was"], ["was"]):
        return False
    earlier = _EARLIER & {*words, *(draft.word(one) for one in before.passed)}
    if is_past(draft, before.place) or (earlier and "(" not in words):
        return True
    if words[:1] in (["and"], [","], ["but"]) and (_TOLD | _AFTERWARDS) & set(words):
        return True
    if draft.word(after.last + 1) in ("now", "currently", "today") and words[:1] in (["and"], [","], ["->"], ["but"]):
        return True
    if after.day is not None and words[:1] in (["and"], [","]) and draft.word(after.last + 1) in _CLOSED:
        return True
    bare = words in ([","], ["and"], [",", "and"])
    ends = draft.word(after.last + 1) in (*_CLOSED, "and")
    token = draft.tokens[after.place]
    lab = not token.unit or token.unit == draft.tokens[before.place].unit
    return bare and ends and lab and before.day is None and after.day is None and not after.uln


def _old_values(draft: Draft, found: Found) -> Found:
    """``12.5 (was 20)``, ``12.5 down from 20``: the number behind such a word is an older one."""
    step = found.last + 1
    for place in range(step, min(step + 6, len(draft.tokens))):
        token = draft.tokens[place]
        if token.kind == "num":
            if any(draft.word(one) in OLD for one in range(step, place)) and not is_name(draft, place + 1):
                found.older = place
                found.last = place + 1 if draft.word(place + 1) == ")" else place
                after = draft.at(found.last + 1)
                if after is not None and after.kind == "date":
                    found.last += 1
            return found
        if (
            token.text not in OLD
            and token.text not in ("(", "down", "up", ",", "at", "been", "it", "improved", "rising", "falling", "a")
        ) or is_name(draft, place):
            return found
    return found
