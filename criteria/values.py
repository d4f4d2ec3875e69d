"""What a patient record can say of one fact: the set of values that the fact can still have."""

from __future__ import annotations

from dataclasses import dataclass

from criteria.days import Days
from criteria.spans import Span


@dataclass(frozen=True)
class Quantity:
    """A number: one of ``spans``, in the canonical unit, or in multiples of the limit of normal.

    ``uln`` is the upper limit of normal that came with the value, in the canonical unit; ``date``
    the day of the test, None where the record names none.
    """

    spans: tuple[Span, ...]
    in_uln: bool = False
    uln: float | None = None
    date: Days | None = None

    @property
    def is_point(self) -> bool:
        """Tell whether a single number is left."""
        return len(self.spans) == 1 and self.spans[0].is_point


@dataclass(frozen=True)
class Choice:
    """One of ``options`` holds."""

    options: frozenset[str]
    date: Days | None = None

    @property
    def is_point(self) -> bool:
        """Tell whether a single option is left."""
        return len(self.options) == 1


@dataclass(frozen=True)
class Several:
    """All of ``held`` hold, each with its date, None where the record names none."""

    held: tuple[tuple[str, Days | None], ...]

    @property
    def is_point(self) -> bool:
        """Tell whether every date is known to the day."""
        return all(day is None or day.is_point for _, day in self.held)


@dataclass(frozen=True)
class Flag:
    """Yes or no."""

    holds: bool
    date: Days | None = None
    is_point = True


@dataclass(frozen=True)
class Event:
    """It never happened, or it did: ``days`` of the latest time, None where no date is known."""

    happened: bool
    days: Days | None = None

    @property
    def is_point(self) -> bool:
        """Tell whether it never happened, or the day is known."""
        return not self.happened or (self.days is not None and self.days.is_point)


@dataclass(frozen=True)
class DayValue:
    """A day that may be known in part."""

    days: Days

    @property
    def is_point(self) -> bool:
        """Tell whether the day is known."""
        return self.days.is_point


Value = Quantity | Choice | Several | Flag | Event | DayValue


@dataclass(frozen=True)
class Treatment:
    """One entry of the treatment history; ``start`` and ``end`` None where they are not known."""

    kind: str
    start: Days | None = None
    end: Days | None = None
    agents: tuple[str, ...] | None = None
    outcome: str | None = None
    response: str | None = None


def plain(value: Value) -> object:
    """Write a value as a patient record does, in the canonical unit (dates and limits left out)."""
    if isinstance(value, Quantity):
        texts = [str(span) for span in value.spans]
        unit = " xULN" if value.in_uln else ""
        if len(texts) == 1:
            span = value.spans[0]
            if span.is_point and not unit:
                number = span.low[0]
                return int(number) if number.is_integer() else number
            return texts[0] + unit
        return " or ".join(texts) + unit
    if isinstance(value, Choice):
        return next(iter(value.options)) if value.is_point else sorted(value.options)
    if isinstance(value, Flag):
        return value.holds
    if isinstance(value, Event):
        return str(value.days) if value.days else value.happened
    if isinstance(value, Several):
        return [option for option, _ in value.held]
    return str(value.days)
