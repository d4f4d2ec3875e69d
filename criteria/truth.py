"""The three answers of a criterion, and strong Kleene logic over them."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from typing import NoReturn


class Truth(enum.Enum):
    """Whether a criterion holds for every value that the facts can still have."""

    SATISFIED = "satisfied"
    VIOLATED = "violated"
    UNKNOWN = "unknown"

    def __bool__(self) -> NoReturn:
        """Refuse: an answer has three values, and ``if truth:`` would lose one of them."""
        raise TypeError("a Truth has three values; compare it with `is Truth.SATISFIED`")

    def __invert__(self) -> Truth:
        """Negate: satisfied and violated change places, unknown stays."""
        if self is Truth.UNKNOWN:
            return self
        return Truth.VIOLATED if self is Truth.SATISFIED else Truth.SATISFIED

    __hash__ = object.__hash__  # an Enum's own hash is computed in Python, each time


def all_of(truths: Iterable[Truth]) -> Truth:
    """Conjoin: violated if any is, else unknown if any is, else satisfied (also of nothing)."""
    answer = Truth.SATISFIED
    for truth in truths:
        if truth is Truth.VIOLATED:
            return truth
        if truth is Truth.UNKNOWN:
            answer = truth
    return answer


def any_of(truths: Iterable[Truth]) -> Truth:
    """Disjoin: satisfied if any is, else unknown if any is, else violated (also of nothing)."""
    answer = Truth.VIOLATED
    for truth in truths:
        if truth is Truth.SATISFIED:
            return truth
        if truth is Truth.UNKNOWN:
            answer = truth
    return answer


def certain(holds: bool, fails: bool) -> Truth:
    """Give the answer to a question that holds for every case, for none (``fails``), or neither."""
    if holds:
        return Truth.SATISFIED
    return Truth.VIOLATED if fails else Truth.UNKNOWN
