"""Steroids: above 10 mg of prednisone a day they are an immunosuppressant."""

from __future__ import annotations

import re

from bot.nlu.dating.event_dates import date_beside
from bot.nlu.draft import Draft
from bot.nlu.history.events import happened
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_lists, word_set
from bot.nlu.scope.exceptions import left_out
from bot.nlu.scope.polarity import polarity

_LOCAL = word_set("history_local")


STEROIDS = {
    "prednisone": 1.0,
    "prednisolone": 1.0,
    "pred": 1.0,
    "methylprednisolone": 1.25,
    "medrol": 1.25,
    "dexamethasone": 6.67,
    "dex": 6.67,
    "hydrocortisone": 0.25,
    "cortisone": 0.2,
    "deflazacort": 0.83,
    "steroids": 1.0,
    "steroid": 1.0,
    "corticosteroids": 1.0,
    "corticosteroid": 1.0,
    "glucocorticoids": 1.0,
}


_HARMLESS_LEFT = frozenset(word_lists("illness_left_out_harmless")["immunosuppressant"]) - STEROIDS.keys() | {"that"}
_SORRY = frozenset(("sorry", "correction", "oops", "wait", "mistake"))


def _denied(draft: Draft, place: int, last: int) -> None:
    """``no steroids``; ``prednisone 20 mg - sorry, no steroids`` is asked about."""
    told = draft.facts.get("immunosuppressant") not in (None, False)
    if (
        not told
        and (left := left_out(draft, max(place, last))) is not None
        and not _HARMLESS_LEFT & set(" ".join(draft.word(one) for one in left).split())
    ):
        if not any(draft.word(one) in STEROIDS for one in left):
            draft.ask("immunosuppressant", "value", place, left[-1])  # ``no steroids except a short course in May``
        return
    if draft.word(place) in ("steroids", "steroid", "corticosteroids", "glucocorticoids") and not told:
        draft.record("immunosuppressant", False, place, last)
    elif told and _SORRY & {draft.word(one) for one in range(place - 5, place)}:
        del draft.facts["immunosuppressant"]
        draft.ask("immunosuppressant", "two_readings", place, last)


def read_steroid(draft: Draft, place: int) -> None:
    """Steroids count above 10 mg of prednisone a day; local ones and premedication never."""
    token = draft.tokens[place]
    said, last = polarity(draft, place)
    if said == "none" or _never_taken(draft, place):
        return
    if said == "no":
        _denied(draft, place, last)
        return
    if _local(draft, place):
        if not draft.facts.get("immunosuppressant"):  # else another drug was told, and decides
            draft.record("immunosuppressant", False, place, last)
        return
    dose = _dose(draft, place)
    if dose is None and _left_off(draft, place, last):
        happened(draft, "immunosuppressant", place, last)
    elif dose is None or said == "unsure":
        draft.ask("immunosuppressant", "value" if said == "yes" else "uncertain", place, last)
    elif _lowered(draft, place, dose[1]):
        draft.ask("immunosuppressant", "value", place, dose[1])
    elif dose[0] * STEROIDS[token.text] <= 10.0001:
        if draft.facts.get("immunosuppressant"):
            draft.use([place, dose[1]])  # another drug was told, and decides
            return
        draft.record("immunosuppressant", False, min(place, dose[1]), max(place, dose[1]))
    else:
        draft.tokens[dose[1]].used = True
        happened(draft, "immunosuppressant", place, max(place, dose[1]))


def _never_taken(draft: Draft, place: int) -> bool:
    """``prednisolone 30 mg: never``: a denial behind the dose."""
    dose = _dose(draft, place)
    said = draft.at(dose[1] + 2) if dose is not None else None
    if dose is None or said is None or draft.word(dose[1] + 1) not in (":", "?", "=") or not said.cue("post_neg"):
        return False
    draft.use(range(place, dose[1] + 3))
    return True


def _left_off(draft: Draft, place: int, last: int) -> bool:
    """``off prednisone since March``: the day of the last dose, whatever it was."""
    return (draft.word(place - 1) in _OFF or draft.word(last + 1) in _OFF) and date_beside(
        draft, place, last
    ) is not None


_OFF = ("off", "finished", "completed", "ended", "stopped", "weaned off", "came off", "tapered off", "discontinued")


def _lowered(draft: Draft, place: int, first: int) -> bool:
    """``60 mg, now weaned to 7.5 mg``: since when the dose no longer counts is not said."""
    sentence = draft.tokens[place].sentence
    words = [one for one in draft.tokens[first + 1 : first + 12] if one.sentence == sentence]
    doses = [one for one in words if one.kind == "num" and (one.unit or "").startswith("mg")]
    if bool(doses) and any(one.text in _LOWERED for one in words):
        return True
    before = draft.tokens[place + 1 : first]  # ``tapered from 40 to 5 mg``
    return any(one.kind == "num" for one in before) and any(one.text in _LOWERED for one in before)


_LOWERED = ("weaned", "tapered", "reduced", "decreased", "lowered", "now", "down", "->")


def _local(draft: Draft, place: int) -> bool:
    """``hydrocortisone cream``, ``inhaled budesonide``, ``dexamethasone as premedication``."""
    for steps in (range(place - 1, place - 3, -1), range(place + 1, place + 8)):
        for step in steps:
            if draft.word(step) in ("and", ",", "", ";", "."):
                break
            if draft.word(step) in _LOCAL and draft.word(step + 1) not in _ILL:
                return draft.word(step) not in _AGAINST_NAUSEA or not _every_day(draft, place)
    return False


_AGAINST_NAUSEA = ("antiemetic", "antiemesis", "nausea")


def _every_day(draft: Draft, place: int) -> bool:
    """``dexamethasone 8 mg daily because of nausea``: no premedication of single days, so that the dose decides."""
    return any(draft.word(step) in _DAILY for step in range(place + 1, place + 8))


_DAILY = (
    "daily",
    "od",
    "bd",
    "bid",
    "qd",
    "tds",
    "tid",
    "/d",
    "/day",
    "day",
    "per day",
    "a day",
    "every day",
    "each day",
)


_ILL = ("rash", "toxicity", "reaction", "eruption", "disease", "inflammation", "involvement", "problem", "irae")
"""``prednisolone for a skin rash``: why it was given, not where."""


def _dose(draft: Draft, place: int) -> tuple[float, int] | None:
    for step in (*range(place + 1, place + 5), place - 1, place - 2):
        token = draft.at(step)
        if (
            token is not None
            and token.kind == "num"
            and token.number
            and (token.unit or "").startswith("mg")
            and token.segment == draft.tokens[place].segment
        ):
            high = token.number.high if token.number.high is not None else token.number.value
            return high * _times(draft, step) * _by_weight(draft, token), step
    return _dose_behind(draft, place)


_A_DAY = {"bid": 2, "bd": 2, "twice": 2, "tid": 3, "tds": 3, "thrice": 3, "qid": 4, "qds": 4}
_TIMES = re.compile(r"\b([1-4]) ?[x×] ?$")


def _times(draft: Draft, step: int) -> int:
    """``10 mg bd``, ``2 x 10 mg``: how often a day."""
    before = _TIMES.search(draft.text.low, max(0, draft.tokens[step].start - 5), draft.tokens[step].start)
    said = (_A_DAY.get(draft.word(one), 1) for one in (step + 1, step + 2))
    return int(before[1]) if before else max(said)


def _by_weight(draft: Draft, token: Token) -> float:
    """``1 mg/kg`` is more than 10 mg for everybody of age: counted for 40 kg."""
    behind = draft.text.low[token.start : token.end + 8]
    return 40 if "/kg" in behind.replace(" ", "") or "per kg" in behind else 1


def _dose_behind(draft: Draft, place: int) -> tuple[float, int] | None:
    """``prednisone course ended 2 Nov, 40 mg/d``: the dose of the only drug of a sentence may close it."""
    for step in range(place + 1, min(place + 14, len(draft.tokens))):
        token = draft.tokens[step]
        if token.sentence != draft.tokens[place].sentence or token.senses("agent") or token.text in STEROIDS:
            return None
        daily = (
            token.unit is None
            and draft.word(step + 1) == "a"
            and draft.word(step + 2) == "day"
            and not draft.word(step + 3)
        )
        if token.kind == "num" and token.number is not None and (daily or (token.unit or "").startswith("mg")):
            return (token.number.high or token.number.value), step
    return None
