"""``melaena on several occasions, most recently on 1 November``: the day of the last one stands further behind."""

from __future__ import annotations

from bot.nlu.dating.days import Day
from bot.nlu.draft import Draft

_EVENTS = frozenset(
    ["gi_bleeding", "variceal_bleeding", "stroke", "myocardial_infarction", "pulmonary_embolism", "severe_angina"]
)
_NOTED = frozenset(["seen", "noted", "present", "reported", "felt", "documented", "recorded", "symptomatic"])
"""``symptoms last seen 20 Feb``."""
_AFTER = frozenset(["after", "following", "since", "under", "during", "on", "post"])
_REACH = 24


def _tells_latest(draft: Draft, step: int) -> bool:
    """``most recently``, ``the last time``, ``the last of them``."""
    word, after = draft.word(step), draft.word(step + 1)
    if word == "most":
        return after in ("recently", "recent")
    return (
        word == "most recently"
        or (word == "last" and after in ("time", "one", "episode", "of"))
        or (
            draft.word(step - 1) in ("symptoms", "symptom")
            and (word in ("last seen", "last noted") or (word == "last" and after in _NOTED))
        )
    )


def most_recent(draft: Draft, place: int, last: int) -> tuple[Day, int] | None:
    """Give the day of the latest of several events of one kind, with its place, where the sentence tells it."""
    sentence = draft.tokens[place].sentence
    for step in range(last + 1, min(last + _REACH, len(draft.tokens) - 1)):
        token = draft.tokens[step]
        if token.sentence != sentence or any(one.id in _EVENTS for one in token.senses("name")):
            return None
        if _tells_latest(draft, step):
            near = range(step + 1, min(step + 6, len(draft.tokens)))
            return next(
                ((day, one) for one in near if draft.tokens[one].kind == "date" and (day := draft.tokens[one].day)),
                None,
            )
    return None


def of_event_before(draft: Draft, first: int, step: int) -> bool:
    """``melaena twice after the second TACE, most recently on 1 November``: the day is that of the bleeding."""
    if not _tells_latest(draft, step):
        return False
    sentence = draft.tokens[first].sentence
    before = [one for one in draft.tokens[max(0, first - _REACH) : first] if one.sentence == sentence]
    led = any(one.text in _AFTER for one in before[-4:])
    return led and any(sense.id in _EVENTS for one in before for sense in one.senses("name"))
