"""Names of measurements that stand together: ``AST/ALT 60/45``, ``Na/K/Cr 138/4.1/0.9``, ``AST and ALT both < 40``."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.labs.beside import Found
from bot.nlu.labs.headers import Header, lab_name
from bot.nlu.labs.limits import (
    alias_end,
    direct_behind,
)
from bot.nlu.labs.measures import take_lab
from bot.nlu.labs.normals import all_normal, is_normal_before, record_normal
from bot.nlu.labs.pressures import date_behind
from bot.nlu.labs.values import Reading, form
from bot.nlu.labs.walk import forward
from bot.nlu.lexicon.slashes import JOINTS, numbers_from, others_beside
from criteria.units import XULN


def among_others(draft: Draft, places: list[int], facts: list[str], header: Header) -> int | None:
    """``Na/K/Cr 138/4.1/0.9``: the values at their places; None where there are not as many values as names."""
    before, after = others_beside(draft, places[0], -1), others_beside(draft, places[-1], 1)
    found = forward(draft, places[-1] + 1 + 2 * after) if before or after else None
    if found is None:
        return None
    numbers = numbers_from(draft, min([found.place, *(one for one in found.passed if draft.tokens[one].kind == "num")]))
    if len(numbers) != before + len(facts) + after:
        return None
    padded = [places[0]] * before + places + [places[-1] + 2 * after] * after
    return read_paired(draft, padded, [""] * before + facts + [""] * after, header)


def name_chain(draft: Draft, place: int, fact: str) -> tuple[list[int], list[str]]:
    """Names that stand together; another measurement's among them (``TB/DB``) has no fact and is an empty one."""
    places, facts = [place], [fact]
    step = alias_end(draft, place, fact) + 1
    while draft.word(step) in JOINTS:
        token = draft.at(step + 1)
        name = lab_name(draft, token) if token is not None else None
        if name is None and token is not None and token.senses("decoy") and draft.word(step) in ("/", "&"):
            name = ""
        name = "" if fact == "bilirubin" and direct_behind(draft, step) else name
        if name is None or (name and name in facts):
            break
        places.append(step + 1)
        facts.append(name)
        step = alias_end(draft, step + 1, name) + 1
    return places, facts


def read_paired(draft: Draft, places: list[int], facts: list[str], header: Header) -> int | None:
    """``AST/ALT 60/45``: as many numbers as names, in their order; or one value that is said of all."""
    found = forward(draft, alias_end(draft, places[-1], facts[-1]) + 1)
    joints = {draft.word(one - 1) for one in places[1:]}
    slashed = draft.word(places[0] + 1) != ","
    slashed = slashed or bool(joints & {"and", "&"}) or draft.word(places[-1] + 1) in ("all", "both")
    if found is None:
        return all_normal(draft, places, [one for one in facts if one], header) if slashed else None
    numbers = numbers_from(draft, min([found.place, *(one for one in found.passed if draft.tokens[one].kind == "num")]))
    if len(numbers) == len(facts):
        last = numbers[-1]
        behind = date_behind(draft, last) or found.day
        for fact, number in zip(facts, numbers, strict=True):
            if not fact:
                continue
            take_lab(
                draft,
                fact,
                places[0],
                Found(number, last, behind, unit=_shared_unit(draft, fact, numbers)),
                header,
                mark=number,
            )
        return last
    if not slashed or "" in facts:
        return None
    return _one_for_all(draft, places, facts, found, header)


def _shared_unit(draft: Draft, fact: str, numbers: list[int]) -> str | None:
    """``60/45 U/L``: a unit behind the last number holds for all that it can be of; ``AST/TB 60/1.5 mg/dL``."""
    unit = draft.tokens[numbers[-1]].unit
    return unit if unit is None or _fits(draft, fact, unit) else None


def _fits(draft: Draft, fact: str, unit: str) -> bool:
    return unit == XULN or draft.catalogue.table(fact).factor(unit) is not None


def _one_for_all(draft: Draft, places: list[int], facts: list[str], found: Found, header: Header) -> int | None:
    """``PT/INR 1.3`` belongs to the one it can be; ``AST and ALT both < 40`` to all; else it is asked."""
    token = draft.tokens[found.place]
    number = token.number
    if number is None:
        return None
    fits = [fact for fact in facts if isinstance(draft.reader.read(fact, number, token.unit), Reading)]
    span = range(places[0], found.place)
    both = (
        any(draft.word(one) in ("both", "each") for one in (*span, found.place + 1))
        or number.sign
        or token.unit == XULN
    )
    if len(fits) == 1:
        if is_normal_before(draft, places[0]) and facts[0] != fits[0]:
            record_normal(draft, facts[0], places[0] - 1, places[0], header)
            take_lab(draft, fits[0], places[-1], found, header)
            return found.last
        take_lab(draft, fits[0], places[0], found, header)
        draft.use(places)
        return found.last
    if both and fits:
        for fact in facts:
            take_lab(draft, fact, places[0], found, header)
        return found.last
    for fact in facts:
        draft.ask(fact, "two_readings", places[0], found.last, (str(form(number)),))
    return found.last
