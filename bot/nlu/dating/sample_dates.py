"""The date that stands for all measured values of a message: of the sample, the report, the line."""

from __future__ import annotations

from collections.abc import Iterator

from bot.nlu.dating.block_dates import closing_dates, with_blocks
from bot.nlu.dating.dated_blocks import past_mark
from bot.nlu.dating.dated_lines import SAMPLED, dated_lines
from bot.nlu.dating.days import Day
from bot.nlu.draft import Draft
from bot.nlu.labs.headers import LEADS, Header, lab_name, may_lie_ahead, named_behind, of_tracing
from bot.nlu.labs.walk import forward
from bot.nlu.lexicon.value_names import is_name
from bot.nlu.lexicon.vocabulary import word_set

_Dated = tuple[Day, int]


def read_headers(draft: Draft) -> Header:
    """Give the dates that head the values of the message: one for all, and one more for each section behind it."""
    closing = list(closing_dates(draft))
    lines = list(dated_lines(draft))
    first = header_date(draft) or (lines[0] if lines else None)
    if first is None:
        return with_blocks((), closing)
    sections = [one for one in lines if one[1] > first[1] and _heads_section(draft, one[1])]
    return with_blocks((first, *sorted([*sections, *_sections(draft, first[1])], key=lambda one: one[1])), closing)


def _sections(draft: Draft, first: int) -> Iterator[_Dated]:
    """``LFT 16/11: ALT 40. FBC 14/11: Hb 131``: each list of values has the date that a colon closes before it."""
    for place in draft.places.kind("date"):
        day = draft.tokens[place].day
        if place <= first + 1 or day is None or of_tracing(draft, place):
            continue
        if _colon(draft, place) or _of_those(draft, place):
            draft.use([place])
            yield day, place


_THEY_WERE = (("they", "were"), ("they", "are"), ("it", "was"), ("there", "was"))
_POINTS_BACK = frozenset(("those", "these", "ones", "one", "the next", "that", "set"))


def _of_those(draft: Draft, place: int) -> bool:
    """``labs of 9 November showed Hb 10.4; those of 16 November Hb 9.8``: the values behind are of another day."""
    if (draft.word(place + 1), draft.word(place + 2)) in _THEY_WERE and draft.word(place - 2) in (
        ";",
        ".",
        ",",
        "while",
    ):
        return lab_name(draft, draft.tokens[min(place + 3, len(draft.tokens) - 1)]) is not None
    step = place - 1
    while draft.word(step) in ("of", "on", "from", "dated", "taken", "drawn", ",") and step > place - 4:
        step -= 1
    if step == place - 1 or draft.word(step) not in _POINTS_BACK | set(_REPORTS):
        return False
    return named_behind(draft, place)


def _heads_section(draft: Draft, place: int) -> bool:
    """``Haematology 16 Nov 2026``, alone on its line: the values behind it have a date of their own."""
    first = last = place
    while first > 0 and draft.word(first - 1) != "\n":
        first -= 1
    while draft.word(last + 1) not in ("", "\n"):
        last += 1
    words = [one.text for one in draft.tokens[first : last + 1] if one.kind not in ("date", "punct", "num")]
    return not words or any(word in _REPORTS or word in SAMPLED for word in words)


_REPORTS = word_set("headers_reports")
_BEFORE_DATE = word_set("headers_before_date")
_BORDER = (":", ",", "", ")", "-", ".", "\n", ";", ">", "|", "=", "->", "(")


def header_date(draft: Draft) -> _Dated | None:
    """``labs 18 Nov: …``: a date that stands for all values of the message."""
    for place, token in enumerate(draft.tokens):
        if token.kind == "date" and may_lie_ahead(draft, place):
            continue
        if (
            token.kind == "date"
            and token.day is not None
            and any(heads(draft, place) for heads in (_colon, _announced, _opens, _sampled, _of_report))
            and not of_tracing(draft, place)
        ):
            draft.use([place])
            return token.day, place
        if token.text in _REPORTS and draft.word(place - 1) not in ("next", "planned", "due"):
            step = place + 1
            while step < place + 6 and draft.word(step) in _BEFORE_DATE:
                step += 1
            one = draft.at(step)
            if one is None or one.kind != "date" or one.day is None or may_lie_ahead(draft, step):
                continue
            closed = not is_name(draft, step - 1) and draft.word(step + 1) in _BORDER
            if not closed and not named_behind(draft, step):
                return None
            draft.use(range(place, step + 1))
            return one.day, place
    return None


def _colon(draft: Draft, place: int) -> bool:
    """``18 Nov: plt 82``: a colon and a value stand behind the date."""
    bracketed = draft.word(place + 1) == ")" and any(draft.word(one) in _REPORTS for one in range(place - 5, place))
    step = place + 2 + bracketed
    if draft.word(step - 1) == "-" and not _of_its_own(draft, place):
        return False
    if draft.word(step - 1) not in (":", "-"):
        behind = past_mark(draft, place)
        if behind is None:
            return False
        step = behind
    for _ in range(_UNREAD):
        here = [one for one in (step, step + 1) if one < len(draft.tokens) and lab_name(draft, draft.tokens[one])]
        if here:
            return any(forward(draft, one + 1) is not None for one in here)
        number = draft.at(step + 1)
        if draft.word(step - 1) == "-" or number is None or number.kind != "num" or not draft.word(step).isalpha():
            return False
        step += (
            3 if draft.word(step + 2) in (",", ";") else 2
        )  # ``Na 136 K 4.2 Cr 0.77``: of others a word and a number
    return False


_FREE = ("", "\n", ".", ";", ",", "|", "(", "-", ":")


def _of_its_own(draft: Draft, place: int) -> bool:
    """Tell whether a date before a dash opens its clause: ``lenvatinib since Jul 2026 - Hb 10.4`` dates the drug."""
    before = place - 1
    while draft.word(before) in (*LEADS, "dated", "the", "day"):
        before -= 1
    return draft.word(before) in _FREE or draft.word(before) in _REPORTS or draft.word(before) in SAMPLED


_UNREAD = 8
"""Measurements that are not read, before the first that is."""


def _sampled(draft: Draft, place: int) -> bool:
    """``Collected: 18-Nov-2026  Platelets 82``: the date of the sample, and a value behind it."""
    name = draft.at(place + 1)
    return (
        draft.word(place - 1) == ":"
        and draft.word(place - 2) in SAMPLED
        and name is not None
        and lab_name(draft, name) is not None
    )


def _of_report(draft: Draft, place: int) -> bool:
    """``20261116 labs: plt 88; INR 1.2``: a date and what it is of open a piece and head what a colon announces."""
    opens = draft.word(place - 1) in ("", "\n", ".", ";") or (place == 1 and draft.word(0) in LEADS)
    return opens and draft.word(place + 1) in _REPORTS and draft.word(place + 2) in (":", "-")


_TIME = (":", ".", "h", "hrs", "am", "pm", "at")


def _opens(draft: Draft, place: int) -> bool:
    """``20-Nov-2026 06:15 | Hb 133 | …``: the message begins with a date, a mark and a value."""
    if place and not (place == 1 and draft.word(0) in (*LEADS, "date")):
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
