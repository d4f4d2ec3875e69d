"""Treatments given together: a first combination, a completed one, one that failed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from criteria.conditions.base import Finding, merged
from criteria.conditions.entries import (
    SYSTEMIC,
    TREATMENTS,
    Drugs,
    began,
    ended,
    intolerant,
    is_vague,
    open_about,
    progressed,
    share_a_day,
)  # fmt: skip
from criteria.conditions.history import READS
from criteria.days import Days, Period
from criteria.knowledge import Knowledge
from criteria.truth import Truth, all_of, any_of, certain
from criteria.values import Treatment


def _dated(truth: Truth, knowledge: Knowledge, entries: Iterable[Treatment]) -> Finding:
    """Give a finding about days and drugs: only what is vague or not told can still change it."""
    told = knowledge.record.treatments_complete and not any(is_vague(entry) for entry in entries)
    missing = READS if truth is Truth.UNKNOWN and not told else ()
    return Finding(truth, READS, missing)


@dataclass(frozen=True)
class FirstCombination:
    """The first treatment was of these kinds, combined with a drug of each set.

    Combined: begun at most ``within`` apart; up to ``possibly`` the record leaves it unknown.
    """

    kinds: frozenset[str]
    drugs: tuple[Drugs, ...]
    within: Period
    possibly: Period

    def reads(self) -> tuple[str, ...]:
        """Give the history."""
        return READS

    def judge(self, knowledge: Knowledge) -> Finding:
        """Judge every entry that can have been the first; an incomplete history decides nothing."""
        entries = knowledge.treatments
        if not knowledge.record.treatments_complete:
            return Finding(Truth.UNKNOWN, READS, READS)
        anchors = [entry for entry in entries if entry.kind in self.kinds]
        latest = min((began(anchor, knowledge).last for anchor in anchors), default=knowledge.day)
        firsts = [anchor for anchor in anchors if began(anchor, knowledge).first <= latest]
        verdicts = [all_of((self._is_first(one, knowledge), self._is_combined(one, knowledge))) for one in firsts]
        truth = certain(
            bool(firsts) and all(one is Truth.SATISFIED for one in verdicts),
            all(one is Truth.VIOLATED for one in verdicts),
        )
        return _dated(truth, knowledge, entries)

    def _is_first(self, anchor: Treatment, knowledge: Knowledge) -> Truth:
        """Tell whether nothing of another kind began before, save systemic treatment that belongs to it."""
        return all_of(
            any_of((~_before(entry, anchor, knowledge), self._belongs(entry, anchor, knowledge)))
            for entry in knowledge.treatments
            if entry.kind not in self.kinds
        )

    def _belongs(self, entry: Treatment, anchor: Treatment, knowledge: Knowledge) -> Truth:
        if entry.kind != SYSTEMIC:
            return Truth.VIOLATED
        return self._near(entry, anchor, knowledge)

    def _is_combined(self, anchor: Treatment, knowledge: Knowledge) -> Truth:
        """Tell whether a drug of each set began with the anchor."""
        return all_of(
            any_of(
                all_of((drugs.given_in(entry, knowledge.catalogue), self._near(entry, anchor, knowledge)))
                for entry in knowledge.treatments
            )
            for drugs in self.drugs
        )

    def _near(self, one: Treatment, other: Treatment, knowledge: Knowledge) -> Truth:
        if one is other:
            return Truth.SATISFIED
        a, b = began(one, knowledge), began(other, knowledge)
        near = self.within.after(a.first) >= b.last and self.within.after(b.first) >= a.last
        far = self.possibly.after(a.last) < b.first or self.possibly.after(b.last) < a.first
        return certain(near, far)


def _before(one: Treatment, other: Treatment, knowledge: Knowledge) -> Truth:
    a, b = began(one, knowledge), began(other, knowledge)
    return certain(a.last < b.first, a.first >= b.last)


@dataclass(frozen=True)
class CompletedCombination:
    """Local treatment and a drug of each set were given together for a whole period.

    The period runs from the last of their beginnings; no drug may have ended before it was over.
    """

    kinds: frozenset[str]
    drugs: tuple[Drugs, ...]
    period: Period

    def reads(self) -> tuple[str, ...]:
        """Give the history."""
        return READS

    def judge(self, knowledge: Knowledge) -> Finding:
        """Judge every way to combine the entries; an incomplete history can only satisfy."""
        entries = knowledge.treatments
        local = [entry for entry in entries if entry.kind in self.kinds]
        truth = any_of(
            self._completed(one, partners, knowledge)
            for one in local
            for partners in product(*self._partners(knowledge))
        )
        if truth is Truth.VIOLATED and not knowledge.record.treatments_complete:
            truth = Truth.UNKNOWN
        return _dated(truth, knowledge, entries)

    def _partners(self, knowledge: Knowledge) -> Iterator[list[Treatment]]:
        """Give, for each set of drugs, the entries that can have given one of them."""
        for drugs in self.drugs:
            yield [
                entry
                for entry in knowledge.treatments
                if drugs.given_in(entry, knowledge.catalogue) is not Truth.VIOLATED
            ]

    def _completed(self, local: Treatment, partners: tuple[Treatment, ...], knowledge: Knowledge) -> Truth:
        given = all_of(
            drugs.given_in(entry, knowledge.catalogue) for drugs, entry in zip(self.drugs, partners, strict=True)
        )
        starts = [began(entry, knowledge) for entry in (local, *partners)]
        over = Days(
            self.period.after(max(start.first for start in starts)),
            self.period.after(max(start.last for start in starts)),
        )
        passed = certain(over.last <= knowledge.day, over.first > knowledge.day)
        kept = all_of(_not_before(ended(entry, knowledge), over) for entry in partners)
        return all_of((given, passed, kept))


def _not_before(end: Days, day: Days) -> Truth:
    return certain(end.first >= day.last, end.last < day.first)


@dataclass(frozen=True)
class FailedRegimen:
    """The disease progressed on a regimen of the list: the drugs given together equal one of them.

    Whether intolerance, or progression on another regimen, counts the record does not say: unknown.
    """

    regimens: frozenset[frozenset[str]]

    def reads(self) -> tuple[str, ...]:
        """Give the history, and the latest response that speaks for ongoing entries."""
        return (TREATMENTS, "response")

    def judge(self, knowledge: Knowledge) -> Finding:
        """Judge every systemic entry; a complete history without any failure violates."""
        entries = [entry for entry in knowledge.treatments if entry.kind == SYSTEMIC]
        facts = merged(READS, *(open_about(e) for e in entries if e.outcome == "ongoing"))
        failed = {id(entry): progressed(entry, knowledge) for entry in entries}
        listed = {id(entry): self._listed(entry, entries, knowledge) for entry in entries}
        if any(failed[id(e)] is listed[id(e)] is Truth.SATISFIED for e in entries):
            return Finding(Truth.SATISFIED, facts)
        complete = knowledge.record.treatments_complete
        if complete and all(_no_failure(e, failed[id(e)]) for e in entries):
            return Finding(Truth.VIOLATED, facts)
        settled = any(_stays_open(e, failed[id(e)], listed[id(e)]) for e in entries)
        missing = [
            _open_parts(e, failed[id(e)], listed[id(e)])
            for e in entries
            if not (settled and listed[id(e)] is Truth.VIOLATED)
        ]
        return Finding(Truth.UNKNOWN, facts, merged(() if complete else READS, *missing))

    def _listed(self, entry: Treatment, entries: list[Treatment], knowledge: Knowledge) -> Truth:
        """Tell whether the drugs given together with an entry's equal a listed regimen."""
        shared = [(o, Truth.SATISFIED if o is entry else share_a_day(entry, o, knowledge)) for o in entries]
        unnamed = any(o.agents is None and truth is not Truth.VIOLATED for o, truth in shared)
        given = frozenset(d for o, truth in shared if truth is Truth.SATISFIED for d in o.agents or ())
        sets, others = {given}, False
        for other, truth in shared:
            if truth is Truth.UNKNOWN:
                grown = {one | set(other.agents or ()) for one in sets}
                possible = {one for one in grown if any(one <= regimen for regimen in self.regimens)}
                sets, others = sets | possible, others or grown != possible
        listed = [one in self.regimens for one in sets]
        extended = unnamed and any(one <= regimen for one in sets for regimen in self.regimens)
        return certain(all(listed) and not others and not unnamed, not any(listed) and not extended)


def _no_failure(entry: Treatment, failed: Truth) -> bool:
    return failed is Truth.VIOLATED and intolerant(entry) is Truth.VIOLATED


def _stays_open(entry: Treatment, failed: Truth, listed: Truth) -> bool:
    """Tell whether an entry leaves the verdict unknown whatever else becomes known."""
    if failed is Truth.SATISFIED:
        return listed is Truth.VIOLATED
    return intolerant(entry) is Truth.SATISFIED


def _open_parts(entry: Treatment, failed: Truth, listed: Truth) -> tuple[str, ...]:
    """Give the ids that could still tell whether an entry is a failure of a listed regimen."""
    if _no_failure(entry, failed) or intolerant(entry) is Truth.SATISFIED:
        return ()
    about = open_about(entry) if failed is Truth.UNKNOWN else ()
    return merged(about, READS if listed is Truth.UNKNOWN else ())


@dataclass(frozen=True)
class FailedCombination:
    """The disease progressed on a drug of the one set given together with a drug of the other.

    Together: in one entry, or in two that certainly share a day; progression on either counts.
    Intolerance leaves it unknown.
    """

    drugs: tuple[Drugs, Drugs]

    def reads(self) -> tuple[str, ...]:
        """Give the history, and the latest response that speaks for ongoing entries."""
        return (TREATMENTS, "response")

    def judge(self, knowledge: Knowledge) -> Finding:
        """Judge every pair of entries (an entry with itself too)."""
        facts = merged(READS, *(open_about(e) for e in knowledge.treatments if e.outcome == "ongoing"))
        complete = knowledge.record.treatments_complete
        truth = Truth.VIOLATED
        missing: list[tuple[str, ...]] = [() if complete else READS]
        for pair, together in self._pairs(knowledge):
            failed = any_of(_failed(entry, knowledge) for entry in pair)
            truth = any_of((truth, all_of((together, failed))))
            missing.append(self._open(pair, together, knowledge))
        if truth is Truth.VIOLATED and not complete:
            truth = Truth.UNKNOWN
        return Finding(truth, facts, merged(*missing) if truth is Truth.UNKNOWN else ())

    def _pairs(self, knowledge: Knowledge) -> Iterator[tuple[tuple[Treatment, ...], Truth]]:
        """Give the pairs that were possibly given together, and whether they were."""
        catalogue = knowledge.catalogue
        for one, other in product(knowledge.treatments, repeat=2):
            shared = Truth.SATISFIED if one is other else share_a_day(one, other, knowledge)
            first, second = self.drugs
            given = all_of((first.given_in(one, catalogue), second.given_in(other, catalogue)))
            together = all_of((shared, given))
            if together is not Truth.VIOLATED:
                yield ((one,) if one is other else (one, other)), together

    def _open(self, pair: tuple[Treatment, ...], together: Truth, knowledge: Knowledge) -> tuple[str, ...]:
        """Give the ids that could still tell whether a pair is a failed combination."""
        outcomes = [progressed(entry, knowledge) for entry in pair]
        about = [open_about(e) for e, truth in zip(pair, outcomes, strict=True) if truth is Truth.UNKNOWN]
        failed = any_of(_failed(entry, knowledge) for entry in pair)
        unsure = together is Truth.UNKNOWN and failed is not Truth.VIOLATED
        vague = any(is_vague(entry) if len(pair) > 1 else entry.agents is None for entry in pair)
        return merged(*about, READS if unsure and vague else ())


def _failed(entry: Treatment, knowledge: Knowledge) -> Truth:
    """Tell whether an entry failed: progression does, intolerance the record leaves unknown."""
    truth = progressed(entry, knowledge)
    if truth is Truth.VIOLATED and intolerant(entry) is not Truth.VIOLATED:
        return Truth.UNKNOWN
    return truth
