"""The names of measured values, and the dates that head a group of them (``labs 18 Nov: …``)."""

from __future__ import annotations

from bot.nlu.days import Day
from bot.nlu.draft import Draft
from bot.nlu.tokens import Token
from bot.nlu.walk import forward, is_name

Header = tuple[Day, int] | None
"""The date of a group of values and the place where it stands."""


_UNMEASURED = {"life_expectancy", "arrhythmia_grade"}


def lab_name(draft: Draft, token: Token) -> str | None:
    """Give the measured quantity that a token names, or None."""
    for sense in token.senses("name"):
        if draft.catalogue.facts[sense.id].lab or sense.id in _UNMEASURED:
            return sense.id
    return None


def headed(draft: Draft, place: int, header: Header) -> Day | None:
    """The date of the header, for values behind it or in its sentence."""
    if header is None:
        return None
    day, at = header
    return day if place > at or draft.tokens[place].sentence == draft.tokens[at].sentence else None


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
        days = [one for one in line if draft.tokens[one].kind == "date"]
        if len(days) == 1 and not any(draft.tokens[one].clinical for one in line) and len(line) <= 12:
            behind = draft.tokens[place + 1 : place + 5]
            if any(lab_name(draft, one) or one.senses("decoy") for one in behind):
                draft.use(line)
                day = draft.tokens[days[0]].day
                return None if day is None else (day, days[0])
        line = []
    return None


def header_date(draft: Draft) -> Header:
    """``labs 18 Nov: …``: a date that stands for all values of the message."""
    for place, token in enumerate(draft.tokens):
        if (
            token.kind == "date"
            and token.day is not None
            and draft.word(place + 1) == ":"
            and any(
                lab_name(draft, draft.tokens[one]) and forward(draft, one + 1)
                for one in range(place + 2, min(place + 4, len(draft.tokens)))
            )
        ):
            draft.use([place])
            return token.day, place
        if token.text in ("labs", "lab", "bloods", "blood", "results", "laboratory", "bloodwork", "chemistry", "cbc"):
            for step in range(place + 1, min(place + 6, len(draft.tokens))):
                one = draft.tokens[step]
                if one.kind == "date" and one.day is not None:
                    if (
                        not is_name(draft, step - 1)
                        and draft.word(step + 1) in (":", ",", "", ")", "-", ".", "\n", ";", ">", "|", "=", "->")
                    ) or is_name(draft, step + 1):
                        draft.use(range(place, step + 1))
                        return one.day, place
                    return None
                if one.text not in (
                    "from",
                    "of",
                    "on",
                    "results",
                    "tests",
                    "work",
                    "dated",
                    "(",
                    "as",
                    "were",
                    "done",
                    "taken",
                    "drawn",
                    "values",
                    ":",
                ):
                    break
    return None
