"""Conditions of conditions: all, any, not, and one that speaks where another is silent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from criteria.conditions.base import Condition, Finding, merged
from criteria.knowledge import Knowledge
from criteria.known import NOTHING
from criteria.truth import Truth, all_of, any_of


def _combined(truth: Truth, findings: Sequence[Finding], open_from: date | None) -> Finding:
    """Join findings: what is missing and noted comes from those that share the verdict."""
    facts = merged(*[finding.facts for finding in findings])
    deciding = [finding for finding in findings if finding.truth is truth]
    missing = merged(*[finding.missing for finding in deciding])
    notes = NOTHING.union(*[finding.notes for finding in deciding])
    return Finding(truth, facts, missing, open_from, notes)


@dataclass(frozen=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]

    def reads(self) -> tuple[str, ...]:
        """Give the facts of all parts."""
        return merged(*(part.reads() for part in self.parts))

    def judge(self, knowledge: Knowledge) -> Finding:
        """Conjoin; a violation ends with the last of the violated parts, if time ends each."""
        findings = [part.judge(knowledge) for part in self.parts]
        truth = all_of([finding.truth for finding in findings])
        ends = [one.open_from for one in findings if one.truth is Truth.VIOLATED]
        dates = [end for end in ends if end is not None]
        ended = max(dates) if dates and len(dates) == len(ends) else None
        return _combined(truth, findings, ended)


@dataclass(frozen=True)
class Any:
    """At least one part holds."""

    parts: tuple[Condition, ...]

    def reads(self) -> tuple[str, ...]:
        """Give the facts of all parts."""
        return merged(*(part.reads() for part in self.parts))

    def judge(self, knowledge: Knowledge) -> Finding:
        """Disjoin; a violation ends with the first part that time lets hold."""
        findings = [part.judge(knowledge) for part in self.parts]
        truth = any_of([finding.truth for finding in findings])
        dates = [one.open_from for one in findings if one.open_from is not None]
        return _combined(truth, findings, min(dates) if truth is Truth.VIOLATED and dates else None)


@dataclass(frozen=True)
class Not:
    """The part does not hold."""

    part: Condition

    def reads(self) -> tuple[str, ...]:
        """Give the facts of the part."""
        return self.part.reads()

    def judge(self, knowledge: Knowledge) -> Finding:
        """Negate; nothing is known of when time would end such a violation."""
        finding = self.part.judge(knowledge)
        return finding._replace(truth=~finding.truth, open_from=None)


@dataclass(frozen=True)
class FirstKnown:
    """The first part decides; while it is unknown, the second suffices if it is satisfied."""

    first: Condition
    otherwise: Condition

    def reads(self) -> tuple[str, ...]:
        """Give the facts of both parts."""
        return merged(self.first.reads(), self.otherwise.reads())

    def judge(self, knowledge: Knowledge) -> Finding:
        """Judge by the first part, else by what the second can vouch for."""
        first, second = self.first.judge(knowledge), self.otherwise.judge(knowledge)
        facts = merged(first.facts, second.facts)
        if first.truth is not Truth.UNKNOWN:
            return first._replace(facts=facts)
        if second.truth is Truth.SATISFIED:
            return second._replace(facts=facts)
        missing = merged(first.missing, second.missing)
        return Finding(Truth.UNKNOWN, facts, missing, None, first.notes | second.notes)
