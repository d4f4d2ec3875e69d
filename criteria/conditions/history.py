"""What the treatment history may hold at all, and how long ago.

While the history is not complete more treatments are possible: only what the given entries decide
is decided.
"""

from __future__ import annotations

from dataclasses import dataclass

from criteria.conditions.base import Finding
from criteria.conditions.entries import SYSTEMIC, TREATMENTS, Drugs, ended
from criteria.days import Period
from criteria.knowledge import Knowledge
from criteria.truth import Truth, all_of, any_of, certain
from criteria.values import Treatment

READS = (TREATMENTS,)


def verdict(truth: Truth, told: bool = False) -> Finding:
    """Give a finding about the history: what is unknown the history can still tell, unless all is ``told``."""
    return Finding(truth, READS, READS if truth is Truth.UNKNOWN and not told else ())


def _drugs_told(knowledge: Knowledge) -> bool:
    """Tell whether every treatment is given and its drugs are named: only a class can be unknown."""
    unnamed = (entry.kind == SYSTEMIC and entry.agents is None for entry in knowledge.treatments)
    return knowledge.record.treatments_complete and not any(unnamed)


@dataclass(frozen=True)
class NeverGiven:
    """No entry is of these kinds (None: any) and gave one of these drugs (None: any)."""

    kinds: frozenset[str] | None = None
    drugs: Drugs | None = None

    def reads(self) -> tuple[str, ...]:
        """Give the history."""
        return READS

    def judge(self, knowledge: Knowledge) -> Finding:
        """Judge all entries; only a complete history can satisfy."""
        found = any_of(self._matches(entry, knowledge) for entry in knowledge.treatments)
        if found is Truth.VIOLATED and not knowledge.record.treatments_complete:
            found = Truth.UNKNOWN
        return verdict(~found, _drugs_told(knowledge))

    def _matches(self, entry: Treatment, knowledge: Knowledge) -> Truth:
        if self.kinds is not None and entry.kind not in self.kinds:
            return Truth.VIOLATED
        return self.drugs.given_in(entry, knowledge.catalogue) if self.drugs else Truth.SATISFIED


@dataclass(frozen=True)
class OnlyGiven:
    """Every entry is of the accepted kinds, or a systemic one with accepted drugs alone."""

    kinds: frozenset[str]
    drugs: Drugs

    def reads(self) -> tuple[str, ...]:
        """Give the history."""
        return READS

    def judge(self, knowledge: Knowledge) -> Finding:
        """Judge all entries; only a complete history can satisfy."""
        truth = all_of(self._allowed(entry, knowledge) for entry in knowledge.treatments)
        if truth is Truth.SATISFIED and not knowledge.record.treatments_complete:
            truth = Truth.UNKNOWN
        return verdict(truth, _drugs_told(knowledge))

    def _allowed(self, entry: Treatment, knowledge: Knowledge) -> Truth:
        if entry.kind in self.kinds:
            return Truth.SATISFIED
        if entry.kind != SYSTEMIC:
            return Truth.VIOLATED
        if entry.agents is None:
            return Truth.UNKNOWN
        return all_of(self.drugs.holds(agent, knowledge.catalogue) for agent in entry.agents)


@dataclass(frozen=True)
class Washout:
    """The last treatment of these kinds ended at least ``period`` ago."""

    kinds: frozenset[str]
    period: Period

    def reads(self) -> tuple[str, ...]:
        """Give the history."""
        return READS

    def judge(self, knowledge: Knowledge) -> Finding:
        """Judge the day on which each entry can have ended; time ends every violation."""
        day, period = knowledge.day, self.period
        ends = [ended(entry, knowledge) for entry in knowledge.treatments if entry.kind in self.kinds]
        recent = [end for end in ends if period.after(end.first) > day]
        if recent:
            return Finding(Truth.VIOLATED, READS, (), max(period.after(end.last) for end in ends))
        over = certain(all(period.after(end.last) <= day for end in ends), False)
        if over is Truth.SATISFIED and not knowledge.record.treatments_complete:
            over = Truth.UNKNOWN
        return verdict(over)
