"""The date of a report as that of what it found: of a scan that saw a fresh clot, of an endoscopy that saw it bleed."""

from __future__ import annotations

from bot.nlu.dating.days import Day
from bot.nlu.draft import Draft
from bot.nlu.lexicon.vocabulary import word_lists, word_set
from bot.nlu.text.telling import Gated

_EXAMS = {fact: frozenset(words) for fact, words in word_lists("report_dates_exams").items()}
"""By fact the examinations that find it when it is there."""
_FRESH = ("acute", "fresh", "new", "recent", "hyperacute", "subacute", "evolving")
_FOUND_ANYWAY = ("pulmonary_embolism", "gi_bleeding", "variceal_bleeding")
"""What is seen while it goes on; a scar of an infarct is seen for ever."""
_OF_BEFORE = word_set("report_dates_of_before")
"""Before an event these say that it was before the report, or why there was one."""
_FILLERS = word_set("report_dates_fillers") | {"\n"}
_HEAD = Gated(
    r"\b(?:(?:scan|exam(?:ination)?|study|procedure|investigation|report|test|acquisition) date|date of (?:the )?"
    r"(?:scan|exam(?:ination)?|study|procedure|investigation|report|test|service|endoscopy|gastroscopy)|"
    r"(?:scanned|examined|performed|acquired|done|scan|examination)(?: on)?)[ :=-]+(?=\w)"
)
_REACH = 6
"""Tokens between an examination and its date."""


def date_of_report(draft: Draft, fact: str, place: int) -> tuple[Day, int] | None:
    """Give the date of the report in which an event stands as its finding; the place is that of the event itself."""
    exams = _EXAMS.get(fact)
    if exams is None or "past" in draft.tokens[place].scope or not any(map(exams.__contains__, _words(draft, place))):
        return None
    before = [draft.word(step) for step in range(max(0, place - 3), place)]
    if _OF_BEFORE.intersection(one for word in before for one in word.split()):
        return None
    if fact not in _FOUND_ANYWAY and not any(word in _FRESH for word in before):
        return None
    at = _day_of_exam(draft, exams, place)
    if at is None:
        at = _day_of_head(draft)
    day = draft.tokens[at].day if at is not None else None
    if at is None or day is None or day.iso is None or day.ahead:
        return None
    draft.use([at])
    return day, place


def _words(draft: Draft, place: int) -> list[str]:
    return [part for token in draft.tokens[: place + 12] for part in token.text.split()]


def _day_of_exam(draft: Draft, exams: frozenset[str], place: int) -> int | None:
    """``Gastroscopy on 2 November showed``: the date of the last examination named before the event."""
    for step in range(place - 1, -1, -1):
        token = draft.tokens[step]
        if exams.isdisjoint(token.text.split()):
            continue
        for behind in range(step + 1, min(step + _REACH, place)):
            one = draft.tokens[behind]
            if one.kind == "date":
                return behind
            if one.text not in _FILLERS and exams.isdisjoint(one.text.split()):
                break
        before = step - 1 if draft.word(step - 1) not in (":", ",", "-", "the", "urgent") else step - 2
        leads = draft.at(before)
        return before if leads is not None and leads.kind == "date" and leads.sentence == token.sentence else None
    return None


def _day_of_head(draft: Draft) -> int | None:
    """``Scan date: 23 September 2026``: one date that the report gives of itself, wherever it stands."""
    found = [draft.place_at(match.end()) for match in _HEAD.finditer(draft.text.low)]
    days = [one for one in found if draft.tokens[one].kind == "date"]
    return days[0] if len(days) == 1 else None
