"""From a number and its unit to a fact's value in record form, or to the question that must be asked first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from bot.nlu.extraction import QueryKind
from bot.nlu.lexicon.numbers import Number
from bot.nlu.lexicon.units import WEAK
from bot.nlu.lexicon.vocabulary import words
from criteria.catalogue import Catalogue, Fact
from criteria.units import XULN


class Reading(msgspec.Struct, frozen=True):
    """A value understood: its record form, the unit it was read in, and whether that was inferred."""

    value: float | str
    unit: str
    said: str
    inferred: bool = False
    factor: float = 1.0


class Doubt(msgspec.Struct, frozen=True):
    """A value that must be asked about, with its possible readings."""

    kind: QueryKind
    candidates: tuple[str, ...] = ()


def clean(value: float) -> float | int:
    """Drop what conversion leaves behind the tenth digit; whole numbers become integers."""
    rounded = float(f"{value:.10g}")
    return int(rounded) if rounded == int(rounded) else rounded


def written(value: float) -> str:
    """Write a number without an exponent."""
    number = clean(value)
    return str(number) if isinstance(number, int) else f"{number:.12f}".rstrip("0").rstrip(".")


def form(number: Number, factor: float = 1.0) -> float | str:
    """Give a number's record form: a number, ``">1210"`` or ``"70-80"``."""
    if number.high is not None:
        return f"{written(number.value * factor)}-{written(number.high * factor)}"
    if number.sign:
        return number.sign + written(number.value * factor)
    return clean(number.value * factor)


def within(number: Number, factor: float, limits: tuple[float, float] | list[float]) -> bool:
    """Tell whether the number, both ends of a range, lies within limits after conversion."""
    ends = [number.value, number.value if number.high is None else number.high]
    return all(limits[0] * 0.999999 <= end * factor <= limits[1] * 1.000001 for end in ends)


class Reader:
    """Reads numbers as values of facts, with the catalogue's unit tables and ranges."""

    def __init__(self, catalogue: Catalogue, *, si: bool = False) -> None:
        """With ``si``, what may be in two units is in SI units, since other tests beside it are."""
        self.catalogue = catalogue
        self._si = si
        self._typical: Mapping[str, Mapping[str, list[float]]] = words()["typical"]

    def read(self, fact_id: str, number: Number, unit: str | None) -> Reading | Doubt:
        """Read a number as a value of a fact; a :class:`Doubt` says what must be asked."""
        fact = self.catalogue.facts[fact_id]
        if unit == XULN:
            return Reading(form(number), XULN, XULN) if fact.uln is not None else Doubt("value")
        number, unit = self._scaled(fact_id, number, unit)
        factor = None if unit is None else self.catalogue.table(fact_id).factor(unit)
        if unit is not None and factor is None:
            if unit == "%":
                return Doubt("activity" if fact_id == "prothrombin_time" else "unit")
            if unit not in WEAK or (unit == "mm" and fact_id == "hemoglobin"):  # ``Hb 6.3 mM``
                return Doubt("unit", (unit,))
        if factor is not None and unit is not None:
            return self._explicit(fact, number, unit, factor)
        return self._inferred(fact, number)

    def _scaled(self, fact_id: str, number: Number, unit: str | None) -> tuple[Number, str | None]:
        """Resolve thousands and millions that are no unit of the analyte."""
        table = self.catalogue.table(fact_id)
        if unit == "k":
            return (number, "K/uL") if table.factor("K/uL") else (number.scaled(1e3), None)
        if unit == "iu" and table.factor("iu/ml"):
            return number, "iu/ml"
        if unit == "lakh":
            return (number, unit) if table.factor(unit) else (number.scaled(1e5), None)
        if unit == "million":
            return number.scaled(1e6), None
        if unit is not None and unit.startswith("10*") and table.factor(unit) is None:
            power = unit[3:].partition("/")[0]
            return number.scaled(10.0 ** min(int(power or 0), 12)), None
        return number, unit

    def _explicit(self, fact: Fact, number: Number, unit: str, factor: float) -> Reading | Doubt:
        limits = fact.plausible or (0.0, 1e12)
        fits = [one for one in _readings(number) if within(one, factor, limits)]
        if not fits:
            return Doubt("implausible", (f"{form(number)} {unit}",))
        if fact.units == "months" and unit in _WEEKS and number.high is None and number.value in (12, 13):
            return Doubt("two_readings", (f"{form(number, factor)} months", f"{number.sign or ''}3 months"))
        if len(fits) > 1 and "," not in number.text:
            return Doubt("two_readings", tuple(f"{form(one)} {unit}" for one in fits))
        return Reading(form(fits[0], factor), fact.unit, unit, factor=factor)

    def _inferred(self, fact: Fact, number: Number) -> Reading | Doubt:
        found: dict[str, Reading] = {}
        for one in _readings(number):
            for reading in self._fitting(fact, one):
                found.setdefault(str(reading.value), reading)
            if found and "," in number.text:
                break
        if not found:
            return Doubt("implausible" if fact.usual_units or fact.units != "months" else "unit", (str(form(number)),))
        canonical = [reading for reading in found.values() if reading.said == fact.unit]
        if self._si and len(canonical) == 1:
            return canonical[0]
        if len(found) > 1:
            units = {reading.said for reading in found.values()}
            kind: QueryKind = "unit" if len(units) > 1 else "two_readings"
            return Doubt(
                kind,
                tuple(
                    f"{form(number) if kind == 'unit' else reading.value} {reading.said}" for reading in found.values()
                ),
            )
        return next(iter(found.values()))

    def _fitting(self, fact: Fact, number: Number) -> list[Reading]:
        table = self.catalogue.tables[fact.units]
        typical = self._typical.get(fact.id)
        if typical is None:
            limits = dict.fromkeys(fact.usual_units or (fact.unit,), fact.plausible or (0.0, 1000000000000.0))
            sizes: Mapping[str, Any] = limits
        else:
            sizes = typical
        fits = []
        for unit, size in sizes.items():
            factor = table.factor(unit) or 1.0
            if within(number, 1.0 if typical is not None else factor, size):
                fits.append(Reading(form(number, factor), fact.unit, unit, inferred=len(sizes) > 1, factor=factor))
        return fits


_WEEKS = frozenset(("week", "weeks", "wk", "wks"))
"""Of which twelve and thirteen are said for three months, though they are fewer days."""


def _readings(number: Number) -> list[Number]:
    if number.other is None:
        return [number]
    return [number, Number(number.other, number.sign, None, None, number.spelled, number.text)]
