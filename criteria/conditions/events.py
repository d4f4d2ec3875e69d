"""Events of the history: never, not within a period, not now."""

from __future__ import annotations

from dataclasses import dataclass

from criteria.conditions.base import Finding, unknown
from criteria.days import Period
from criteria.knowledge import Knowledge
from criteria.truth import Truth, certain
from criteria.values import Event


@dataclass(frozen=True)
class Never:
    """The event happened at no time."""

    fact: str

    def reads(self) -> tuple[str, ...]:
        """Give the fact."""
        return (self.fact,)

    def judge(self, knowledge: Knowledge) -> Finding:
        """Judge whether it ever happened, whatever the date."""
        known = knowledge.known(self.fact)
        if not isinstance(known.value, Event):
            return unknown(knowledge, self.fact)
        return Finding(Truth.VIOLATED if known.value.happened else Truth.SATISFIED, known.reads)


@dataclass(frozen=True)
class NotWithin:
    """The latest occurrence lies at least ``period`` back: on the period's last day it is over.

    ``undated_is_now``: an event without a date is going on, and time alone does not end it.
    ``passes``: whether time ends a dated violation; false where the date only tells that the
    condition is present now.
    """

    fact: str
    period: Period
    undated_is_now: bool = False
    passes: bool = True

    def reads(self) -> tuple[str, ...]:
        """Give the fact."""
        return (self.fact,)

    def judge(self, knowledge: Knowledge) -> Finding:
        """Judge every day on which the event can have happened."""
        known = knowledge.known(self.fact)
        value, reads = known.value, known.reads
        if not isinstance(value, Event):
            return unknown(knowledge, self.fact)
        if not value.happened:
            return Finding(Truth.SATISFIED, reads)
        if value.days is None:
            if self.undated_is_now:
                return Finding(Truth.VIOLATED, reads)
            return Finding(Truth.UNKNOWN, reads, (self.fact,))
        over = self.period.after(value.days.last)
        truth = certain(over <= knowledge.day, self.period.after(value.days.first) > knowledge.day)
        if truth is Truth.VIOLATED:
            return Finding(truth, reads, (), over if self.passes else None)
        return Finding(truth, reads, (self.fact,) if truth is Truth.UNKNOWN else ())
