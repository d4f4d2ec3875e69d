"""Flags and events of the history, and the conditions that decide one only with a word beside them."""

from __future__ import annotations

import re
from typing import Any

from bot.nlu.draft import Draft
from bot.nlu.polarity import blocks, date_beside, nearby, polarity
from bot.nlu.tokens import Token
from bot.nlu.vocabulary import word_set

_APART = {"extrahepatic_metastasis", "hepatic_vein_invasion", "cns_metastasis"}
_PAST_ENDS = {"active_infection", "pregnant", "breastfeeding", "dialysis"}
_OVER = word_set("history_over")
_VARICEAL = frozenset(
    {
        "variceal",
        "varices",
        "oesophageal varices",
        "esophageal varices",
        "gastric varices",
        "portal hypertensive",
        "gastropathy",
    }
)
_STOPPED = word_set("history_stopped")
_PROPHYLACTIC = frozenset({"prophylactic", "prophylaxis", "low dose", "prophylactic dose"})
_LOCAL = word_set("history_local")
_STEROIDS = {"prednisone": 1.0, "prednisolone": 1.0, "pred": 1.0, "methylprednisolone": 1.25, "medrol": 1.25, "dexamethasone": 6.67, "dex": 6.67, "hydrocortisone": 0.25, "cortisone": 0.2, "steroids": 1.0, "steroid": 1.0, "corticosteroids": 1.0, "corticosteroid": 1.0, "glucocorticoids": 1.0}  # fmt: skip


def read_history(draft: Draft) -> None:
    """Read all flags, events and phrases that mean a fact."""
    for place, token in enumerate(draft.tokens):
        if token.used:
            continue
        if token.text in _STEROIDS:
            _steroid(draft, place)
        elif token.sense("means"):
            _means(draft, place, token)
        elif token.sense("condition"):
            _condition(draft, place, token)
        elif token.names("pregnancy_test"):
            _pregnancy_test(draft, place)
        else:
            _named(draft, place, token)


_CONFIRMED = (
    ("complete_response_confirmed", re.compile(r"\b(?:complete response|complete remission|cr)\b[^.;\n]{0,40}\b(?:both|twice|two consecutive|2 consecutive|confirmed|two scans|on two|x ?2|at (?:both|two))\b|\b(?:two|2) consecutive[^.;\n]{0,40}\b(?:complete response|cr)\b")),
    ("markers_normal_confirmed", re.compile(r"\b(?:afp|dcp|pivka(?:[- ]?(?:ii|2))?|markers)\b[^.;\n]{0,30}\bnormal(?:i[sz]ed)?\b[^.;\n]{0,15}\b(?:twice|two times|x ?2|on two|on both|two consecutive)\b")),
)  # fmt: skip


def read_confirmations(draft: Draft) -> None:
    """``complete response on both scans``, ``AFP and PIVKA-II have been normal twice``."""
    for fact, pattern in _CONFIRMED:
        for match in pattern.finditer(draft.text.low):
            places = [place for place, token in enumerate(draft.tokens) if match.start() <= token.start < match.end()]
            if (
                places
                and fact not in draft.facts
                and not any(draft.tokens[one].scope & {"neg", "plan", "uncertain"} for one in places)
            ):
                held = {place for place in places if draft.tokens[place].used}
                draft.record(fact, True, places[0], places[-1])
                if fact == "complete_response_confirmed":
                    for place in places:
                        draft.tokens[place].used = place in held


def _named(draft: Draft, place: int, token: Token) -> None:
    for sense in token.senses("name"):
        fact = draft.catalogue.facts[sense.id]
        if fact.kind in ("flag", "event") and fact.id not in _APART:
            (_event if fact.kind == "event" else _flag)(draft, place, fact.id)
            return


def _flag(draft: Draft, place: int, fact: str) -> None:
    said, last = polarity(draft, place)
    if said == "unsure":
        draft.ask(fact, "uncertain", place, last)
    elif said == "no":
        _record_denial(draft, fact, place, last)
    elif said == "yes" and fact in ("breastfeeding", "dialysis") and nearby(draft, place, _STOPPED, 2):
        draft.record(fact, False, place, last)
    elif said == "yes" and _affirmed_now(draft, fact, place):
        draft.record(fact, True, place, last)


def _record_denial(draft: Draft, fact: str, place: int, last: int) -> None:
    """A denial of a part denies no whole: ``no kidney transplant`` leaves other organs open."""
    phrase = draft.tokens[place].hit.phrase if draft.tokens[place].hit else ""
    if fact in _PARTS and phrase in _PARTS[fact]:
        return
    if fact == "gi_bleeding" and phrase in _BLEEDS:
        return
    draft.record(fact, False, place, last)
    draft.use(range(max(0, place - 1), place) if draft.tokens[place - 1].cue("neg", "past") else ())


_PARTS: dict[str, frozenset[str]] = {
    "transplant": frozenset(
        {
            "kidney transplant",
            "renal transplant",
            "heart transplant",
            "lung transplant",
            "kidney transplantation",
            "renal transplantation",
            "bone marrow transplant",
            "stem cell transplant",
            "corneal transplant",
            "cornea transplant",
        }
    ),
    "autoimmune_disease": frozenset(
        {
            "colitis",
            "uveitis",
            "psoriasis",
            "crohns",
            "crohns disease",
            "ulcerative colitis",
            "uc",
            "lupus",
            "sle",
            "rheumatoid arthritis",
            "ra",
            "sarcoidosis",
            "diverticulitis",
            "vitiligo",
            "autoimmune hepatitis",
            "aih",
            "ibd",
            "inflammatory bowel disease",
            "type 1 diabetes",
            "t1dm",
            "vasculitis",
            "multiple sclerosis",
            "glomerulonephritis",
            "iritis",
        }
    ),
    "active_infection": frozenset(
        {"sepsis", "septic", "spontaneous bacterial peritonitis", "active tb", "active tuberculosis"}
    ),
    "anticoagulation": frozenset(
        {
            "warfarin",
            "coumadin",
            "rivaroxaban",
            "apixaban",
            "edoxaban",
            "dabigatran",
            "xarelto",
            "eliquis",
            "pradaxa",
            "acenocoumarol",
            "phenprocoumon",
            "marcumar",
            "lixiana",
        }
    ),
    "immunosuppressant": frozenset(
        {
            "tacrolimus",
            "cyclosporine",
            "ciclosporin",
            "azathioprine",
            "methotrexate",
            "mtx",
            "mycophenolate",
            "mmf",
            "sirolimus",
            "infliximab",
            "adalimumab",
            "everolimus",
        }
    ),
    "psychosocial_barrier": frozenset(
        {
            "dementia",
            "schizophrenia",
            "psychosis",
            "substance abuse",
            "drug abuse",
            "active alcohol abuse",
            "severe depression",
            "social problem",
            "social problems",
            "psychiatric disease",
            "psychiatric disorder",
            "psychiatric illness",
            "mental illness",
        }
    ),
    "interstitial_lung_disease": frozenset({"pulmonary fibrosis", "lung fibrosis", "ipf"}),
    "bleeding_tendency": frozenset({"hemophilia", "haemophilia", "von willebrand disease", "von willebrand"}),
    "organ_dysfunction": frozenset({"respiratory failure", "severe copd"}),
    "live_vaccine": frozenset({"mmr", "mmr vaccine", "varicella vaccine", "yellow fever vaccine", "bcg vaccine"}),
    "gi_bleeding_risk": frozenset(
        {
            "active ulcer",
            "active gastric ulcer",
            "active peptic ulcer",
            "large varices",
            "high risk varices",
            "red wale",
            "red wale sign",
            "red wale signs",
        }
    ),
    "chemotherapy_allergy": frozenset(
        {
            "oxaliplatin allergy",
            "allergic to oxaliplatin",
            "allergy to oxaliplatin",
            "platinum allergy",
            "allergy to platinum",
        }
    ),
    "stroke": frozenset(
        {"tia", "transient ischaemic attack", "transient ischemic attack", "cerebral infarction", "cerebral infarct"}
    ),
    "variceal_bleeding": frozenset(),
}
_BLEEDS = word_set("history_bleeds")


def _affirmed_now(draft: Draft, fact: str, place: int) -> bool:
    """Leave out what was and is over, and doses that do not count."""
    token = draft.tokens[place]
    if fact in _PAST_ENDS and ("past" in token.scope or nearby(draft, place, _OVER)):
        return False
    if fact == "anticoagulation":
        if nearby(draft, place, _PROPHYLACTIC):
            draft.record(fact, False, place, place)
            return False
        if "past" in token.scope or nearby(draft, place, _STOPPED):
            draft.ask(fact, "uncertain", place, place)
            return False
    return True


def _event(draft: Draft, place: int, fact: str) -> None:
    said, last = polarity(draft, place)
    if said == "unsure":
        draft.ask(fact, "uncertain", place, last)
    elif said == "no":
        _record_denial(draft, fact, place, last)
        if fact == "gi_bleeding":
            return
    elif said == "yes":
        _happened(draft, fact, place, last)


def _happened(draft: Draft, fact: str, place: int, last: int) -> None:
    beside = date_beside(draft, place, last)
    both = ["gi_bleeding"] if fact == "variceal_bleeding" else []
    if fact == "gi_bleeding" and nearby(draft, place, _VARICEAL, 6):
        both = ["variceal_bleeding"]
    if fact == "immunosuppressant" and beside and not nearby(draft, place, _STOPPED, 8):
        beside = None if nearby(draft, place, frozenset({"since", "started", "from"}), 8) else beside
    if beside is None:
        value: Any = True
    else:
        day, at = beside
        first, last = min(place, at), max(last, at)
        if day.ahead or day.iso is None:
            for one in (fact, *both):
                draft.ask(one, "future_date" if day.ahead else "ambiguous_date", first, last, day.candidates)
            return
        value = {"date": day.iso}
        draft.use([at])
    for one in (fact, *both):
        draft.record(one, _latest(draft, one, value), place, last)


def _latest(draft: Draft, fact: str, value: Any) -> Any:
    """Of two dates of one event in a message the later one counts."""
    known = draft.facts.get(fact)
    if isinstance(known, dict) and isinstance(value, dict) and "date" in known:
        return max(known, value, key=lambda one: str(one["date"]))
    if isinstance(known, dict) and value is True:
        return known
    return value


def _means(draft: Draft, place: int, token: Token) -> None:
    sense = token.sense("means")
    said, last = polarity(draft, place)
    if sense is None or said in ("none",):
        return
    facts = sense.value["negated"] if said == "no" else sense.value["facts"]
    for fact, value in facts.items():
        if said == "unsure":
            draft.ask(fact, "uncertain", place, last)
        else:
            draft.record(fact, value, place, last)


def _condition(draft: Draft, place: int, token: Token) -> None:
    """``HTN`` decides nothing; ``well-controlled HTN``, ``uncontrolled AF``, ``no arrhythmia`` do."""
    sense = token.sense("condition")
    if sense is None:
        return
    said, last = polarity(draft, place)
    entry = sense.value
    if said == "none":
        return
    if said == "no":
        absent = {"gi_bleeding": False} if sense.id == "bleeding" and _gut(draft) else entry["absent"]
        _all(draft, absent, place, last)
        return
    if _grade(draft, place, sense.id):
        return
    state = _state(draft, place)
    if said == "unsure" and entry.get("asks"):
        draft.ask(entry["asks"], "uncertain", place, last)
    elif state is not None and entry.get(state[0]):
        _all(draft, entry[state[0]], min(place, state[1]), max(place, state[1]))
    elif "note" in entry:
        draft.notes.append(entry["note"])
        draft.use([place])
    elif (
        "past" not in token.scope
        and entry.get("asks")
        and not any(query.fact == entry["asks"] for query in draft.queries)
        and entry["asks"] not in draft.facts
    ):
        draft.ask(entry["asks"], "uncertain", place, last)


def _gut(draft: Draft) -> bool:
    """Tell whether the message speaks of the gut, so that ``no bleed`` means its bleeding."""
    return any(
        one.names("gi_bleeding_risk")
        or one.names("variceal_bleeding")
        or any(note.id == "varices" for note in one.senses("note"))
        for one in draft.tokens
    )


def _all(draft: Draft, facts: dict[str, Any], place: int, last: int) -> None:
    for fact, value in facts.items():
        draft.record(fact, value, place, last)


def _state(draft: Draft, place: int) -> tuple[str, int] | None:
    """The word of control nearest to a condition in its segment."""
    segment = draft.tokens[place].segment
    for distance in range(1, 6):
        for step in (place - distance, place + distance):
            token = draft.at(step)
            if token is None or (token.segment != segment and not _only_state(draft, token, segment)):
                continue
            between = range(min(step, place) + 1, max(step, place))
            if any(blocks(draft.tokens[one], draft.tokens[place]) for one in between):
                continue
            if token.kind == "normal":
                return "controlled", step
            for state in ("uncontrolled", "controlled", "therapeutic", "prophylactic"):
                if token.cue(state):
                    denied = "neg" in token.scope
                    return (
                        "controlled" if denied and state == "uncontrolled" else "uncontrolled" if denied else state
                    ), step
    return None


def _only_state(draft: Draft, token: Token, segment: int) -> bool:
    """``diabetes, poorly controlled``: the next segment counts where it holds nothing but the word."""
    if token.segment != segment + 1:
        return False
    others = [one for one in draft.tokens if one.segment == token.segment and one is not token and one.kind != "punct"]
    return all(one.text in ("well", "poorly", "on", "meds", "now", "still", "very") for one in others)


def _grade(draft: Draft, place: int, condition: str) -> bool:
    """``grade 2 arrhythmia``, ``AF grade 1``."""
    if condition not in ("arrhythmia", "atrial_fibrillation"):
        return False
    for step in (place - 1, place + 1, place + 2, place + 3):
        token = draft.at(step)
        if token is not None and token.kind == "num" and token.segment == draft.tokens[place].segment:
            around = {draft.word(step - 1), draft.word(step - 2)}
            number = token.number
            if (
                number
                and number.plain is not None
                and around & {"grade", "gr", "g", "ctcae"}
                and 0 <= number.plain <= 5
            ):
                return draft.record("arrhythmia_grade", number.plain, min(place, step), max(place, step))
    return False


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
    beside = date_beside(draft, place, last)
    if beside is None:
        draft.record("pregnancy_test", value, place, last)
        return
    day, at = beside
    entry: dict[str, Any] = {"value": value}
    if draft.dated("pregnancy_test", day, min(place, at), max(last, at), entry):
        draft.record("pregnancy_test", entry, min(place, at), max(last, at))


def _steroid(draft: Draft, place: int) -> None:
    """Steroids count above 10 mg of prednisone a day; local ones and premedication never."""
    token = draft.tokens[place]
    said, last = polarity(draft, place)
    if said == "none":
        return
    if said == "no":
        if token.text in ("steroids", "steroid", "corticosteroids", "glucocorticoids"):
            draft.record("immunosuppressant", False, place, last)
        return
    if nearby(draft, place, _LOCAL, 4):
        draft.record("immunosuppressant", False, place, last)
        return
    dose = _dose(draft, place)
    if dose is None or said == "unsure":
        draft.ask("immunosuppressant", "value" if said == "yes" else "uncertain", place, last)
    elif dose[0] * _STEROIDS[token.text] <= 10.0001:
        draft.record("immunosuppressant", False, min(place, dose[1]), max(place, dose[1]))
    else:
        draft.tokens[dose[1]].used = True
        _happened(draft, "immunosuppressant", place, max(place, dose[1]))


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
            twice = draft.word(step + 1) in ("bid", "bd") or "twice" in (draft.word(step + 1), draft.word(step + 2))
            high = token.number.high if token.number.high is not None else token.number.value
            return high * (2 if twice else 1), step
    return None
