"""A choice lies among accepted options; a flag is yes or no; other malignancies and their years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from criteria.conditions.base import Finding, aged, freshness, unknown
from criteria.days import Days, Period
from criteria.knowledge import Knowledge
from criteria.truth import Truth, certain
from criteria.values import Choice, Flag, Several


@dataclass(frozen=True)
class AmongOptions:
    """A choice is one of the accepted options; a test must be recent where ``fresh`` says so."""

    fact: str
    accepted: frozenset[str]
    fresh: Period | None = None

    def reads(self) -> tuple[str, ...]:
        """Give the fact."""
        return (self.fact,)

    def judge(self, knowledge: Knowledge) -> Finding:
        """Judge the options that are still possible."""
        known = knowledge.known(self.fact)
        value = known.value
        if not isinstance(value, Choice):
            return unknown(knowledge, self.fact, self.accepted)
        left = value.options & self.accepted
        truth = certain(len(left) == len(value.options), not left)
        missing = knowledge.missing(self.fact, self.accepted) if truth is Truth.UNKNOWN else ()
        finding = Finding(truth, known.reads, missing, None, known.notes)
        if self.fresh is None:
            return finding
        return aged(finding, freshness(value.date, self.fresh, knowledge.day), self.fact)


@dataclass(frozen=True)
class FlagIs:
    """A flag is as demanded."""

    fact: str
    wanted: bool

    def reads(self) -> tuple[str, ...]:
        """Give the fact."""
        return (self.fact,)

    def judge(self, knowledge: Knowledge) -> Finding:
        """Judge the flag."""
        known = knowledge.known(self.fact)
        if not isinstance(known.value, Flag):
            return unknown(knowledge, self.fact)
        truth = Truth.SATISFIED if known.value.holds is self.wanted else Truth.VIOLATED
        return Finding(truth, known.reads)


@dataclass(frozen=True)
class AllAmong:
    """Everything that holds of a fact is accepted, some of it once a period has passed."""

    fact: str
    accepted: frozenset[str]
    after: Mapping[str, Period]

    def reads(self) -> tuple[str, ...]:
        """Give the fact."""
        return (self.fact,)

    def judge(self, knowledge: Knowledge) -> Finding:
        """Judge every option that holds; a violation ends when the last of them does."""
        known = knowledge.known(self.fact)
        if not isinstance(known.value, Several):
            return unknown(knowledge, self.fact)
        verdicts = [self._one(option, days, knowledge.day) for option, days in known.value.held]
        violated = [ends for truth, ends in verdicts if truth is Truth.VIOLATED]
        if violated:
            ends = [end for end in violated if end is not None]
            final = len(ends) < len(violated)
            return Finding(Truth.VIOLATED, known.reads, (), None if final else max(ends))
        if any(truth is Truth.UNKNOWN for truth, _ in verdicts):
            return Finding(Truth.UNKNOWN, known.reads, (self.fact,))
        return Finding(Truth.SATISFIED, known.reads)

    def _one(self, option: str, days: Days | None, day: date) -> tuple[Truth, date | None]:
        period = self.after.get(option)
        if option in self.accepted:
            return Truth.SATISFIED, None
        if period is None:
            return Truth.VIOLATED, None
        if days is None:
            return Truth.UNKNOWN, None
        over = period.after(days.last)
        truth = certain(over <= day, period.after(days.first) > day)
        return truth, over if truth is Truth.VIOLATED else None
