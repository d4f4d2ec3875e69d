"""Blood pressures: ``BP 130/80``."""

from __future__ import annotations

from msgspec.structs import replace

from bot.nlu.dating.days import Day
from bot.nlu.dating.traced import traced_day
from bot.nlu.draft import Draft
from bot.nlu.labs.beside import Found
from bot.nlu.labs.headers import LEADS, Header, headed
from bot.nlu.labs.limits import decade
from bot.nlu.labs.pressures_beside import Counts, which_counts
from bot.nlu.labs.walk import forward
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.wording.drawn import drawn_on


def date_place(draft: Draft, place: int) -> int | None:
    """Give the place of the date behind a place, or None."""
    step = place + 1
    if draft.word(step) == "(" and draft.word(step + 3) in ("/", "over"):
        return None  # ``138/84 (yesterday 160/95)``
    if draft.word(step) in ("on", "(", "from", "|"):
        step += 1
    token = draft.at(step)
    return step if token is not None and token.kind == "date" else drawn_on(draft, place + 1)


def date_behind(draft: Draft, place: int) -> Day | None:
    """Give the date behind a place, or None."""
    step = date_place(draft, place)
    return draft.tokens[step].day if step is not None else None


_OPENS = ("", ".", ";", "\n", ",", "and", "(", "then", "but")


def _opening_day(draft: Draft, place: int) -> Day | None:
    """``on 12 Nov bp 160/95``, ``yesterday: bp 160/95``: the day that opens the clause of a pressure."""
    step = place - 1 - (draft.word(place - 1) in (":", "the", "his", "her"))
    token = draft.at(step)
    if token is None or token.kind != "date" or token.day is None or not token.day.clear or token.used:
        return None
    led = step - (draft.word(step - 1) in LEADS)
    if draft.word(led - 1) not in _OPENS or len(token.day.iso or "") < 10:
        return None
    draft.use([led, step])
    return token.day


def pressure(draft: Draft, place: int, header: Header) -> None:
    """``BP 130/80``."""
    found = forward(draft, place + 1) or _past_control(draft, place) or _past_remark(draft, place)
    around = {draft.word(one) for one in range(place - 2, place + 2)}
    if found is not None and not around & {"target", "goal", "aim"}:
        _two_pressures(draft, place, found.place, header, found.day)


def _past_control(draft: Draft, place: int) -> Found | None:
    """``BP well controlled 125/80``: words of control between the name and the numbers."""
    for step in range(place + 1, min(place + 7, len(draft.tokens) - 2)):
        token = draft.tokens[step]
        if token.kind == "num":
            return Found(step, step) if draft.word(step + 1) in ("/", "over") and not token.used else None
        if token.sentence != draft.tokens[place].sentence or not (
            token.cue("controlled", "uncontrolled") or token.text in (",", "well", "with", "at", "on", "meds")
        ):
            return None
    return None


_REMARKED = 12
_LIMITED = word_set("pressures_limited")


def _past_remark(draft: Draft, place: int) -> Found | None:
    """``blood pressure remains a problem: 165/100``: plain words between the name and two numbers that fit it."""
    day: Day | None = None
    for step in range(place + 1, min(place + _REMARKED, len(draft.tokens) - 2)):
        token, low = draft.tokens[step], draft.tokens[step + 2]
        if token.kind == "num" and not _of_else(draft, step):
            high = token.number.value if token.number is not None else 0
            fits = 70 <= high <= 260 and low.number is not None and 30 <= low.number.value <= 150
            paired = fits and draft.word(step + 1) in ("/", "over") and not token.used
            return Found(step, step, day) if paired else None
        if token.kind == "date" and day is None and token.day is not None and token.day.clear:
            day = token.day
            continue
        parted = token.text in (".", ";", "\n") or token.sentence != draft.tokens[place].sentence
        control = token.cue("controlled", "uncontrolled")
        if parted or (token.clinical and not control) or token.kind == "date" or token.text in _LIMITED:
            return None
    return None


_DRUGS = frozenset(("tablets", "drugs", "agents", "medications", "meds", "medicines", "pills", "antihypertensives"))


def _of_else(draft: Draft, place: int) -> bool:
    """``in spite of 3 tablets``, ``at home 150s``: how many drugs, about how much elsewhere."""
    token = draft.tokens[place]
    if draft.word(place + 1) in ("/", "over"):
        return False
    return draft.word(place + 1) in _DRUGS or token.unit in ("s", *_DRUGS)


def bare_pressure(draft: Draft, place: int, header: Header) -> None:
    """``130/80 mmHg`` without a name."""
    if (
        draft.word(place - 1) in ("/", "over")
        and place >= 2
        and draft.tokens[place - 2].kind == "num"
        and not draft.tokens[place - 2].used
    ):
        _two_pressures(draft, place - 2, place - 2, header)


_NOW = ("now", "today", "currently")
"""``138/84 now, 162/98 last visit``: no later one follows."""


def _repeated(draft: Draft, first: int, place: int) -> tuple[int, int] | None:
    """``145/92 this morning, 132/80 on repeat``: of several in a row mostly the last one; None where it is asked."""
    step, end = place + 3, place + 14
    while step < min(end, len(draft.tokens) - 2):
        token, low = draft.tokens[step], draft.tokens[step + 2]
        if token.sentence != draft.tokens[place].sentence or token.clinical:
            break
        if "relative" in token.scope:  # ``150/95, target 140/90``
            step, end = step + 1, end + 1
            continue
        if token.text in _NOW and step <= place + 4 and not _opens_next(draft, step):
            break
        paired = draft.word(step + 1) in ("/", "over") and low.number is not None and token.unit in (None, "mmhg")
        if token.used and paired:  # it was taken back: ``150/95, not 105/95``
            break
        if token.kind == "num" and token.number is not None and paired and token.number.value >= 70:
            counts = which_counts(draft, place, step)
            if counts is Counts.FIRST:
                break
            if counts is Counts.ASKED:
                _ask(draft, first, place, step)
                return None
            draft.use(range(place, step))
            return _repeated(draft, first, step)
        if token.kind == "num" and not _of_else(draft, step):
            break
        step += 1
    return first, place


def _ask(draft: Draft, first: int, place: int, step: int) -> None:
    """Ask which of two pressures counts."""
    for fact, low in (("systolic_bp", 0), ("diastolic_bp", 2)):
        draft.ask(fact, "two_readings", first, step + 2, (draft.word(place + low), draft.word(step + low)))


def _opens_next(draft: Draft, step: int) -> bool:
    """``172/98, today 138/84``: what says that it is now stands before the next one."""
    behind = step + 1 + (draft.word(step + 1) in (":", "it", "is"))
    return (
        draft.word(step - 1) in (",", ";", "->", "but")
        and draft.tokens[min(behind, len(draft.tokens) - 1)].kind == "num"
    )


def spoken_pressure(draft: Draft, place: int, header: Header) -> None:
    """``130 over 80`` without a name: nothing else is said so."""
    high, low = draft.tokens[place].number, (draft.at(place + 2) or draft.tokens[place]).number
    if high is None or low is None or draft.tokens[place].unit is not None:
        return
    if draft.word(place + 1) == "over" and 70 <= high.value <= 260 and 30 <= low.value <= 150:
        _two_pressures(draft, place, place, header)


_BLOOD = word_set("headers_reports")


def _of_blood(draft: Draft, place: int) -> bool:
    """Tell whether a date heads values of the blood: ``Bloods on 16 November: …`` does not date a cuff."""
    return any(draft.word(one) in _BLOOD for one in range(max(0, place - 4), place + 2))


def _in_sentence(draft: Draft, place: int, other: int) -> bool:
    return draft.tokens[place].sentence == draft.tokens[other].sentence


def _two_pressures(draft: Draft, first: int, place: int, header: Header, day: Day | None = None) -> None:
    told = _repeated(draft, first, earlier := place)
    if told is None:
        return
    first, place = told
    if place != earlier:
        dates = [token.day for token in draft.tokens[earlier + 3 : place] if token.kind == "date"]
        day = day or (dates[-1] if dates else None)
    low = draft.at(place + 2)
    if draft.word(place + 1) not in ("/", "over") or low is None or low.kind != "num":
        return
    own = tuple(one for one in header if not _of_blood(draft, one[1]) or _in_sentence(draft, place, one[1]))
    day = day or date_behind(draft, place + 2) or headed(draft, place, own) or traced_day(draft, "bp", first)
    day = day or _opening_day(draft, first)
    behind = date_place(draft, place + 2)
    draft.use([behind] if behind is not None else [])
    for token in (draft.tokens[place], low):
        if token.number is not None and decade(token, "mm[Hg]"):
            token.number = replace(token.number, high=token.number.value + 9)  # ``150s/90s``
    high = draft.tokens[place].number
    if high is not None and high.sign and low.number is not None and not low.number.sign:
        low.number = replace(low.number, sign=high.sign)  # ``up to 160/95``: said of both
    if high is not None and low.number is not None and high.value < low.number.value:
        for fact in ("systolic_bp", "diastolic_bp"):  # ``84/138``: which is which is asked
            draft.ask(fact, "two_readings", first, place + 2, (draft.word(place), low.text))
        return
    for fact, token in (("systolic_bp", draft.tokens[place]), ("diastolic_bp", low)):
        draft.measure(fact, token, first, place + 2, day=day)
