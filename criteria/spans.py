"""Sets of numbers: intervals whose ends are open or closed.

A bound is a pair ``(value, side)``: ``(5, 0)`` is 5 itself, ``(5, 1)`` just above it and
``(5, -1)`` just below, so that comparing pairs compares open and closed ends alike.
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

Bound = tuple[float, int]
LEAST: Bound = (-math.inf, 0)
GREATEST: Bound = (math.inf, 0)


def rounded(value: float) -> float:
    """Round to six significant digits, at which all values are compared."""
    return float(f"{value:.6g}")


class Span(NamedTuple):
    """The numbers from ``low`` to ``high``; a single number has both alike."""

    low: Bound
    high: Bound

    @property
    def is_empty(self) -> bool:
        """Tell whether no number lies between the bounds."""
        return self.low > self.high

    @property
    def is_point(self) -> bool:
        """Tell whether exactly one number lies between the bounds."""
        return self.low == self.high

    def scaled(self, factor: float, offset: float = 0.0) -> Span:
        """Give ``factor * x + offset`` for every x, for a factor above zero, rounded."""
        (low, low_side), (high, high_side) = self
        return Span((rounded(low * factor + offset), low_side), (rounded(high * factor + offset), high_side))

    def within(self, other: Span) -> bool:
        """Tell whether every number of this span lies in the other."""
        return other.low <= self.low and self.high <= other.high

    def apart(self, other: Span) -> bool:
        """Tell whether no number lies in both."""
        return self.high < other.low or self.low > other.high

    def common(self, other: Span) -> Span:
        """Give the numbers in both; may be empty."""
        return Span(max(self.low, other.low), min(self.high, other.high))

    def whole(self) -> Span:
        """Give the whole numbers' range: ``> 3`` starts at 4."""
        (low, low_side), (high, high_side) = self
        first = low if math.isinf(low) else _up(low, low_side)
        last = high if math.isinf(high) else -_up(-high, -high_side)
        return Span((first, 0), (last, 0))

    def __str__(self) -> str:
        """Write the span as a record does: ``82``, ``>1210``, ``70-80``, ``<=0.5``."""
        (low, low_side), (high, high_side) = self
        if self.is_point:
            return number_text(low)
        if math.isinf(high):
            return f"{'>' if low_side else '>='}{number_text(low)}"
        if math.isinf(low) or (low == 0 and not low_side):
            return f"{'<' if high_side else '<='}{number_text(high)}"
        if low_side or high_side:
            return f"{'>' if low_side else '>='}{number_text(low)} and {'<' if high_side else '<='}{number_text(high)}"
        return f"{number_text(low)}-{number_text(high)}"


def _up(value: float, side: int) -> float:
    up = math.ceil(value)
    return float(up + 1) if side > 0 and up == value else float(up)


def point(value: float) -> Span:
    """Give the span of one number."""
    bound = (rounded(value), 0)
    return Span(bound, bound)


def between(low: float, high: float) -> Span:
    """Give the span from low to high, both included."""
    return Span((rounded(low), 0), (rounded(high), 0))


ALL = Span(LEAST, GREATEST)


def number_text(value: float) -> str:
    """Write a number without a needless ``.0`` or exponent: 82, 1.4, 193000."""
    text = f"{value:.6g}"
    if "e" in text:
        text = f"{value:.10f}".rstrip("0").rstrip(".")
    return text


_NUMBER = r"(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+)"
_COMPARED = re.compile(rf"\s*(<=|>=|<|>|≤|≥)\s*{_NUMBER}\s*")
_RANGE = re.compile(rf"\s*{_NUMBER}\s*[-–]\s*{_NUMBER}\s*")
_PLAIN = re.compile(rf"\s*{_NUMBER}\s*")


def parse_span(text: str) -> Span | None:
    """Read ``82``, ``>1210``, ``<=0.5``, ``≥3`` or ``70-80``; None where it is none of these.

    A range whose first end exceeds its second is returned as it stands: it is empty.
    """
    if match := _COMPARED.fullmatch(text):
        value = rounded(float(match[2]))
        return {
            "<": Span(LEAST, (value, -1)),
            "<=": Span(LEAST, (value, 0)),
            ">": Span((value, 1), GREATEST),
            ">=": Span((value, 0), GREATEST),
        }[match[1].replace("≤", "<=").replace("≥", ">=")]
    if match := _RANGE.fullmatch(text):
        return between(float(match[1]), float(match[2]))
    if match := _PLAIN.fullmatch(text):
        return point(float(match[1]))
    return None
