"""What a message says of the history in passing: of the patient after relatives, of symptoms after an event."""

from __future__ import annotations

from bot.nlu.dating.days import last_day
from bot.nlu.dating.event_dates import day_at
from bot.nlu.draft import Draft
from bot.nlu.history.events import is_part
from bot.nlu.lexicon.tokens import Token
from bot.nlu.text.telling import Gated

_SELF = r"\b(?:(?:the |our )?(?:patient|pt|pat)|she|he)(?:,? (?:herself|himself|personally))?"
_NONE = Gated(
    rf"(?:{_SELF}|\b(?:herself|himself))\s+(?:(?:has |had |have |is |was )?(?:never )?"
    r"(?:had )?(?:none(?: of (?:these|those|them|it|this))?|neither|no such \w+|"
    r"not(?: (?:had|have) (?:one|any|it|this|that|either)| affected| so)?|negative|tested negative|tests negative)|"
    r"tests negative|tested negative|never did|"
    r"did not(?: have (?:one|any|it))?|has not|never has|(?:has )?never had (?:one|any|it|this))\b"
    r"(?: (?:every|each) (?:year|time|month)| regularly| himself| herself| so far)?(?=\s*(?:[.,;\n)]|$))"
    rf"|\b(?:but )?not (?:in )?(?:{_SELF})\b(?=\s*(?:[.,;\n)]|$))"
)
"""``the patient has none``, ``pt not``, ``she herself has not had one``, ``not in the patient``."""
_TOO = Gated(
    rf"{_SELF}\s+(?:(?:also|too|likewise) )?(?:has |had |has had )(?:also )?"
    r"(?:(?:one|it|this|that)(?: (?:too|also|as well|himself|herself))|(?:one|it|this|that)(?=,? (?:in|on|too)\b))"
)
"""``mother died of a stroke; he had one too, in 2020``."""
_SYMPTOMS = Gated(
    r"\blast (?:symptom\w*|decompensat\w+|episode|admission|admitted|exacerbation|hospitali[sz]ation|attack)\b"
)
_PRESSURE = Gated(
    r"\b(?:bp|blood pressure)\b(?:[^.;\n]{0,60}?(?:,|on|under|with|is|was))?\s*(?P<un>poorly |not |un|in)?"
    r"(?:well |adequately )?controlled\b"
    r"(?=\s*(?:$|[.,;:)\n/|+&-]|"
    r"(?:on|with|by|under|now|today|currently|despite|in spite|and|but|at|since|medically|no)\b))"
)

_DESPITE = Gated(
    r"\b(?:bp|blood pressures?|pressures?)\b[^.;\n]{0,40}?"
    r"(?:(?P<high>\d{3}) ?(?:/|over) ?(?P<low>\d{2,3})|(?<!not )(?<!never )\b(?:high|raised|elevated))\b"
    r"[^.;\n\d]{0,20}?\b(?:despite|in spite of|even on|even with|notwithstanding)\b (?!exercise|exertion|stress|pain)"
)
"""``BP has been running at 165/98 despite three tablets``."""


def read_asides(draft: Draft) -> None:
    """Read what follows an event or a relative's disease and speaks of it again."""
    if draft.places.cue("relative"):
        _patient_none(draft)
        _patient_too(draft)
    _last_symptoms(draft)
    _pressure(draft)
    _despite(draft)
    _varices(draft)
    _visits(draft)


def _patient_none(draft: Draft) -> None:
    """``mother and aunt had a stroke, the patient had none``."""
    for match in _NONE.finditer(draft.text.low):
        place = draft.place_at(match.start())
        for step in range(max(0, place - 16), place):
            for fact in _of_relative(draft, step, place):
                _is_own(draft, place, draft.place_at(match.end() - 1))
                if draft.catalogue.facts[fact].kind == "event" and is_part(fact, draft.tokens[step].phrase):
                    continue  # a TIA alone
                draft.record(fact, False, place, draft.place_at(match.end() - 1))


def _patient_too(draft: Draft) -> None:
    """``mother died of a stroke; he had one too, in 2020``: what a relative had, the patient had too."""
    for match in _TOO.finditer(draft.text.low):
        place, last = draft.place_at(match.start()), draft.place_at(match.end() - 1)
        facts = [fact for step in range(max(0, place - 16), place) for fact in _of_relative(draft, step, place)]
        if len(facts) != 1:
            continue
        _is_own(draft, place, last)
        near = range(last + 1, min(last + 6, len(draft.tokens)))
        found = next(((day, one) for one in near if (day := day_at(draft, one)) is not None), None)
        event = draft.catalogue.facts[facts[0]].kind == "event"
        if event and found is not None and found[0].clear:
            draft.record(facts[0], {"date": found[0].iso}, place, found[1])
        else:
            draft.record(facts[0], True, place, last)


def _is_own(draft: Draft, place: int, last: int) -> None:
    """``lupus in the family but the patient has none``: these words speak of the patient."""
    for token in draft.tokens[place : last + 1]:
        token.scope.discard("relative")


def _of_relative(draft: Draft, step: int, place: int) -> list[str]:
    """Name the facts that a word says of a relative, shortly before a place."""
    token = draft.tokens[step]
    if token.sentence + 1 < draft.tokens[place].sentence or "relative" not in token.scope:
        return []
    facts = [draft.catalogue.facts[sense.id] for sense in token.senses("name")]
    return [fact.id for fact in facts if fact.kind in ("flag", "event") and fact.id not in draft.facts]


def _last_symptoms(draft: Draft) -> None:
    """``heart failure in March, last symptoms in April``."""
    known = draft.facts.get("heart_failure")
    match = _SYMPTOMS.search(draft.text.low)
    if not known or match is None:
        return
    place = draft.place_at(match.end() - 1)
    for step in range(place + 1, min(place + 5, len(draft.tokens))):
        day = draft.tokens[step].day
        if draft.tokens[step].kind == "date" and day is not None and day.clear and day.iso:
            if known is True or last_day(day.iso) >= last_day(str(known["date"])):
                draft.record("heart_failure", {"date": day.iso}, step, step)
            return


_BANDED = Gated(r"\bvarices\b(?:\s+(?:were|was|that were|are|being))?\s+(?:banded|ligated|treated|sclerosed)\b")


def _varices(draft: Draft) -> None:
    """``varices banded in 2024``: whether they had bled is asked."""
    match = _BANDED.search(draft.text.low)
    if match is None or {"variceal_bleeding", "gi_bleeding"} & set(draft.facts):
        return
    place = draft.place_at(match.start())
    if "neg" not in draft.tokens[place].scope and not draft.barred(place):
        draft.ask("variceal_bleeding", "uncertain", place, draft.place_at(match.end() - 1))


_VISITS = Gated(
    r"\b(?P<un>cannot|can'?t|can not|unable to|unwilling to|won'?t(?! be able)|not able to|not willing to|"
    r"(?:will not|won'?t|not) be able to|will not|refuses to)?\s*"
    r"(?P<can>can|able to|willing to|will|happy to|agrees to)?\s*"
    r"(?:come|attend|travel|keep|make|return)\b(?: \w+){0,3}? (?:visits?|appointments?|study visits?)\b"
)


def _visits(draft: Draft) -> None:
    """``cannot come for the visits``, ``willing to attend his appointments``."""
    match = _VISITS.search(draft.text.low)
    if match is None or "compliance" in draft.facts or not (match["un"] or match["can"]):
        return
    if match["un"] and match[0][-1] != "s" and not {"any", "every", "each", "single"} & set(match[0].split()):
        return  # he is kept from one visit
    place = draft.place_at(match.start())
    if match["un"] is None and "neg" in draft.tokens[place].scope:
        return  # denied in words that are not known here
    if not draft.barred(place) and not any(query.fact == "compliance" for query in draft.queries):
        draft.record("compliance", match["un"] is None, place, draft.place_at(match.end() - 1))


def _pressure(draft: Draft) -> None:
    """``blood pressure 138/80 on three agents, well controlled``."""
    for match in _PRESSURE.finditer(draft.text.low):
        place = draft.place_at(match.end() - 1)
        between = draft.tokens[draft.place_at(match.start()) + 1 : place]
        if any(_another_matter(one) for one in between):
            continue
        if "uncontrolled_hypertension" not in draft.facts and "neg" not in draft.tokens[place].scope:
            draft.record("uncontrolled_hypertension", match["un"] is not None, place, place)


def _despite(draft: Draft) -> None:
    """``blood pressure remains high despite two agents``: what is high under treatment is not controlled."""
    for match in _DESPITE.finditer(draft.text.low):
        place = draft.place_at(match.start())
        fits = match["high"] is None or int(match["high"]) >= _HIGH or int(match["low"]) >= _LOW
        if fits and "uncontrolled_hypertension" not in draft.facts and "neg" not in draft.tokens[place].scope:
            draft.record("uncontrolled_hypertension", True, place, draft.place_at(match.end() - 1))


_HIGH, _LOW = 140, 90
"""From here on a pressure is high."""


def _another_matter(token: Token) -> bool:
    """``BP 132/78, his diabetes is controlled``: another illness stands before the word of control."""
    named = token.clinical or token.sense("decoy") or token.sense("note")
    return (
        bool(named) and token.kind == "hit" and not token.cue("controlled", "uncontrolled") and not _of_pressure(token)
    )


def _of_pressure(token: Token) -> bool:
    held = any(one.id == "hypertension" for one in token.senses("condition"))
    noted = any(one.id in ("antihypertensives", "hypertension") for one in token.senses("note"))
    return held or noted or token.names("systolic_bp") or token.names("diastolic_bp")
