"""Flags of the history, and phrases that mean a fact by themselves."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.nlu.answers.gist_will import WILL
from bot.nlu.dating.days import Day, last_day
from bot.nlu.dating.event_dates import date_beside
from bot.nlu.dating.headings import heads_others
from bot.nlu.dating.long_past import then_only
from bot.nlu.draft import Draft
from bot.nlu.history.conditions import read_condition, read_control
from bot.nlu.history.events import STOPPED, event, excepted, record_denial
from bot.nlu.history.illness_left_out import read_left_out
from bot.nlu.history.steroids import STEROIDS, read_steroid
from bot.nlu.history.thinned import thinned_now
from bot.nlu.labs.headers import headed
from bot.nlu.lexicon.places import merged
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.scope.asides import read_asides
from bot.nlu.scope.gone import healed, none_now
from bot.nlu.scope.maybe_planned import maybe_planned
from bot.nlu.scope.polarity import clause_behind, polarity
from bot.nlu.scope.put_off import put_off_for
from bot.nlu.text.near import nearby

_APART = {"extrahepatic_metastasis", "hepatic_vein_invasion", "cns_metastasis"}


_PAST_ENDS = {"active_infection", "pregnant", "breastfeeding", "dialysis"}
_HELD = {"anticoagulation", "dialysis"}
"""What a year that is over says nothing of: it may go on."""


_ACTIVE = {"chronic_diarrhoea", "interstitial_lung_disease"}
"""What counts while it is there alone."""
_OVER = word_set("history_over")
_WELCOME = word_set("scopes_welcome")


def read_history(draft: Draft) -> None:
    """Read all flags, events and phrases that mean a fact."""
    places = draft.places
    for place in merged(places.role("means", "condition", "name"), places.text("test", *STEROIDS)):
        token = draft.tokens[place]
        if token.used:
            if token.names("arrhythmia_grade"):
                read_control(draft, place)
            continue
        if token.text in STEROIDS:
            read_steroid(draft, place)
        elif token.sense("means"):
            _means(draft, place, token)
        elif token.sense("condition"):
            read_condition(draft, place, token)
        elif token.names("pregnancy_test") or (token.text == "test" and _pregnant_before(draft, place)):
            _pregnancy_test(draft, place)
        else:
            _read_named(draft, place, token)
    read_asides(draft)


def _read_named(draft: Draft, place: int, token: Token) -> None:
    for sense in token.senses("name"):
        fact = draft.catalogue.facts[sense.id]
        if fact.id == "transplant" and token.phrase in _GRAFT and _of_liver(draft):
            draft.use([place])
            return
        if fact.id in WILL and _said_already(draft, fact.id, place):
            draft.use([place])
            return
        if fact.kind in ("flag", "event") and fact.id not in _APART:
            if heads_others(draft, place, fact.id):
                return
            (event if fact.kind == "event" else _flag)(draft, place, fact.id)
            return


_GRAFT = frozenset(("transplant", "transplantation", "tx", "transplanted", "transplants"))


def _of_liver(draft: Draft) -> bool:
    """``OLT for HCC 2018, recurrence after transplant``: the one that is a treatment already."""
    return any(one.get("kind") == "transplant" for one in draft.treatments)


def _said_already(draft: Draft, fact: str, place: int) -> bool:
    """``does not want to sign the consent form``: the words before have said it."""
    segment = draft.tokens[place].segment
    return any(
        fact in sense.value["facts"]
        for one in draft.tokens[max(0, place - 6) : place]
        if one.segment == segment and one.used
        for sense in one.senses("means")
    )


def _flag(draft: Draft, place: int, fact: str) -> None:
    said, last = polarity(draft, place)
    if said == "unsure" or (
        said == "yes" and place and fact not in _WELCOME and draft.tokens[place - 1].cue("no_doubt")
    ):
        draft.ask(fact, "uncertain", place, last)  # ``no concerns about infection``
    elif said == "no" and (left := read_left_out(draft, fact, place, last)) is not None:
        if left[1]:
            draft.record(fact, True, left[0], left[0])
        else:
            draft.ask(fact, "uncertain", place, left[0])
    elif said == "no":
        if fact in _PAST_ENDS | _HELD and _ended_by_now(draft, place, last):
            draft.facts.pop(fact, None)
        record_denial(draft, fact, place, last)
    elif said == "yes" and fact in ("breastfeeding", "dialysis", "pregnant") and nearby(draft, place, STOPPED, 2):
        draft.record(fact, False, place, last)
    elif said == "yes" and _affirmed_now(draft, fact, place):
        excepted(draft, fact, place)
        if maybe_planned(draft, fact, place, last):
            return
        if fact == "complete_response_confirmed" and "response" not in draft.facts and _on_scans(draft, place):
            draft.record("response", "CR", place, last)
        draft.record(fact, True, place, last)


def _ended_by_now(draft: Draft, place: int, last: int) -> bool:
    """``was on dialysis for 2 weeks, no dialysis now``: what was is over."""
    return draft.word(last + 1) in _BY_NOW or draft.word(place - 1) in ("no current", "no longer")


_BY_NOW = frozenset(("now", "currently", "today", "at present", "presently", "any more", "anymore", "at the moment"))
_SCANS = frozenset(["scan", "scans", "mri", "mris", "ct", "cts", "imaging", "images", "evaluations"])


def _on_scans(draft: Draft, place: int) -> bool:
    """``CR x2``, ``CR confirmed on 2 scans``: the evaluations themselves are told, and the latest was one of them."""
    behind = {one.text for one in draft.tokens[place : place + 7] if one.sentence == draft.tokens[place].sentence}
    return "x2" in draft.word(place) or bool(behind & _SCANS)


_MONTH = timedelta(days=31)


def _long_ago(draft: Draft, place: int) -> bool:
    """``sepsis May 2024``: whether an infection of then is over is not said."""
    beside = date_beside(draft, place, place)
    if beside is None or beside[0].iso is None or draft.word(beside[1] - 1) == "since":
        return False
    if draft.tokens[beside[1]].text.startswith("since") or last_day(beside[0].iso) > draft.today - _MONTH:
        return False
    draft.use([beside[1]])
    return True


def _affirmed_now(draft: Draft, fact: str, place: int) -> bool:
    """Leave out what was and is over, and doses that do not count."""
    token = draft.tokens[place]
    if token.text == "infection" and draft.word(place - 1) == "(" and draft.word(place + 1) == ")":
        return False
    if (fact in _PAST_ENDS | _HELD | _ACTIVE and none_now(draft, place)) or (fact in _ACTIVE and healed(draft, place)):
        draft.record(fact, False, place, place)
        return False
    if fact in _HELD and then_only(draft, place) is not None:
        draft.ask(fact, "uncertain", place, place)
        return False
    if fact in _PAST_ENDS and (
        "past" in token.scope or nearby(draft, place, _OVER) or clause_behind(draft, place) & _OVER
    ):
        return False
    if fact == "active_infection" and put_off_for(draft, place):
        draft.ask(fact, "uncertain", place, place)
        return False
    if fact == "active_infection" and healed(draft, place):
        draft.use([place])
        return False
    if fact == "active_infection" and _long_ago(draft, place):
        if token.text == "sepsis":
            draft.ask(fact, "uncertain", place, place)
        return False
    return fact != "anticoagulation" or thinned_now(draft, place)


_NEGATIVE = ("not", "no", "non", "never", "nonpregnant", "nonlactating")


def _means(draft: Draft, place: int, token: Token) -> None:
    sense = token.sense("means")
    said, last = polarity(draft, place)
    if sense is None or said in ("none",):
        return
    if (
        said == "no"
        and token.phrase.split(" ")[0] in _NEGATIVE
        and token.phrase.split(" ")[0] not in draft.word(place - 1)
    ):
        said = "yes"
    facts = sense.value["negated"] if said == "no" else sense.value["facts"]
    for fact, value in facts.items():
        if said == "unsure":
            draft.ask(fact, "uncertain", place, last)
        elif fact == "encephalopathy" and _over_by_then(draft, place):
            draft.use([place])
        elif not (value == "none" and fact == "other_malignancy" and draft.facts.get(fact) not in (None, "none")):
            draft.record(fact, value, place, last)


def _over_by_then(draft: Draft, place: int) -> bool:
    """``drowsy with asterixis; at discharge no encephalopathy any more``: what is told later says that it is over."""
    begun = draft.text.raw_span(draft.tokens[place].start, draft.tokens[place].end)[0]
    return any(one.fact == "encephalopathy" and one.value == "past" and one.start > begun for one in draft.mentions)


def _pregnant_before(draft: Draft, place: int) -> bool:
    """``pregnant, test positive``: which test is meant."""
    before = draft.tokens[max(0, place - 3) : place]
    return any(one.names("pregnant") and one.sentence == draft.tokens[place].sentence for one in before)


def _day_of_blood(draft: Draft, place: int) -> tuple[Day, int] | None:
    """``Labs 18 Nov: hCG neg, plt 82``: a value of blood has the day of the values that it stands among."""
    day = headed(draft, place, draft.headed) if "hcg" in draft.tokens[place].text else None
    return None if day is None else (day, place)


def _pregnancy_test(draft: Draft, place: int) -> None:
    said, last = polarity(draft, place)
    token = draft.tokens[place]
    if said == "none":
        return
    own = last > place
    before = draft.at(place - 1)
    value = None
    if own:
        value = "negative" if said == "no" else "positive"
    elif before is not None and (before.cue("post_neg") or before.cue("post_pos")) and before.text != "no":
        value = "negative" if before.cue("post_neg") else "positive"
    if value is None or "uncertain" in token.scope:
        return
    beside = date_beside(draft, place, last) or _day_of_blood(draft, place)
    if beside is None:
        draft.record("pregnancy_test", value, place, last)
        return
    day, at = beside
    entry: dict[str, Any] = {"value": value}
    if draft.dated("pregnancy_test", day, min(place, at), max(last, at), entry):
        draft.record("pregnancy_test", entry, min(place, at), max(last, at))
