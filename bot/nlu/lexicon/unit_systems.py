"""Which units a laboratory reports in: one that gives creatinine in umol/L gives bilirubin so too.

``bili 16`` alone may be umol/L or mg/dL. Beside ``creat 78`` or ``Hb 128`` it is umol/L: no laboratory that reports
haemoglobin in g/L or creatinine in umol/L reports bilirubin in mg/dL. What is read so is read back as inferred.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.lexicon.tokens import Token

_TELLING = {"creatinine": (("umol/l", "µmol/l"), 30.0, 2000.0), "hemoglobin": (("g/l",), 50.0, 220.0)}
"""The tests that tell: their SI unit, and between which numbers no other unit is meant."""
_NEAR = 4
"""How many tokens behind its name a test's number may stand."""


def reports_in_si(tokens: Sequence[Token]) -> bool:
    """Tell whether a creatinine, or where there is none a haemoglobin, of a message is in SI units.

    Many laboratories report haemoglobin in g/dL beside a bilirubin in umol/L, so that the creatinine decides.
    """
    told: dict[str, bool] = {}
    for place, token in enumerate(tokens):
        for sense in token.senses("name"):
            found = _in_si(tokens, place, sense.id) if sense.id in _TELLING else None
            if found is not None:
                told[sense.id] = found and told.get(sense.id, True)
    return next((told[fact] for fact in _TELLING if fact in told), False)


def _in_si(tokens: Sequence[Token], place: int, fact: str) -> bool | None:
    """Tell whether the number behind the name of a test is in its SI unit; None where there is no number."""
    units, low, high = _TELLING[fact]
    for token in tokens[place + 1 : place + 1 + _NEAR]:
        if token.hit is not None:
            return None
        if token.kind == "num" and token.number is not None:
            return low <= token.number.value <= high and (token.unit is None or token.unit.lower() in units)
    return None
