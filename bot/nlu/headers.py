"""The names of measured values, and the dates that head a group of them (``labs 18 Nov: …``)."""

from __future__ import annotations

import functools
import re

from bot.nlu.beside import Found
from bot.nlu.days import Day
from bot.nlu.draft import Draft
from bot.nlu.tokens import Token
from bot.nlu.vocabulary import word_set
from bot.nlu.walk import forward, is_name

Header = tuple[Day, int] | None
"""The date of a group of values and the place where it stands."""


_UNMEASURED = {"life_expectancy", "arrhythmia_grade"}


_FLUIDS = ("ascitic", "pleural", "fluid", "csf", "urinary", "urine", "synovial")
_ANY_FLUID = re.compile("|".join((*_FLUIDS, "peritoneal", "drain")))


@functools.lru_cache(maxsize=8)
def _tells_of_fluid(low: str) -> bool:
    """Tell whether a message names any: hardly one does, and every value of each is asked."""
    return _ANY_FLUID.search(low) is not None


def _of_fluid(draft: Draft, token: Token) -> bool:
    """``ascitic albumin``, ``pleural fluid neutrophils``: no value of the blood."""
    low = draft.text.low
    if not _tells_of_fluid(low):
        return False
    before = low[max(0, token.start - 16) : token.start].split(" ")[-3:]
    return bool(set(_FLUIDS) & set(before)) or _OF_FLUID.search(low, max(0, token.start - 70), token.start) is not None


_OF_FLUID = re.compile(
    r"\b(?:ascitic|pleural|peritoneal|drain|synovial)(?: fluid)?:? (?:albumin|protein|total protein|wbc|cells?|"
    r"neutrophils|pmn|ldh|glucose|bilirubin|leuko\w*)\b(?:(?!serum|blood|plasma)[^;.\n]|\.\d){0,40}$"
)
"""``ascitic fluid albumin 8, neutrophils 120``: a list of values of a fluid."""


def lab_name(draft: Draft, token: Token) -> str | None:
    """Give the measured quantity that a token names, or None."""
    for sense in token.senses("name"):
        if draft.catalogue.facts[sense.id].lab or sense.id in _UNMEASURED:
            return None if _of_fluid(draft, token) else sense.id
    return None


def headed(draft: Draft, place: int, header: Header) -> Day | None:
    """The date of the header, for values behind it or in its sentence."""
    if header is None:
        return None
    day, at = header
    return day if place > at or draft.tokens[place].sentence == draft.tokens[at].sentence else None


_LEADS = ("on", "at", "from", "dated", "in", "of")
_TESTS = word_set("headers_tests")
"""``ECG today``, ``blood count of 12 November``: what is dated is the test."""
_BORDERS = ("", ".", ";", "\n", ",", "and", "(", "then", "but")


def leading_day(draft: Draft, place: int) -> Day | None:
    """``on 10 November AFP was 86 and PIVKA-II 55``: the date that opens the clause of a value."""
    sentence = draft.tokens[place].sentence
    for step in range(place - 1, max(-1, place - 16), -1):
        token = draft.tokens[step]
        if token.sentence != sentence:
            return None
        if token.kind == "date":
            led = step - 1 if draft.word(step - 1) in _LEADS or _of_tracing(draft, step) else step
            if token.text in ("today", "yesterday") and draft.word(led) in ("at", "on"):
                led = step - 1
            tested = draft.word(led - 1) in _TESTS
            opens = tested or led != step or step == 0 or draft.tokens[step - 1].sentence != sentence
            leads = (
                opens
                and (tested or _of_tracing(draft, step) or draft.word(led - 1) in _BORDERS)
                and _named_behind(draft, step)
            )
            draft.use([led, step] if leads else [])
            return token.day if leads else None
        if token.text == "," and not _named_behind(draft, step):
            return None
        if token.clinical and lab_name(draft, token) is None:
            return None
    return None


_OPENING = word_set("headers_opening")
_LISTED = 8
"""Values that a date behind a list of them is looked for across."""
_FARTHEST = 12 * _LISTED
"""Tokens that so many values take, at most."""


def trailing_day(draft: Draft, found: Found) -> Day | None:
    """``Hb 98, Cr 1.1 and plt 61 on 17 November``: the date behind the last of a list of values."""
    last = found.last
    behind = draft.tokens[last + 1 : last + _FARTHEST]
    dated = next((place for place, token in enumerate(behind) if token.kind == "date"), 0)
    if not any(token.text == "and" for token in behind[:dated]):
        return None
    for _ in range(_LISTED):
        joint, name = draft.word(last + 1), draft.at(last + 2)
        if joint not in ("and", ",") or name is None or lab_name(draft, name) is None:
            return None
        other = forward(draft, last + 3)
        if other is None or other.place > last + 5:
            return None
        if other.day is not None:
            return other.day if joint == "and" else None
        last = other.last
    return None


_TRACINGS = ("ecg", "ekg")


def _of_tracing(draft: Draft, place: int) -> bool:
    """``ECG 19 Nov: QTc 448``, ``ECG (19 Nov): …``: the date of a tracing, none of the blood on the lines behind it."""
    return draft.word(place - 1) in _TRACINGS or (
        draft.word(place - 1) in ("(", *_LEADS) and draft.word(place - 2) in _TRACINGS
    )


def _named_behind(draft: Draft, step: int) -> bool:
    """Tell whether the name of a measured value follows, articles and commas apart."""
    step += draft.word(step + 1) == ")"
    while draft.word(step + 1) in _OPENING:
        step += 1
    after = draft.at(step + 1)
    return after is not None and lab_name(draft, after) is not None


def header_day(draft: Draft) -> Day | None:
    """Give the date that heads the values of the message, if one does."""
    header = header_date(draft) or dated_line(draft)
    return header[0] if header else None


def dated_line(draft: Draft) -> Header:
    """A line of its own that holds a date and nothing clinical heads the values of the lines behind it."""
    if "\n" not in draft.text.low:
        return None
    line: list[int] = []
    for place, token in enumerate(draft.tokens):
        if token.text != "\n":
            line.append(place)
            continue
        days = _of_sample(draft, [one for one in line if draft.tokens[one].kind == "date"])
        if len(days) == 1 and not any(draft.tokens[one].clinical for one in line) and len(line) <= 12:
            behind = draft.tokens[place + 1 : place + 16]
            if any(lab_name(draft, one) or one.senses("decoy") for one in behind):
                draft.use(line)
                day = draft.tokens[days[0]].day
                return None if day is None else (day, days[0])
        line = []
    return None


_SAMPLED = ("collected", "collection", "sampled", "sample", "drawn", "taken", "specimen")


def _of_sample(draft: Draft, days: list[int]) -> list[int]:
    """``Collected 17 Nov 08:10, reported 17 Nov 11:52``: of several dates that of the sample."""
    if len(days) < 2:
        return days
    return [one for one in days if {draft.word(one - back) for back in (1, 2, 3)} & {*_SAMPLED}]


_REPORTS = word_set("headers_reports")
_BEFORE_DATE = word_set("headers_before_date")
_BORDER = (":", ",", "", ")", "-", ".", "\n", ";", ">", "|", "=", "->", "(")


def header_date(draft: Draft) -> Header:
    """``labs 18 Nov: …``: a date that stands for all values of the message."""
    for place, token in enumerate(draft.tokens):
        if (
            token.kind == "date"
            and token.day is not None
            and (_colon(draft, place) or _announced(draft, place) or _opens(draft, place))
            and not _of_tracing(draft, place)
        ):
            draft.use([place])
            return token.day, place
        if token.text in _REPORTS:
            step = place + 1
            while step < place + 6 and draft.word(step) in _BEFORE_DATE:
                step += 1
            one = draft.at(step)
            if one is None or one.kind != "date" or one.day is None:
                continue
            closed = not is_name(draft, step - 1) and draft.word(step + 1) in _BORDER
            if not closed and not _named_behind(draft, step):
                return None
            draft.use(range(place, step + 1))
            return one.day, place
    return _trailing(draft)


_TAKEN = ("taken", "drawn", "collected", "sampled", "measured", "obtained", "from", "of", "dated", "on", "are", "were")


def _trailing(draft: Draft) -> Header:
    """``…, all from yesterday``, ``… taken 19/11/2026``: a date that closes the message is that of its values."""
    place = len(draft.tokens) - 1
    while place > 0 and draft.tokens[place].kind == "punct":
        place -= 1
    token = draft.at(place)
    if token is None or token.kind != "date" or token.day is None or token.used:
        return None
    step = place - 1
    while draft.word(step) in _TAKEN:
        step -= 1
    opens = draft.word(step) == "all" or (
        step < place - 1 and draft.word(step) in (".", ";", "\n") and draft.word(step + 1) in _TAKEN[:6]
    )
    labs = sum(lab_name(draft, one) is not None for one in draft.tokens[:place])
    if not opens or labs < 2 or any(one.kind == "date" for one in draft.tokens[:place]):
        return None
    draft.use(range(step, place + 1))
    return token.day, -1


def _colon(draft: Draft, place: int) -> bool:
    """``18 Nov: plt 82``: a colon and a value stand behind the date."""
    names = range(place + 2, min(place + 4, len(draft.tokens)))
    return draft.word(place + 1) == ":" and any(
        lab_name(draft, draft.tokens[one]) and forward(draft, one + 1) for one in names
    )


_TIME = (":", ".", "h", "hrs", "am", "pm", "at")


def _opens(draft: Draft, place: int) -> bool:
    """``20-Nov-2026 06:15 | Hb 133 | …``: the message begins with a date, a mark and a value."""
    if place and not (place == 1 and draft.word(0) in (*_LEADS, "date")):
        return False
    step = place + 1
    while step < place + 6 and (draft.word(step) in _TIME or (draft.at(step) or draft.tokens[0]).kind == "num"):
        step += 1
    name = draft.at(step + 1)
    return (
        draft.word(step) in ("|", ";", ",", "-", "/", "\n")
        and name is not None
        and (lab_name(draft, name) is not None and forward(draft, step + 2) is not None)
    )


def _announced(draft: Draft, place: int) -> bool:
    """``On 9 November the following results were obtained: ALT 64``: the date opens what a colon announces."""
    if draft.word(place - 1) not in ("on", "from", "of") or draft.word(place - 2) not in ("", ".", "\n", ";"):
        return False
    for step in range(place + 1, min(place + 12, len(draft.tokens))):
        token = draft.tokens[step]
        if token.text == ":":
            after = draft.at(step + 1)
            return after is not None and lab_name(draft, after) is not None
        if token.clinical or token.kind not in ("word", "hit"):
            return False
    return False
