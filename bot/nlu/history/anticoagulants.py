"""Doses that tell a therapeutic anticoagulation from a prophylactic one.

Prophylaxis and treatment as in the products' labels: enoxaparin 20 or 40 mg once a day against 1 mg/kg twice or
1.5 mg/kg once; dalteparin 2500 or 5000 IU against 100 or 200 IU/kg; tinzaparin 3500 or 4500 IU against 175 IU/kg;
heparin 5000 IU; fondaparinux 2.5 mg against 5 to 10 mg. Other doses are asked about.
"""

from __future__ import annotations

from bot.nlu.draft import Draft

_ENOXAPARIN = {"enoxaparin", "clexane", "lovenox", "lmwh", "low molecular weight heparin"}
_DALTEPARIN = {"dalteparin", "tinzaparin", "heparin"}
_REDUCED = {"rivaroxaban": (2.5, 10.0), "xarelto": (2.5, 10.0), "apixaban": (2.5,), "eliquis": (2.5,)}
_TWICE = {"bid", "bd", "twice", "tid"}


def dose_of(draft: Draft, place: int) -> tuple[float, str, int] | None:
    """The dose behind a drug with its unit and its place, or None."""
    for step in range(place + 1, min(place + 5, len(draft.tokens))):
        token = draft.tokens[step]
        if token.segment != draft.tokens[place].segment or (token.clinical and step > place):
            return None
        if token.kind == "num" and token.number is not None and (token.unit or "").startswith(("mg", "iu")):
            return token.number.value, token.unit or "", step
    return None


def level(draft: Draft, place: int) -> tuple[str, int] | None:
    """Give ``therapeutic`` or ``prophylactic`` for the heparin at a place, and where its dose stands; or None."""
    dose = dose_of(draft, place)
    if dose is None:
        return None
    value, unit, step = dose
    drug = draft.tokens[place].phrase
    twice = any(draft.word(one) in _TWICE for one in range(step + 1, step + 4))
    if unit.startswith("mg/kg"):
        return ("therapeutic", step) if drug in _ENOXAPARIN and value >= 1 else None
    if unit.startswith("iu/kg"):
        return ("therapeutic", step) if drug in _DALTEPARIN and value >= 100 else None
    if drug == "fondaparinux":
        return ("prophylactic" if value <= 2.5 else "therapeutic"), step
    if unit == "mg" and drug in _ENOXAPARIN and value <= 40 and not twice:
        return "prophylactic", step
    prophylactic = unit == "iu" and drug in _DALTEPARIN and value <= 5000 and (drug == "heparin" or not twice)
    return ("prophylactic", step) if prophylactic else None


def reduced(draft: Draft, place: int) -> bool:
    """``rivaroxaban 10 mg``, ``apixaban 2.5 mg``: a dose of prophylaxis, or a reduced one of treatment."""
    dose = dose_of(draft, place)
    return dose is not None and dose[0] in _REDUCED.get(draft.tokens[place].phrase, ())
