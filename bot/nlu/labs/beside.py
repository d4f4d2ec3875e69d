"""What stands beside a value: a flag, the limit of normal, the date."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.nlu.dating.days import Day
from bot.nlu.draft import Draft
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.wording.drawn import DRAWN, drawn_on
from criteria.units import XULN

OLD = word_set("walk_old")


_FLAGS = word_set("walk_flags")
_LETTERS = ("h", "hh", "l", "ll", "n", "high", "low", "normal", "*")
_ROW_ENDS = (";", "|", ",", "")


@dataclass(slots=True)
class Found:
    """A value found: the place of its number, the last place it takes up, date and limit of normal, an older value."""

    place: int
    last: int
    day: Day | None = None
    uln: int | None = None
    older: int | None = None
    unit: str | None = None
    passed: list[int] = field(default_factory=list)


def behind(draft: Draft, found: Found) -> Found:
    """Take flags, limits of normal and the date that stand behind a value."""
    for _ in range(4):
        step = found.last + 1
        if draft.at(step) is None or not (
            _flag(draft, step, found)
            or _range(draft, step, found)
            or _day(draft, step, found)
            or _later_day(draft, step, found)
        ):
            break
    return found


def _flag(draft: Draft, step: int, found: Found) -> bool:
    """``H``, ``*``: out of range."""
    text = draft.word(step)
    after = draft.at(step + 1)
    ranged = after is not None and (
        after.kind == "date" or (after.number is not None and after.number.high is not None)
    )
    closed = ranged or draft.word(step + 1) in ("", ",", ")", "(", "[", "\n", ";", ".", "|")
    if (draft.tokens[step].kind == "word" and text in _FLAGS and closed) or text in ("*", "!"):
        found.last = step
        return True
    return False


def _range(draft: Draft, step: int, found: Found) -> bool:
    """``(7-40)``, ``ULN 40``, a line ``Ref: < 8.8``, a range at the end of a row."""
    text = draft.word(step)
    if text == "\n" and (stacked := _stacked(draft, step)) is not None:
        found.uln = found.last = stacked
        return True
    if text in ("(", "["):
        inner = _bracket(draft, step, found)
        if inner is not None:
            found.last = inner
        return inner is not None
    own_line = (
        text == "\n"
        and draft.word(step + 1) in ("ref", "reference", "normal")
        and draft.word(step + 2) in (":", "range", ".", "<")
    )
    if own_line or text in ("uln", "ref") or (text == "reference" and draft.word(step + 1) in (":", "range")):
        return _limit(draft, step + 1 if own_line else step, found)
    if text in (",", "with", "-") and draft.word(step + 1) in _LIMITS:
        return _limit(draft, step + 1, found)
    if _row_range(draft, step, found):
        found.uln, found.last = step, step
        return True
    return False


def _stacked(draft: Draft, step: int) -> int | None:
    """A table whose cells stand one below the other: value, unit, range, each on a line of its own."""
    for place in range(step + 1, min(step + 9, len(draft.tokens))):
        token = draft.tokens[place]
        if token.kind == "num" and token.number is not None and token.number.high is not None:
            alone = draft.word(place - 1) == "\n" and draft.word(place + 1) in ("\n", "")
            return place if alone else None
        if token.clinical or token.kind == "date" or (token.text == "\n" and draft.word(place + 1) == "\n"):
            return None
    return None


def _day(draft: Draft, step: int, found: Found) -> bool:
    """The date of a value."""
    place = _date_at(draft, step)
    if place is None:
        place = _cell_at(draft, step)
    if place is None:
        place = drawn_on(draft, step)
    if place is None or found.day is not None or (place == step and _led_by_days(draft, step, found)):
        return False
    found.day, found.last = draft.tokens[place].day, place
    return True


def _led_by_days(draft: Draft, step: int, found: Found) -> bool:
    """``12 Nov plt 82 14 Nov INR 1.3``: each day stands before its name."""
    lead, after = draft.at(found.place - 2), draft.at(step + 1)
    if lead is None or lead.kind != "date" or after is None or not after.senses("name"):
        return False
    return bool(draft.tokens[found.place - 1].senses("name")) and found.last == found.place


def _later_day(draft: Draft, step: int, found: Found) -> bool:
    """``normal in Sep and Nov``: of two days that are told of one value the later one."""
    if found.day is None or found.day.iso is None or draft.word(step) not in ("and", "&", "+"):
        return False
    place = _date_at(draft, step + 1 + (draft.word(step + 1) == "again"))
    day = draft.tokens[place].day if place is not None else None
    if place is None or day is None or day.iso is None or draft.word(place + 1) not in (*_CLOSES, "both"):
        return False
    found.day, found.last = max((found.day, day), key=lambda one: one.iso or ""), place
    return True


def _cell_at(draft: Draft, step: int) -> int | None:
    """``INR 1.14 | 2026-11-18``: a date that is the whole of the next cell."""
    token = draft.at(step + 1)
    if draft.word(step) != "|" or token is None or token.kind != "date" or token.day is None:
        return None
    return step + 1 if draft.word(step + 2) in ("\n", "|", "") else None


def _row_range(draft: Draft, step: int, found: Found) -> bool:
    """``ALT 60 U/L 9-50 H`` on a line of its own: a range behind the value is that of normal."""
    token = draft.tokens[step]
    if token.number is None or found.uln is not None or token.number.high is None:
        return False
    behind = step + 1
    while draft.word(behind) in _FLAGS or draft.word(behind) == ")":
        behind += 1
    if "\n" not in draft.text.low:
        flagged = behind == step + 2 and draft.word(step + 1) in _LETTERS and draft.word(behind) in _ROW_ENDS
        return flagged and token.unit in (None, draft.tokens[found.place].unit)
    closes = draft.word(behind) in ("\n", "") or (draft.at(behind) or token).kind == "date"
    return closes and token.unit in (None, draft.tokens[found.place].unit)


def _date_at(draft: Draft, step: int) -> int | None:
    """The place of a date at a step, a preposition before it allowed."""
    if draft.word(step) == "," and draft.word(step + 1) in DRAWN:
        step += 1
    if draft.word(step) == "at" and draft.word(step + 1) in ("discharge", "admission", "visit", "presentation"):
        step += 2
    if draft.word(step) in ("on", "at", "from", "in", "@", "dated", "of", "as", "done", *DRAWN):
        step += 1
        if draft.word(step) in ("of", "on", "the"):
            step += 1
    if draft.word(step) == "the" and draft.word(step + 1) == "same":
        step += 1
    if draft.word(step) == "-" and draft.word(step + 2) in _CLOSES:
        step += 1
    token = draft.at(step)
    return step if token is not None and token.kind == "date" and token.day is not None and not token.day.post else None


_CLOSES = ("", ",", ";", ".", ")", "\n")
"""``82 - 3 Nov, alb 30``: the day behind a dash that closes what is said of a value, and opens nothing."""
_LIMITS = {"uln", "unl", "reference", "ref", "limit", "upper", "lab", "norm"}
"""What opens a limit of normal behind a comma: ``AST 120, reference up to 40``."""
_OF_LIMIT = {
    "=",
    ":",
    "is",
    "of",
    "range",
    "interval",
    "value",
    "normal",
    ".",
    ",",
    "up to",
    "to",
    "up",
    "the",
    *_LIMITS,
}


def _limit(draft: Draft, step: int, found: Found) -> bool:
    """``ULN 40`` behind a value."""
    for place in range(step + 1, min(step + 6, len(draft.tokens))):
        token = draft.tokens[place]
        if token.kind == "num" and token.number is not None:
            if token.number.sign in (">", ">=") or token.unit in ("%", "days", "weeks", "months"):
                return False
            found.uln, found.last = place, place
            return True
        if token.text not in _OF_LIMIT:
            return False
    return False


def _bracket(draft: Draft, step: int, found: Found) -> int | None:
    """Read brackets behind a value: a limit of normal, a flag, a date; the place of the closing one, or None."""
    close = next(
        (place for place in range(step + 1, min(step + 9, len(draft.tokens))) if draft.word(place) in (")", "]")), None
    )
    if close is None:
        return None
    inner = range(step + 1, close)
    numbers = [place for place in inner if draft.tokens[place].kind == "num"]
    dates = [place for place in inner if draft.tokens[place].kind == "date"]
    texts = [draft.word(place) for place in inner]
    if dates and _compares(texts):
        return close  # the day of another value
    if not _BEGUN.isdisjoint(texts) and any(draft.tokens[place].treats for place in inner):
        return None  # ``plt 84 (lenvatinib since 2 October)``
    if dates and (not _GIVEN.isdisjoint(texts) or any(draft.tokens[place].clinical for place in inner)):
        return None  # ``Hb 9.9 (transfused 2 days ago)``, ``plt 62 (platelets given on 17 Nov)``
    if dates and not numbers and found.day is None:
        found.day = draft.tokens[dates[0]].day
        return close
    if len(numbers) == 1 and _names_limit(draft, texts, numbers[0]):
        found.uln = numbers[0]
        return close
    if all(text in _FLAGS for text in texts) and texts:
        return close
    return None


_GIVEN = word_set("beside_given")
"""What was done or given on a day, which is not that of the value beside it."""
_BEGUN = frozenset(("since", "from", "started", "began", "begun", "starting", "on"))
_COMPARED = frozenset(
    (
        "same",
        "unchanged",
        "stable",
        "better",
        "worse",
        "higher",
        "lower",
        "up",
        "down",
        "than",
        "vs",
        "compared",
        "like",
        "similar",
    )
)


def _compares(texts: list[str]) -> bool:
    """``plt 88 (same as last week)``, ``(as in October)``: the day is that of a value it is compared with."""
    words = [word for text in texts for word in text.split()]
    return not _COMPARED.isdisjoint(words) or words[:2] in (["as", "in"], ["as", "on"], ["as", "last"])


_AIMED = word_set("beside_aimed")
"""``INR 1.1 (target 2-3)``, ``bili 38 (ok for trial, limit 51)``, ``Hb 87 (transfuse if <70)``: no limit of normal."""
_PERIOD = frozenset(("over", "during", "throughout", "since", "months", "weeks", "trend", "previously"))


def _names_limit(draft: Draft, texts: list[str], place: int) -> bool:
    number = draft.tokens[place].number
    if any(text in OLD for text in texts) or number is None or draft.tokens[place].unit in ("%", XULN):
        return False
    if not _PERIOD.isdisjoint(texts) or not _AIMED.isdisjoint(word for text in texts for word in text.split()):
        return False  # ``(1.1-1.4 over the last 6 months)``
    said = {"uln", "ref", "normal", "range", "reference", "n", "nl", "rr", "upper", "limit", "unl"}
    return number.high is not None or number.sign in ("<", "<=") or any(text in said for text in texts)
