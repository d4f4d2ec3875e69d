"""When a finding held: of those told of several days the latest alone describes the tumour as it is.

``At diagnosis a single 3.8 cm lesion. … Recurrence May 2026: two lesions``, ``CT in March: 8 cm. CT in May: 5 cm``.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.dating.days import last_day
from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token

_INITIALLY = frozenset(["initially", "originally", "at baseline", "baseline", "initial"])
_FIRST_SEEN = frozenset(["diagnosis", "presentation", "dx", "outset", "listing"])
_NOW = frozenset(
    ["now", "currently", "current", "today", "latest", "most recent", "presently", "at present", "recent", "new"]
)
_SCANS = frozenset(
    ["ct", "mri", "pet", "scan", "imaging", "restaging", "ultrasound", "us", "ceus", "mrt", "recurrence", "recurred"]
)
_MARKERS = _INITIALLY | _FIRST_SEEN | _NOW | _SCANS | {"at diagnosis", "at presentation", "at first presentation"}
_BEFORE = ("before ", "prior to ")
_FIRST, _LAST = "0001-01-01", "9999-12-31"
_REACH = 40


def latest_of(draft: Draft, places: Sequence[int]) -> list[int]:
    """Leave out the places of findings that held before others did; all stay where no days are told, or one alone."""
    sentences = {draft.tokens[place].sentence for place in places}
    if len(places) < 2 or (len(sentences) < 2 and not draft.places.text(*_MARKERS)):
        return list(places)
    days = {place: held_on(draft, place) for place in places}
    told = [day for day in days.values() if day is not None]
    if not told:
        return list(places)
    if max(told) == _FIRST:
        later = [place for place, day in days.items() if day is None and place > _last(days, _FIRST)]
        return later or list(places)
    return [place for place, day in days.items() if day is None or day == max(told)]


def _last(days: dict[int, str | None], day: str) -> int:
    return max(place for place, one in days.items() if one == day)


def at_first(draft: Draft, place: int) -> bool:
    """``At diagnosis a single lesion, AFP 45``: tell whether a sentence of the diagnosis has not turned to now."""
    if not any(word in draft.text.low for word in (*_FIRST_SEEN, *_BEFORE)):
        return False
    sentence, opened = draft.tokens[place].sentence, False
    for step in range(place - 1, max(-1, place - _REACH), -1):
        token = draft.tokens[step]
        if token.sentence != sentence or token.text == ")":
            break  # what a bracket says is said of what stands before it
        opened = _opens_first(draft, step) and token.text not in _INITIALLY
        if opened and _of_one_marker(draft, step, place):
            return False
        if opened:
            first = max(0, step - 4)
            return any(draft.tokens[one].sentence != sentence for one in range(first, step)) or first == 0
        if token.text in _NOW or token.kind == "date" or token.cue("after", "then"):
            return False
    return False


def _of_one_marker(draft: Draft, step: int, place: int) -> bool:
    """``baseline AFP 1200, ECOG 1, PIVKA 88``: said of the marker beside it, not of what comes after other items."""
    segment = draft.tokens[step].segment
    beside = [one for one in draft.tokens[max(0, step - 6) : step + 4] if one.segment == segment]
    markers = ("afp", "pivka2", "afp_baseline", "pivka2_baseline")
    marked = any(one.names(fact) for one in beside for fact in markers)
    return marked and draft.tokens[place].segment > segment + 1


def held_on(draft: Draft, place: int) -> str | None:
    """The day that the words before a finding tell in its sentence, or a bracket behind it; None where none do."""
    sentence = draft.tokens[place].sentence
    for step in range(place - 1, max(-1, place - _REACH), -1):
        token = draft.tokens[step]
        if token.sentence != sentence:
            break
        if _opens_first(draft, step):
            return _FIRST
        if token.text in _NOW and token.segment >= draft.tokens[place].segment - 1:
            return _LAST
        if token.kind == "date" and token.day is not None and token.day.iso and _of_finding(draft, step):
            return last_day(token.day.iso).isoformat()
    return _in_bracket(draft, place)


def _opens_first(draft: Draft, step: int) -> bool:
    token = draft.tokens[step]
    if token.text in _FIRST_SEEN or token.text.split(" ")[-1] in _FIRST_SEEN:
        led = [draft.word(one) for one in range(step - 3, step)]
        return token.text.startswith(("at ", "on ")) or "at" in led or "on" in led[-1:]
    return token.text in _INITIALLY or (token.text.startswith(_BEFORE) and token.cue("baseline"))


def _of_finding(draft: Draft, step: int) -> bool:
    """Tell whether a date is that of a scan, or opens its sentence; that of a treatment is none."""
    near: list[Token] = [*draft.tokens[max(0, step - 4) : step], *draft.tokens[step + 1 : step + 2]]
    sentence = draft.tokens[step].sentence
    own = [one for one in near if one.sentence == sentence]
    if any(one.senses(role) for one in own for role in ("kind", "agent", "regimen")):
        return False
    if any(word in _SCANS for one in own for word in one.text.split(" ")):
        return True
    return all(one.kind in ("word", "punct") or one.text in ("in", "on") for one in own[:-1]) and (
        step < 2 or draft.tokens[step - 2].sentence != sentence or draft.tokens[step - 1].sentence != sentence
    )


def _in_bracket(draft: Draft, place: int) -> str | None:
    """``lesion 7.5 cm (CT 14.11.2026)``."""
    for step in range(place + 1, min(place + 6, len(draft.tokens) - 2)):
        if draft.word(step) == "(" and draft.word(step + 1) in _SCANS:
            day = draft.tokens[step + 2].day
            return last_day(day.iso).isoformat() if day is not None and day.iso else None
    return None
