"""Malignancies other than HCC: treated with curative intent, active, or asked about."""

from __future__ import annotations

import re
from typing import Any

from bot.nlu.dating.event_dates import date_beside, day_at
from bot.nlu.dating.whose_day import own_day
from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.scope.exceptions import left_out
from bot.nlu.scope.modifiers import around_it
from bot.nlu.scope.polarity import polarity
from bot.nlu.tumour.responses import option_of

_SKIN = word_set("malignancies_skin")
_CURED = word_set("states_cured")
_ACTIVE = word_set("states_active")


def read_other(draft: Draft, place: int) -> None:
    """``no other malignancy``: none, unless one was told before."""
    said, last = polarity(draft, place)
    left = left_out(draft, max(place, last)) if said == "no" else None
    if left and any(_malignant(draft.tokens[one]) for one in left):
        draft.use(range(place, left[0]))
        for one in left:
            draft.tokens[one].scope.discard("neg")  # ``no other malignancy except a BCC in 2020``
    elif said == "no" and left and not _HCC & {draft.word(one) for one in left}:
        draft.ask("other_malignancy", "uncertain", place, left[-1])  # ``no other cancer besides the one on her cheek``
    elif said == "no" and draft.facts.get("other_malignancy") not in (None, "none"):
        draft.use(range(place, last + 1))
    elif said == "no" and any(one.fact == "other_malignancy" for one in draft.queries):
        draft.use(range(place, last + 1))  # ``prostate cancer, cured years ago, no other cancers``
    elif said == "no":
        draft.record("other_malignancy", "none", place, last)
    elif said == "unsure":
        draft.ask("other_malignancy", "uncertain", place, last)
    elif said == "yes" and not _named_behind(draft, place):
        read_cancer(draft, place)


def _named_behind(draft: Draft, place: int) -> bool:
    """``other malignancy: only a BCC that was excised``: the one named behind the heading says what it is."""
    sentence = draft.tokens[place].sentence
    behind = [one for one in draft.tokens[place + 1 : place + 9] if one.sentence == sentence]
    named = next((one for one in behind if _malignant(one)), None)
    if named is None or not any(one.id == "other_malignancy" for one in named.senses("option")):
        return False
    draft.use([place])
    return True


_HCC = frozenset(("hcc", "liver", "this", "that", "hepatocellular carcinoma", "hepatoma", "the liver", "liver cancer"))
"""``no other cancer except the HCC``."""


def _malignant(token: Token) -> bool:
    return token.hit is not None and any(
        one.role == "cancer" or one.id == "other_malignancy" for one in token.hit.senses
    )


_HCC_UNTREATED = re.compile(
    r"\b(?:hcc|hepatoma|hepatocellular carcinoma)(?: (?:is|was|so far|yet|still))* untreated\b|\buntreated hcc\b"
)


def read_cancer(draft: Draft, place: int) -> None:
    """Treated with curative intent, or active; a cancer of which neither is said is asked about."""
    said, last = polarity(draft, place)
    if draft.word(place) in ("cancer", "the cancer") and _of_the_liver(draft, place):
        return
    if said == "unsure":
        draft.ask("other_malignancy", "uncertain", place, last)
    if said != "yes":
        return
    sentence = _sentence_words(draft, place) | {draft.word(place - 1)}
    if "untreated" in sentence and _HCC_UNTREATED.search(draft.text.low):
        sentence -= {"untreated"}  # ``breast cancer 2012, HCC untreated``
    if (back := _back(draft, place)) is not None:
        _returned(draft, place, last, back)
    elif sentence & _CURED and sentence & _SKIN and draft.tokens[place].phrase.startswith(("scc", "squamous")):
        known = "other_malignancy" in draft.facts
        add_malignancy(draft, "skin" if known else removed(draft, "skin", place, last), place, last)
    elif sentence & _CURED:
        _treated(draft, place, last)
    elif sentence & _ACTIVE and not (sentence & {"past", "history of"} or _years_ago(draft, place)):
        add_malignancy(draft, "active", place, last)
    else:
        if _mild(draft.facts.get("other_malignancy")) and _dates_behind(draft, place):
            del draft.facts["other_malignancy"]  # ``BCC excised 2018, breast cancer 2012``: which is asked decides more
        draft.ask("other_malignancy", "two_readings", place, last, ("active", "treated"))


def _mild(value: Any) -> bool:
    return (value.get("value") if isinstance(value, dict) else value) in ("skin", "in_situ")


_RETURNED = frozenset(("recurred", "recurrence", "relapsed", "relapse", "recurrent", "recurs", "rising"))
_NOT = frozenset(("no", "without", "never", "not", "nor", "any", "free"))
_OF_NOW = frozenset(("on", "now", "under", "currently", "metastatic", "receiving", "undergoing"))


def _back(draft: Draft, place: int) -> int | None:
    """Where it is told that a cancer came back: ``colon cancer resected 2020, recurred 2025``, ``PSA rising``."""
    first = draft.tokens[place]
    for step in range(place + 1, min(place + 16, len(draft.tokens))):
        token = draft.tokens[step]
        other = token.clinical and token.segment != first.segment and not token.senses("kind")
        if token.sentence != first.sentence or (other and token.text not in (*_RETURNED, "psa")):
            return None
        told = token.text in _RETURNED and (token.text != "rising" or draft.word(step - 1) == "psa")
        denied = bool(_NOT & {draft.word(one) for one in (step - 2, step - 1, step + 1, step + 2)})
        denied = denied or draft.word(step + 1) in ("excluded", ":")
        if told and not denied and not token.scope & {"neg", "uncertain", "hypothesis"}:
            return step
    return None


def _returned(draft: Draft, place: int, last: int, back: int) -> None:
    """A cancer that came back is active, unless that was long ago or what is told behind speaks of a cure."""
    sentence = draft.tokens[place].sentence
    behind = [
        one for one in range(back + 1, min(back + 12, len(draft.tokens))) if draft.tokens[one].sentence == sentence
    ]
    words = {draft.word(one) for one in behind}
    days = [day for one in behind if (day := day_at(draft, one)) is not None and day.iso is not None]
    lately = any(str(day.iso)[:4] >= str(draft.today.year - 2) for day in days)
    if not words & _CURED and draft.word(back) != "rising" and (lately or words & (_OF_NOW | _ACTIVE)):
        draft.use(range(back, back + 1))
        add_malignancy(draft, "active", place, last)
    else:
        draft.ask("other_malignancy", "two_readings", place, last, ("active", "treated"))


def _years_ago(draft: Draft, place: int) -> bool:
    """``dexamethasone years ago with his lymphoma chemo``: what was given then is given no more."""
    near = draft.tokens[max(0, place - 12) : place + 12]
    return any(one.text.endswith("years ago") and one.sentence == draft.tokens[place].sentence for one in near)


_CAME_BACK = frozenset(
    ["came", "returned", "recurred", "relapsed", "progressed", "grew", "spread", "shrank", "is", "was", "has"]
)


def _of_the_liver(draft: Draft, place: int) -> bool:
    """``the cancer came back``, ``no other treatment for his cancer``: the one that all is about."""
    articled = draft.word(place - 1) in ("the", "her", "his", "this", "their")
    if articled and _treated_for(draft, place):
        draft.use(range(place - 2, place + 1))
        return True
    return articled and draft.word(place + 1) in _CAME_BACK


_TREATED = frozenset(["treatment", "treatments", "therapy", "therapies", "given", "received", "had", "done"])
_NONE_BUT = frozenset(["no", "not", "nothing", "never", "none", "without", "only", "first", "nil"])


def _treated_for(draft: Draft, place: int) -> bool:
    """``no other treatment for this cancer``: the history of the tumour that the screening is about."""
    before = [word for one in draft.tokens[max(0, place - 10) : max(0, place - 2)] for word in one.text.split()]
    naive = draft.tokens[place - 3].cue("naive") if place > 2 else None
    return draft.word(place - 2) == "for" and (
        bool(naive) or (before[-1:] != [] and before[-1] in _TREATED and bool(_NONE_BUT & {*before}))
    )


def _sentence_words(draft: Draft, place: int) -> set[str]:
    """The words around a cancer, into the following segments until another matter begins."""
    found = around_it(draft, place)
    sentence, segment = draft.tokens[place].sentence, draft.tokens[place].segment
    before = ""
    for token in draft.tokens[place + 1 : place + 16]:
        other = token.clinical and token.segment != segment and not token.cue("controlled", "uncontrolled", "past")
        if token.sentence != sentence or (other and not (token.senses("kind") or option_of(token) == "CR")):
            break
        found |= {token.text, *([f"{before} {token.text}"] if before in ("no", "psa", "clear", "without") else [])}
        before = token.text
        if token.hit:
            found.add(token.hit.phrase)
    return found


def _treated(draft: Draft, place: int, last: int) -> None:
    value: Any = "treated"
    days = _dates_behind(draft, place)
    free = next(
        (
            one
            for one in days
            if draft.word(one - 1) == "since"
            or any(
                draft.word(step) in ("free", "remission", "ned", "free of disease", "disease free")
                for step in range(max(place, one - 4), one)
            )
        ),
        None,
    )
    chosen = free if free is not None else (days[0] if len(days) == 1 else None)
    beside = date_beside(draft, place, last) if chosen is None and not days else None
    beside = beside if beside is not None and own_day(draft, place, beside[1]) else None
    day = day_at(draft, chosen) if chosen is not None else beside[0] if beside else None
    if day is not None:
        entry: dict[str, Any] = {"value": "treated"}
        if not draft.dated("other_malignancy", day, place, last, entry):
            return
        value = entry
    draft.use(days)
    if beside:
        draft.use([beside[1]])
    add_malignancy(draft, value, place, last)


def removed(draft: Draft, option: str, place: int, last: int) -> Any:
    """``BCC, excised 2022``: the option with the only date behind it, where a word says that it was treated then."""
    days = _dates_behind(draft, place)
    day = day_at(draft, days[0]) if len(days) == 1 else None
    if day is None or not day.clear or not (_sentence_words(draft, place) & _CURED or days[0] <= place + 3):
        return option
    draft.use(days)
    return {"value": option, "date": day.iso}


def _dates_behind(draft: Draft, place: int) -> list[int]:
    """The dates behind a cancer, up to another matter; what its own treatment says is taken with it."""
    found = []
    for step in range(place + 1, min(place + 16, len(draft.tokens))):
        token = draft.tokens[step]
        other = token.clinical and token.segment != draft.tokens[place].segment
        if token.sentence != draft.tokens[place].sentence or (other and not token.senses("kind")):
            break
        if other:
            draft.use([step])
        if day_at(draft, step) is not None and own_day(draft, place, step):
            found.append(step)
    return found


def add_malignancy(draft: Draft, value: Any, place: int, last: int) -> None:
    """Several malignancies are a list of which all hold."""
    known = draft.facts.get("other_malignancy")
    asked = any(one.fact == "other_malignancy" and one.kind == "two_readings" for one in draft.queries)
    if asked and _mild(value):
        draft.use(range(place, last + 1))  # ``breast cancer 2012, BCC 2018 excised``: the first is asked about
        return
    if isinstance(known, dict) and value in ("skin", "in_situ"):
        draft.use(range(place, last + 1))  # the other one decides more, and has a date
        return
    if known is not None and known != "none" and isinstance(known, (str, list)) and isinstance(value, str):
        both = [*(known if isinstance(known, list) else [known]), value]
        value = list(dict.fromkeys(both))
        value = value[0] if len(value) == 1 else value
    draft.record("other_malignancy", value, place, last)
