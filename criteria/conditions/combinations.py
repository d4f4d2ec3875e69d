"""Treatments given together: a first combination, a completed one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from criteria.conditions.base import Finding
from criteria.conditions.entries import SYSTEMIC, Drugs, began, ended, is_vague
from criteria.conditions.history import READS
from criteria.days import Days, Period
from criteria.knowledge import Knowledge
from criteria.truth import Truth, all_of, any_of, certain
from criteria.values import Treatment


def _dated(truth: Truth, knowledge: Knowledge, entries: Iterable[Treatment]) -> Finding:
    """Give a finding about days and drugs: only what is vague or not told can still change it."""
    if truth is not Truth.UNKNOWN:
        return Finding(truth, READS)
    told = knowledge.record.treatments_complete and not any(is_vague(entry) for entry in entries)
    return Finding(truth, READS, () if told else READS)


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
        return all_of(any_of(self._gave(drugs, anchor, knowledge)) for drugs in self.drugs)

    def _gave(self, drugs: Drugs, anchor: Treatment, knowledge: Knowledge) -> Iterator[Truth]:
        """Tell of each entry that may have given one of the drugs whether it did, and near the anchor."""
        for entry in knowledge.treatments:
            given = drugs.given_in(entry, knowledge.catalogue)
            if given is not Truth.VIOLATED:
                yield all_of((given, self._near(entry, anchor, knowledge)))

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
