"""The names of measured values, and the date that opens or closes a clause of them."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left

from bot.nlu.dating.days import Day, last_day
from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set

Header = tuple[tuple[Day | None, int], ...]
"""The dates that head groups of values, each with the place where it stands, in their order; None where one ends."""


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
    if not _tells_of_fluid(low) or token.text.startswith(("serum ", "blood ", "plasma ")):
        return False
    before = _BORDER.split(low[max(0, token.start - 16) : token.start])[-1].split(" ")[-3:]
    return bool(set(_FLUIDS) & set(before)) or _OF_FLUID.search(low, max(0, token.start - 70), token.start) is not None


_BORDER = re.compile(r"[.;\n](?=\s|$)|\n")
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
    """The date of the last header before a value, or in its sentence; a tracing is told by itself."""
    found, traced = None, draft.tokens[place].names("qtc")
    if header and (_told_of_now(draft, place, header) or _undated(draft, place)):
        return None
    for day, at in header:
        apart = traced and not _HEADS_TRACING.intersection(draft.word(one) for one in range(at - 3, at + 2))
        behind = place > at and not (apart and draft.tokens[place].sentence > draft.tokens[at].sentence + 1)
        if behind or (day is not None and draft.tokens[place].sentence == draft.tokens[at].sentence):
            found = day
    return found


_NOW = re.compile(r"\b(?:now|(?:at|on|by|before) discharge|currently)\b")


_UNDATED = "(?:undated|no date|not dated|(?:date|day) (?:unknown|missing|not (?:given|known|stated))|unknown date)"
_UNDATED_BESIDE = re.compile(rf"[^;\n]{{0,40}}?[,( ]-? ?{_UNDATED}\b")


def _undated(draft: Draft, place: int) -> bool:
    """``AFP >1000, undated result``: a value that has no day, whatever heads the others."""
    low, token = draft.text.low, draft.tokens[place]
    if "dat" not in low or re.search(_UNDATED, low) is None:
        return False
    found = _UNDATED_BESIDE.match(low, token.end)
    if found is None:
        return low[: token.start].endswith("undated ")
    between = draft.tokens[place + 1 : draft.place_at(found.end() - 1) + 2]
    return not any(lab_name(draft, one) or one.senses("decoy") for one in between)


def _told_of_now(draft: Draft, place: int, header: Header) -> bool:
    """``Bloods on 2 November: plt 104. AFP is now 640``: a sentence of its own that says when it holds."""
    low, sentence = draft.text.low, draft.tokens[place].sentence
    if _NOW.search(low) is None or any(draft.tokens[at].sentence == sentence for _, at in header):
        return False
    start = max(low.rfind(". ", 0, draft.tokens[place].start), low.rfind("\n", 0, draft.tokens[place].start))
    end = min(one for one in (low.find(". ", draft.tokens[place].end), low.find("\n", start + 1), len(low)) if one >= 0)
    return _NOW.search(low, max(0, start), max(start, end)) is not None


_HEADS_TRACING = frozenset(["ecg", "ekg", "vitals", "visit"])
LEADS = ("on", "at", "from", "dated", "in", "of")
_TESTS = word_set("headers_tests")
"""``ECG today``, ``blood count of 12 November``: what is dated is the test."""
_BORDERS = ("", ".", ";", "\n", ",", "and", "(", "then", "but")


def _whole_day(token: Token) -> bool:
    """``PVTT Vp3, 18 Nov plt 82``: a day, no month or year of what stands before it."""
    return token.day is not None and token.day.iso is not None and len(token.day.iso) == 10


def leading_day(draft: Draft, place: int) -> Day | None:
    """``on 10 November AFP was 86 and PIVKA-II 55``: the date that opens the clause of a value."""
    sentence = draft.tokens[place].sentence
    dates = draft.places.kind("date")
    at = bisect_left(dates, place)
    if not at or place - dates[at - 1] > FARTHEST or _undated(draft, place):
        return None
    for step in range(place - 1, max(-1, place - 1 - FARTHEST), -1):
        token = draft.tokens[step]
        if token.sentence != sentence:
            return None
        if token.kind == "date" and may_lie_ahead(draft, step):
            return None
        if token.kind == "date":
            led = step - 1 if draft.word(step - 1) in LEADS or of_tracing(draft, step) else step
            if token.text in ("today", "yesterday") and draft.word(led) in ("at", "on"):
                led = step - 1
            if draft.word(led - 1) in _STAYS and draft.word(led - 2) in LEADS:
                led -= 2  # ``on discharge on 4 November``
            tested = draft.word(led - 1) in _TESTS
            dashed = draft.word(step - 1) == "-" and draft.tokens[step - 2].kind != "date"
            opens = tested or dashed or led != step or step == 0 or draft.tokens[step - 1].sentence != sentence
            opens = opens or (step == place - 1 and draft.word(step - 1) == "," and _whole_day(token))
            opens = opens or token.text.endswith(_COUNTED_BACK) or token.text.startswith(("last ", "this "))
            leads = (
                opens
                and not _closes_event(draft, led, step)
                and (tested or of_tracing(draft, step) or dashed or draft.word(led - 1) in _BORDERS)
                and named_behind(draft, step)
            )
            draft.use([led, step] if leads else [])
            return token.day if leads else None
        if token.text == "," and not (named_behind(draft, step) or draft.tokens[step + 1].senses("decoy")):
            return None
        if token.clinical and lab_name(draft, token) is None and not token.senses("decoy"):
            return None
    return None


def _closes_event(draft: Draft, led: int, step: int) -> bool:
    """``NSTEMI, two stents, in March 2024, plt 96``: a month between commas is that of the undated event before it."""
    day = draft.tokens[step].day
    if day is None or day.iso is None or len(day.iso) > 7 or draft.word(step + 1) != ",":
        return False
    for place in range(led - 1, max(-1, led - 16), -1):
        token = draft.tokens[place]
        if token.kind == "date" or token.text in ("\n", ".", ":") or lab_name(draft, token) is not None:
            return False
        if any(draft.catalogue.facts[one.id].kind == "event" for one in token.senses("name")):
            return True
    return False


_COUNTED_BACK = ("today", "yesterday", " ago", " back")
"""A day counted from now opens a clause without a word before it: ``baseline AFP 900, three weeks ago AFP 44``."""
_STAYS = ("discharge", "admission", "review", "presentation", "follow-up", "referral", "screening", "arrival")
_AHEAD = frozenset(("due", "next", "planned", "booked", "scheduled"))
_LONG_AGO = 300
"""Days ago: a day without a year that would be this far back may lie ahead as well."""


def may_lie_ahead(draft: Draft, place: int) -> bool:
    """``MRI + bloods due 30 Nov: plt 88``: the day of what is still to come, and none of values that are told."""
    day = draft.tokens[place].day
    if day is None or day.iso is None or len(day.iso) < len("2026-11-30") or "20" in draft.tokens[place].text:
        return False
    before = [draft.word(one) for one in range(max(0, place - 4), place)]
    return not _AHEAD.isdisjoint(before) and (draft.today - last_day(day.iso)).days > _LONG_AGO


_OPENING = word_set("headers_opening")
LISTED = 8
"""Values that a date behind a list of them is looked for across."""
FARTHEST = 12 * LISTED
"""Tokens that so many values take, at most."""


_TRACINGS = ("ecg", "ekg")


def of_tracing(draft: Draft, place: int) -> bool:
    """``ECG 19 Nov: QTc 448``, ``ECG (19 Nov): …``: the date of a tracing, none of the blood on the lines behind it."""
    return draft.word(place - 1) in _TRACINGS or (
        draft.word(place - 1) in ("(", *LEADS) and draft.word(place - 2) in _TRACINGS
    )


def named_behind(draft: Draft, step: int) -> bool:
    """Tell whether the name of a measured value follows, articles and commas apart."""
    step += draft.word(step + 1) == ")"
    while draft.word(step + 1) in _OPENING:
        step += 1
    after = draft.at(step + 1)
    return after is not None and lab_name(draft, after) is not None
