"""Limits of a number: absolute, in multiples of the upper limit of normal, by sex, conflicting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from criteria.conditions.base import (
    CONFLICT,
    CORRECTABLE,
    Condition,
    Finding,
    aged,
    freshness,
    merged,
    unknown,
)  # fmt: skip
from criteria.days import Period
from criteria.knowledge import Knowledge
from criteria.known import NOTHING, Known
from criteria.spans import ALL, Span, rounded
from criteria.truth import Truth
from criteria.values import Quantity


@dataclass(frozen=True)
class Limit:
    """``times`` upper limits of normal plus ``offset`` canonical units; open where excluded."""

    times: float
    offset: float
    excluded: bool

    def at(self, uln: float) -> float:
        """Give the limit in the canonical unit for an upper limit of normal."""
        return rounded(self.times * uln + self.offset)


@dataclass(frozen=True)
class Range:
    """The accepted values: between two limits, either of which may be absent."""

    low: Limit | None = None
    high: Limit | None = None

    @cached_property
    def needs_uln(self) -> bool:
        """Tell whether a limit is relative to normal."""
        return any(limit is not None and limit.times != 0 for limit in (self.low, self.high))

    @cached_property
    def only_multiples(self) -> bool:
        """Tell whether every limit is a plain multiple of normal."""
        return all(limit is None or limit.offset == 0 for limit in (self.low, self.high))

    @cached_property
    def absolute(self) -> Span:
        """The accepted span where no limit is relative to normal."""
        return self.at(0.0)

    def at(self, uln: float) -> Span:
        """Give the accepted span for an upper limit of normal."""
        low = (self.low.at(uln), int(self.low.excluded)) if self.low else ALL.low
        high = (self.high.at(uln), -int(self.high.excluded)) if self.high else ALL.high
        return Span(low, high)


def compare(spans: tuple[Span, ...], accepted: Span) -> Truth:
    """Judge possible values against the accepted ones."""
    if len(spans) > 1:
        return shared(compare((span,), accepted) for span in spans)
    (low, high), (least, most) = spans[0], accepted
    if least <= low and high <= most:
        return Truth.SATISFIED
    return Truth.VIOLATED if high < least or low > most else Truth.UNKNOWN


def shared(truths: Iterable[Truth]) -> Truth:
    """Give the verdict that all share, else unknown."""
    different = set(truths)
    return different.pop() if len(different) == 1 else Truth.UNKNOWN


_NO_LIMIT = Known(None, (), ())


def compare_measured(knowledge: Knowledge, fact: str, value: Quantity, accepted: Range) -> tuple[Truth, Known]:
    """Judge a value against limits, through every limit of normal that may apply.

    Multiples of normal are compared with each other directly, absolute values likewise; only the
    mixed cases need a limit of normal. Gives the verdict and what that limit was read from.
    """
    spans = value.spans
    if not value.in_uln and not accepted.needs_uln:
        return compare(spans, accepted.absolute), _NO_LIMIT
    if value.in_uln and accepted.needs_uln and accepted.only_multiples:
        return compare(spans, accepted.at(1.0)), _NO_LIMIT
    limits, source = knowledge.limits_of_normal(fact, value)
    truth = shared(
        compare(tuple(s.scaled(uln) for s in spans) if value.in_uln else spans, accepted.at(uln)) for uln in limits
    )
    return truth, source


@dataclass(frozen=True)
class WithinLimits:
    """A number lies in the accepted range; a test must be recent where ``fresh`` says so."""

    fact: str
    accepted: Range
    fresh: Period | None = None

    def reads(self) -> tuple[str, ...]:
        """Give the fact."""
        return (self.fact,)

    def judge(self, knowledge: Knowledge) -> Finding:
        """Judge the whole set of possible values against the range."""
        known = knowledge.known(self.fact)
        value = known.value
        if not isinstance(value, Quantity):
            return unknown(knowledge, self.fact)
        truth, source = compare_measured(knowledge, self.fact, value, self.accepted)
        missing: tuple[str, ...] = ()
        if truth is Truth.UNKNOWN:
            sex = knowledge.missing("sex") if "sex" in source.reads else ()
            missing = merged(knowledge.missing(self.fact), sex)
        notes = known.notes | source.notes if known.notes or source.notes else NOTHING
        facts = merged(known.reads, source.reads) if source.reads else known.reads
        finding = Finding(truth, facts, missing, None, notes)
        if self.fresh is None:
            return finding
        return aged(finding, freshness(value.date, self.fresh, knowledge.day), self.fact)


@dataclass(frozen=True)
class LimitsBy:
    """A number whose limits depend on another fact's option, judged as one condition."""

    fact: str
    by: str
    cases: Mapping[str, WithinLimits]

    def reads(self) -> tuple[str, ...]:
        """Give the fact and the one that its limits depend on."""
        return (self.fact, self.by)

    def judge(self, knowledge: Knowledge) -> Finding:
        """Judge by the limits of every option that is still possible."""
        options = knowledge.options(self.by)
        findings = [self.cases[option].judge(knowledge) for option in sorted(options)]
        truth = shared(finding.truth for finding in findings)
        facts = merged(*(finding.facts for finding in findings), knowledge.known(self.by).reads)
        notes = NOTHING.union(*(finding.notes for finding in findings))
        if truth is not Truth.UNKNOWN:
            return Finding(truth, facts, (), None, notes)
        missing = merged(*(finding.missing for finding in findings), knowledge.missing(self.by))
        return Finding(truth, facts, missing, None, notes)


@dataclass(frozen=True)
class ConflictingLimits:
    """Two limits of a record that contradict each other, judged as one condition.

    A value that both accept satisfies, one that neither accepts violates; between them only the
    record leaves it unknown, and the note says so.
    """

    fact: str
    ranges: tuple[Range, ...]
    fresh: Period | None = None

    def reads(self) -> tuple[str, ...]:
        """Give the fact."""
        return (self.fact,)

    def judge(self, knowledge: Knowledge) -> Finding:
        """Judge by every range, and note where exactly they disagree."""
        findings = [WithinLimits(self.fact, one, self.fresh).judge(knowledge) for one in self.ranges]
        truths = {finding.truth for finding in findings}
        if len(truths) == 1:
            return findings[0]
        facts = findings[0].facts
        if truths == {Truth.SATISFIED, Truth.VIOLATED}:
            return Finding(Truth.UNKNOWN, facts, (), None, frozenset((CONFLICT,)))
        return Finding(Truth.UNKNOWN, facts, knowledge.missing(self.fact))


@dataclass(frozen=True)
class Correctable:
    """A measured lab that may be out of range where short-term treatment can bring it back."""

    lab: Condition
    by: str

    def reads(self) -> tuple[str, ...]:
        """Give the lab and the flag that says whether it can be corrected."""
        return (*self.lab.reads(), self.by)

    def judge(self, knowledge: Knowledge) -> Finding:
        """Let the flag speak for a measured lab that is, or may be, out of range."""
        finding = self.lab.judge(knowledge)
        facts = merged(finding.facts, knowledge.known(self.by).reads)
        measured = all(knowledge.known(fact).value is not None for fact in self.lab.reads())
        if finding.truth is Truth.SATISFIED or not measured:
            return finding._replace(facts=facts)
        correctable = knowledge.flag(self.by)
        if correctable is None:
            missing = merged(finding.missing, knowledge.missing(self.by))
            return Finding(Truth.UNKNOWN, facts, missing, None, finding.notes)
        if correctable:
            return Finding(Truth.SATISFIED, facts, (), None, finding.notes | {CORRECTABLE})
        return finding._replace(facts=facts)
