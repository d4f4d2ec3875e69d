"""Units of measurement, converted per analyte to the canonical unit of the fact.

A spelling is folded before it is looked up: case, spaces, ``^``, ``**`` and ``*``, a leading ``x``,
superscripts and both micro signs do not matter (``x10⁹/L``, ``10^9/l`` and ``10*9/L`` are one).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

XULN = "xULN"
"""The unit of a value that is a multiple of the upper limit of normal."""


@lru_cache(maxsize=4096)
def folded(unit: str) -> str:
    """Fold a unit's spelling for comparison."""
    text = unicodedata.normalize("NFKC", unit).casefold().replace("μ", "u").replace("×", "x")
    for sign in (" ", "^", "*", "·", "[", "]"):
        text = text.replace(sign, "")
    text = text.replace("mcmol", "umol").replace("litre", "l").replace("liter", "l")
    if text.startswith("x10"):
        text = text[1:]
    return text


def is_xuln(unit: str) -> bool:
    """Tell whether the unit says multiples of the upper limit of normal (``xULN``, ``ULN``)."""
    return folded(unit) in ("xuln", "uln", "timesuln")


class UnitTable:
    """The units of one kind of analyte and their factors to the canonical one (the first)."""

    def __init__(self, name: str, factors: Mapping[str, float]) -> None:
        self.name = name
        self.factors = dict(factors)
        self.canonical = next(iter(self.factors))
        self._folded = {folded(unit): float(factor) for unit, factor in self.factors.items()}

    def factor(self, unit: str) -> float | None:
        """Give the factor from ``unit`` to the canonical one; None where the unit is not known."""
        return self._folded.get(folded(unit))
