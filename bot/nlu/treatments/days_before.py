"""Whose the day before a treatment is: that of a scan, of what was found, or of what was done then."""

from __future__ import annotations

from bot.nlu.dating.came_after import came_after
from bot.nlu.dating.dated_after import dated_from
from bot.nlu.dating.event_dates import day_at
from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.treatments.bounds import PASSING
from bot.nlu.treatments.entries import Entry
from bot.nlu.tumour.responses import EVALUATION, option_of

_AFTERWARDS = frozenset(["after", "following", "post", "under", "on"])


def of_evaluation(draft: Draft, entry: Entry, step: int) -> bool:
    """``MRI on 12 November after two TACEs``: the date of the scan that followed."""
    token = draft.tokens[step]
    if came_after(draft, step):
        return draft.word(entry.last + 1) != "since"  # ``recurrence 2025 on lenvatinib``, ``... on lenvatinib since``
    if token.kind != "date" or not any(draft.word(one) in _AFTERWARDS for one in range(step + 1, entry.first)):
        return False
    before = [one for one in draft.tokens[max(0, step - 6) : step] if one.sentence == token.sentence]
    return any(word in EVALUATION for one in before for word in one.text.split(" "))


_RECURRED = word_set("came_again") | {"diagnosis", "diagnosed"}
_SINCE_THEN = ("s/p", "status post", "sp", "st.p.")
"""``HCC dx'd 3/2025 s/p TACE x2``: what had been done by then, or since."""
_FOUND = frozenset(["found", "seen", "detected", "discovered", "noted", "identified", "appeared", "diagnosed", "dx'd"])


def of_finding(draft: Draft, step: int) -> bool:
    """``lung metastases 2025 on sorafenib``: the date of what was found, not of the course."""
    before = draft.at(step - 1)
    if draft.word(step + 1) in _SINCE_THEN:
        return True
    if _FOUND.intersection((draft.word(step - 1), draft.word(step - 2))) and draft.word(step - 1) not in (
        ",",
        ".",
        ";",
        ":",
        "\n",
    ):
        return True
    found = {draft.word(one) for one in range(step - 4, step)}
    if draft.word(step + 1) == ":" and found & _RECURRED and "\n" not in found:
        return True  # ``recurrence in segment 6 2021/9: RFA 2021/10``
    if draft.word(step + 1) in ("-", "->") and found & _RECURRED:
        return any(one.kind == "date" for one in _behind_name(draft, step, 6))  # ``recurrence 5/2025 - RFA in 6/2025``
    recurred = _RECURRED.intersection((draft.word(step - 1), draft.word(step - 2)))
    if recurred and draft.word(step + 1).startswith("treated"):
        return any(one.kind == "date" for one in _behind_name(draft, step))
    told = draft.at(step - 2 if draft.word(step - 1) in ("in", "on", "at") else step - 1)
    progressed = told is not None and (told.cue("progressed") or option_of(told) == "PD")
    if progressed and draft.word(step + 1) in ("on", "under", "through"):
        return True  # ``PD in March 2026 on sorafenib``
    if before is None or not before.clinical or before.segment != draft.tokens[step].segment:
        return False
    return any(one.role == "name" for one in (before.hit.senses if before.hit else ()))


def _behind_name(draft: Draft, step: int, reach: int = 2) -> list[Token]:
    """The tokens behind the next treatment: ``recurrence in May treated with RFA on 10 June``."""
    named = next((one for one in range(step + 1, min(step + 6, len(draft.tokens))) if draft.tokens[one].treats), None)
    if named is None:
        return []
    near = draft.tokens[named + 1 : named + 1 + reach]
    return [one for one in near if one.sentence == draft.tokens[named].sentence]


def names_next(draft: Draft, step: int) -> bool:
    """``resection May 2024 then Aug 2024 TACE``: a date before what was done then, which has none behind."""
    named = step + 1
    while draft.word(named) in PASSING:
        named += 1
    treated = draft.at(named)
    return treated is not None and treated.treats and day_at(draft, named + 1) is None


def dated_behind(draft: Draft, entry: Entry) -> bool:
    """``sorafenib 800 mg/d in April``: tell whether a date stands behind a treatment and its dose."""
    return dated_from(draft, entry.last + 1)
