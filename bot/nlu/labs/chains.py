"""A chain of values, and which of them counts: ``20 -> 12.5``, ``20 in July, 12.5 in October``."""

from __future__ import annotations

from datetime import date

from bot.nlu.dating.days import Day, last_day
from bot.nlu.draft import Draft
from bot.nlu.labs.beside import Found, behind
from bot.nlu.labs.older_values import is_past, of_last_visit, older_behind, was_before, with_older
from bot.nlu.lexicon.value_names import is_name
from bot.nlu.lexicon.vocabulary import word_set

_CLOSED = ("", ",", "\n", ";", ".")
_ARROWS = word_set("walk_arrows")
_BEFORE_REPEAT = ("(", "[", ",", ";", "-", "–")
_REPEATED = frozenset(("repeat", "rpt", "repeated", "recheck", "rechecked", "retest", "retested", "redone"))
_COUNTED = word_set("labs_counted_nouns") - {"units"}
_MOVES = _ARROWS | word_set("walk_moves")


def _range_before(draft: Draft, step: int) -> bool:
    """``Hb 12-16   11.1``: a range right before a number is that of normal, as in the columns of a table."""
    closed = draft.word(step + 1) in (")", "]")
    token, after = draft.tokens[step], draft.at(step + 1 + closed)
    if token.number is None or token.number.high is None or after is None or after.number is None or after.used:
        return False
    alone = after.number.high is None and not after.number.spelled and not is_name(draft, step + 2 + closed)
    return alone and after.kind == "num" and (closed or after.unit in (None, token.unit))


def follow(draft: Draft, step: int, day: Day | None, unit: str | None, passed: list[int]) -> Found | None:
    """Follow a chain of values to the one that counts, then take what stands behind it."""
    if _range_before(draft, step):
        value = step + 1 + (draft.word(step + 1) in (")", "]"))  # ``ANC [1.8-7.5] 2.8``
        return Found(value, value, day, uln=step, unit=unit, passed=[*passed, step])
    found = behind(draft, Found(step, step, day, unit=unit, passed=passed))
    for _ in range(8):
        newest = _newest_behind(draft, found)
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
    return with_older(draft, found)


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
        again = token.text in _REPEATED and draft.word(step - 1) in _BEFORE_REPEAT
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
        or _named_bound(draft, found, step, moved)
        or any(of_last_visit(draft, one) for one in moved)
    ):
        return None
    before = step - 1 if draft.word(step - 1) in ("was", "were") else step
    if draft.word(before - 1) == "," and draft.word(before - 2) in _NOW:
        arrow = False  # ``80 now, was 60``
    unit = found.unit or (draft.tokens[found.place].unit if repeated else None)  # ``22 umol/L (repeat: 19)``
    after = behind(draft, Found(step, step, dated, unit=unit, passed=[*found.passed, found.place, *moved]))
    if (not arrow and older_behind(draft, found, after)) or was_before(draft, found, moved, after.day is not None):
        found.passed += [*moved, step]
        found.older, found.last = step, after.last
        return found
    if not (arrow or _series(draft, found, after, moved)):
        return None
    return _later(draft, found, after) if not arrow else after


_THAT_IS = frozenset(("ie", "i.e", "i.e.", "i", "hence", "thus", "so"))


def _named_bound(draft: Draft, found: Found, step: int, moved: list[int]) -> bool:
    """``plt 91 i.e. above 84``: what the value exceeds, told behind it, is no value of its own."""
    first, second = draft.tokens[found.place].number, draft.tokens[step].number
    bound = first is not None and second is not None and second.sign and not first.sign
    return bool(bound) and any(draft.word(one) in _THAT_IS for one in moved)


def _moves(draft: Draft, step: int) -> bool:
    """Tell whether a word may stand between two values of a chain."""
    token = draft.tokens[step]
    return (token.text in _MOVES or token.cue("baseline")) and not is_name(draft, step)


_EARLIER = {"admission", "adm", "presentation", "nadir", "peak", "max", "maximum", "highest"}
_EXTREME = frozenset(("nadir", "peak", "max", "maximum", "highest"))
_NOW = ("now", "currently", "today", "latest")
_IT_HAD = frozenset((",", ";", "it", "they", "that", "was", "were"))
_TOLD = word_set("walk_told")
"""Verbs of a second value: ``and had fallen to 44``."""
_AFTERWARDS = frozenset(["later", "afterwards", "subsequently", "thereafter"])


def _series(draft: Draft, before: Found, after: Found, moved: list[int]) -> bool:
    """A list of values: both dated, or bare numbers parted by commas to the end of the clause."""
    if before.day and after.day:
        return True
    words = [draft.word(one) for one in moved]
    if words[-1:] in (["was"], ["were"]) and set(words) <= _IT_HAD:
        return False  # ``77, it was 91``
    if _EXTREME & set(words):
        return False  # ``31 ng/mL, peak 2960``: not what it is now
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


_OPENS = frozenset([",", "and", ";", "but", "while", "with", "."])
_NEWEST = frozenset(["newest", "latest", "last", "most recent", "current", "present", "today's", "final"])
_NOUNS = frozenset(
    ["count", "value", "figure", "result", "one", "reading", "level", "measurement", "number", "test", "check"]
)
_VERBS = frozenset(
    ["is", "was", "reads", "read", "gave", "shows", "showed", "stands", "stood", "at", "=", ":", "being"]
)


def _newest_behind(draft: Draft, found: Found) -> Found | None:
    """Give the number that is told as the newest right behind a value, or None."""
    step = found.last + 1
    if draft.word(step) not in _OPENS:
        return None
    while draft.word(step) in _OPENS:
        step += 1
    step += draft.word(step) == "the"
    if draft.word(step) not in _NEWEST:
        return None
    step += 1
    if draft.word(step) not in _NOUNS and draft.word(step) not in _VERBS:
        return None
    step += draft.word(step) in _NOUNS
    while draft.word(step) in _VERBS:
        step += 1
    token = draft.at(step)
    if token is None or token.kind != "num" or token.used:
        return None
    passed = [*found.passed, found.place, *range(found.last + 1, step)]
    return Found(step, step, None, unit=found.unit, passed=passed)


def _reach(draft: Draft, iso: str) -> date:
    """The last day up to now that a date can be."""
    return min(last_day(iso), draft.today)


def _later(draft: Draft, before: Found, after: Found) -> Found:
    """Of two dated values the later one counts; one of today is later than any."""
    today = draft.today.isoformat()
    if before.day and after.day and before.day.iso == today != after.day.iso:
        before.passed.append(after.place)
        before.last = after.last
        return before
    if (
        before.day
        and after.day
        and before.day.iso
        and after.day.iso
        and _reach(draft, before.day.iso) >= _reach(draft, after.day.iso)
        and len(before.day.iso) >= len(after.day.iso)
        and before.day.iso != after.day.iso
    ):
        before.passed.append(after.place)
        before.last = after.last
        return before
    return after
