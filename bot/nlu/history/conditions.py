"""Conditions that decide a fact only with a word beside them: ``uncontrolled AF``, ``HTN``."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.nlu.draft import Draft
from bot.nlu.history.allergies import other_allergy, to_chemotherapy
from bot.nlu.history.anticoagulants import level
from bot.nlu.history.bleeds import alone, denied, source_of
from bot.nlu.history.events import happened
from bot.nlu.history.thinned import thinned_now
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import Sense, word_set
from bot.nlu.scope.gone import healed, none_now
from bot.nlu.scope.polarity import Polarity, clause_behind, polarity
from bot.nlu.scope.put_off import put_off_for
from bot.nlu.text.near import blocks


def read_condition(draft: Draft, place: int, token: Token) -> None:
    """``HTN`` decides nothing; ``well-controlled HTN``, ``uncontrolled AF``, ``no arrhythmia`` do."""
    sense = token.sense("condition")
    if sense is None:
        return
    said, last = polarity(draft, place)
    if said == "none" or (sense.id == "allergy" and other_allergy(draft, place)):
        return
    if sense.id == "bleeding" and {draft.word(place - 1), draft.word(place + 1)} & _ELSEWHERE:
        return
    if said == "no":
        absent = denied(draft, place, sense)
        _record_all(draft, absent, place, last)
        if not absent and sense.id == "bleeding" and alone(draft, place):
            draft.ask("gi_bleeding", "uncertain", place, last)
    elif said == "yes" and sense.id == "infection" and none_now(draft, place):
        draft.record("active_infection", False, place, last)
    elif said == "yes" and sense.id == "infection" and (healed(draft, place) or _put_off(draft, place)):
        draft.use([place])
    elif said == "yes" and sense.id == "bleeding" and (source := source_of(draft, place)):
        happened(draft, source, place, last)
    elif not (_grade(draft, place, sense.id) or (said == "yes" and clause_behind(draft, place) & _OVER)):
        _present(draft, place, sense, said, last)


def _put_off(draft: Draft, place: int) -> bool:
    """``cancelled because of covid`` was then; of what a fever came it is still to be asked."""
    return not draft.word(place).startswith(("fever", "febrile", "temperature")) and put_off_for(draft, place)


_ELSEWHERE = {"gums", "gum", "gingival", "nose", "nasal", "nosebleed"}


def _present(draft: Draft, place: int, sense: Sense, said: Polarity, last: int) -> None:
    """A condition that the patient has, or may have: its word of control decides, or it is noted or asked."""
    token, entry = draft.tokens[place], sense.value
    if sense.id == "allergy" and said == "yes" and to_chemotherapy(draft, place):
        draft.record("chemotherapy_allergy", True, place, last)
        return
    treated = _under_antibiotics(draft, place) if sense.id == "infection" else None
    dosed = level(draft, place) if sense.id == "heparin" else None
    state = treated or dosed or _state_of(draft, place)
    if said == "unsure" and entry.get("asks"):
        draft.ask(entry["asks"], "uncertain", place, last)
    elif state is not None and state[0] == "controlled" and entry["controlled"] == {}:
        draft.use([place, state[1]])
    elif state is not None and entry.get(state[0]):
        if sense.id == "heparin" and state[0] == "therapeutic" and not thinned_now(draft, place):
            return
        shared = any(_joined(draft, one) for one in range(place + 1, state[1]))
        draft.use([state[1]])
        ends = (place, place) if shared else (min(place, state[1]), max(place, state[1]))
        _record_all(draft, entry[state[0]], *ends)
    elif "note" in entry:
        draft.notes.append(entry["note"])
        draft.use([place])
    elif (
        ("past" not in token.scope or entry.get("lasts"))
        and entry.get("asks")
        and not any(query.fact == entry["asks"] for query in draft.queries)
        and entry["asks"] not in draft.facts
    ):
        draft.ask(entry["asks"], "uncertain", place, last)


_ANTIBIOTICS = word_set("conditions_antibiotics")


def _under_antibiotics(draft: Draft, place: int) -> tuple[str, int] | None:
    """``pneumonia, started on IV ceftriaxone``: an infection that is being treated is active."""
    if "past" in draft.tokens[place].scope:
        return None
    for step in range(place + 1, min(place + 9, len(draft.tokens))):
        token = draft.tokens[step]
        then = token.kind == "date" and not token.text.startswith("day ") and not _lately(draft, token)
        if token.sentence != draft.tokens[place].sentence or then:
            return None
        lead = {draft.word(one) for one in range(max(place, step - 4), step)}
        if (token.text in _ANTIBIOTICS or token.text.endswith(_ENDINGS)) and lead & {
            "on",
            "started",
            "receiving",
            "iv",
            "under",
            "taking",
        }:
            return "uncontrolled", step
    return None


def _lately(draft: Draft, token: Token) -> bool:
    """``abscess drained yesterday, on metronidazole``: of these three weeks."""
    day = token.day.iso if token.day is not None else None
    return day is not None and day >= (draft.today - timedelta(weeks=3)).isoformat()


_ENDINGS = ("cillin", "floxacin", "mycin", "penem", "cycline", "amoxiclav")
"""How the names of antibiotics end."""


def _record_all(draft: Draft, facts: dict[str, Any], place: int, last: int) -> None:
    for fact, value in facts.items():
        draft.record(fact, value, place, last)


def _state_of(draft: Draft, place: int) -> tuple[str, int] | None:
    """The word of control nearest to a condition in its segment."""
    segment = draft.tokens[place].segment
    behind = _own_clause(draft, place)
    for distance in range(1, 6):
        for step in (behind,) if behind else (place - distance, place + distance):
            token = draft.at(step)
            if token is None or (token.segment != segment and not _only_state(draft, token, segment)):
                continue
            between = range(min(step, place) + 1, max(step, place))
            if any(blocks(draft.tokens[one], draft.tokens[place]) and not _joined(draft, one) for one in between):
                continue
            after = draft.at(step + 1)
            if step > place and after is not None and after.sense("condition") and after.start > token.end:
                continue
            if token.kind == "normal":
                return "controlled", step
            if token.text in _KINDS_OF_AF and (_is_af(draft, place) or draft.word(step + 1) == ":"):
                continue  # ``active: HTN (controlled)`` heads a list of illnesses
            for state in ("uncontrolled", "controlled", "therapeutic", "prophylactic"):
                if token.cue(state):
                    denied = "neg" in token.scope
                    return (
                        "controlled" if denied and state == "uncontrolled" else "uncontrolled" if denied else state
                    ), step
    return None


_REMAINS = word_set("conditions_remains")


def _own_clause(draft: Draft, place: int) -> int | None:
    """``diabetes well controlled and hypertension that remains uncontrolled``: where the word of its own clause is."""
    if draft.word(place + 1) not in ("that", "which"):
        return None
    step = place + 2
    while draft.word(step) in _REMAINS:
        step += 1
    token = draft.at(step)
    return step if token is not None and token.cue("uncontrolled", "controlled") and step > place + 2 else None


_KINDS_OF_AF = ("persistent", "chronic", "permanent", "ongoing", "current", "paroxysmal", "acute", "active")


def _is_af(draft: Draft, place: int) -> bool:
    """``persistent atrial fibrillation``: its kind, not how it is controlled."""
    return any(one.id in ("atrial_fibrillation", "arrhythmia") for one in draft.tokens[place].senses("condition"))


def _joined(draft: Draft, place: int) -> bool:
    """``HTN and DM well controlled``: a second condition that the word is said of too."""
    return bool(draft.tokens[place].sense("condition")) and draft.word(place - 1) in ("and", "/", "&")


def _only_state(draft: Draft, token: Token, segment: int) -> bool:
    """``diabetes, poorly controlled``: the next segment counts where it holds nothing but the word."""
    if token.segment != segment + 1:
        return False
    at = draft.place_at(token.start)
    near = draft.tokens[max(0, at - 8) : at + 8]
    others = [one for one in near if one.segment == token.segment and one is not token and one.kind != "punct"]
    return all(_beside_control(one) for one in others)


_OVER = word_set("history_over")


_OF_CONTROL = word_set("conditions_of_control")


def _beside_control(token: Token) -> bool:
    """``well controlled on amlodipine 5 mg``: drugs and doses say how."""
    dose = token.kind == "num" and (token.unit is None or token.unit.startswith("mg"))
    return token.text in _OF_CONTROL or bool(token.sense("note")) or dose


def _grade(draft: Draft, place: int, condition: str) -> bool:
    """``grade 2 arrhythmia``, ``AF, CTCAE grade 1, rate controlled``: the grade, and whether it is controlled."""
    if condition not in ("arrhythmia", "atrial_fibrillation"):
        return False
    for step in (place - 1, *range(place + 1, place + 9)):
        token = draft.at(step)
        if token is None or token.kind != "num" or token.number is None or not _of_one_clause(draft, place, step):
            continue
        around = {draft.word(step - 1), draft.word(step - 2)}
        grade = token.number.plain
        if grade is not None and around & _GRADES and 0 <= grade <= 5:
            _control(draft, step)
            for one in range(place + 1, step):
                if draft.word(one).endswith("controlled"):
                    wild = draft.tokens[one].cue("uncontrolled")
                    draft.record("uncontrolled_arrhythmia", wild, one, one)
            return draft.record("arrhythmia_grade", grade, min(place, step), max(place, step))
    return False


_GRADES = {"grade", "gr", "g", "ctcae"}
_BESIDE_GRADE = {*_GRADES, *_KINDS_OF_AF, ",", "\n", "(", "."}


def _of_one_clause(draft: Draft, place: int, step: int) -> bool:
    """``AF, CTCAE grade 2``: the grade may stand behind a comma, with nothing else between."""
    between = {draft.word(one) for one in range(place + 1, step)}
    controls = {one for one in between if "controlled" in one or one in ("rate", "rhythm", "poorly", "well", "not")}
    return draft.tokens[step].segment == draft.tokens[place].segment or between <= _BESIDE_GRADE | controls


def read_control(draft: Draft, place: int) -> None:
    """``arrhythmia grade 3, uncontrolled``: the grade is a value; whether it is controlled stands behind it."""
    for step in range(place + 1, min(place + 4, len(draft.tokens))):
        if draft.tokens[step].kind == "num":
            _control(draft, step)
            return


def _control(draft: Draft, step: int) -> None:
    """``grade 3, uncontrolled``: what stands behind the grade."""
    while draft.word(step + 1) in ("by", "ctcae", "per", "according to"):
        step += 1
    step += draft.word(step + 1) == ")"
    said = draft.at(step + 2 if draft.word(step + 1) in (",", "-", "(") else step + 1)
    if said is None or "neg" in said.scope:
        return
    wild = said.cue("uncontrolled")
    if (
        said.text.endswith("controlled")
        or said.cue("controlled")
        or (wild and said.text in ("refractory", "resistant", "out of control"))
    ):
        draft.record("uncontrolled_arrhythmia", wild, draft.place_at(said.start), draft.place_at(said.start))
