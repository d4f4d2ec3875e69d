"""Treatment that failed: progression on a listed regimen, or on drugs given together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from criteria.conditions.base import Finding, merged
from criteria.conditions.entries import (
    SYSTEMIC,
    TREATMENTS,
    Drugs,
    intolerant,
    is_vague,
    open_about,
    progressed,
    share_a_day,
)  # fmt: skip
from criteria.conditions.history import READS
from criteria.knowledge import Knowledge
from criteria.truth import Truth, all_of, any_of, certain
from criteria.values import Treatment

ABOUT_FAILURE = (TREATMENTS, "response")
"""What tells of a failure: the history, and the latest response, which speaks for ongoing entries."""


def _read_of(entries: Iterable[Treatment]) -> tuple[str, ...]:
    return ABOUT_FAILURE if any(entry.outcome == "ongoing" for entry in entries) else READS


def _in_order(*groups: tuple[str, ...]) -> tuple[str, ...]:
    """Join ids, the history first whatever entry comes first."""
    ids = merged(*groups)
    return tuple(fact for fact in ABOUT_FAILURE if fact in ids)


@dataclass(frozen=True)
class FailedRegimen:
    """The disease progressed on a regimen of the list: the drugs given together equal one of them.

    Whether intolerance, or progression on another regimen, counts the record does not say: unknown.
    """

    regimens: frozenset[frozenset[str]]

    def reads(self) -> tuple[str, ...]:
        """Give the history, and the latest response that speaks for ongoing entries."""
        return ABOUT_FAILURE

    def judge(self, knowledge: Knowledge) -> Finding:
        """Judge every systemic entry; a complete history without any failure violates."""
        entries = [entry for entry in knowledge.treatments if entry.kind == SYSTEMIC]
        facts = _read_of(entries)
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
        return Finding(Truth.UNKNOWN, facts, _in_order(() if complete else READS, *missing))

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
        return ABOUT_FAILURE

    def judge(self, knowledge: Knowledge) -> Finding:
        """Judge every pair of entries (an entry with itself too)."""
        facts = _read_of(knowledge.treatments)
        complete = knowledge.record.treatments_complete
        truth = Truth.VIOLATED
        missing: list[tuple[str, ...]] = [() if complete else READS]
        for pair, together in self._pairs(knowledge):
            failed = any_of(_failed(entry, knowledge) for entry in pair)
            truth = any_of((truth, all_of((together, failed))))
            missing.append(self._open(pair, together, knowledge))
        if truth is Truth.VIOLATED and not complete:
            truth = Truth.UNKNOWN
        return Finding(truth, facts, _in_order(*missing) if truth is Truth.UNKNOWN else ())

    def _pairs(self, knowledge: Knowledge) -> Iterator[tuple[tuple[Treatment, ...], Truth]]:
        """Give the pairs that were possibly given together, and whether they were."""
        first, second = self.drugs
        for one, gave_first in self._gave(first, knowledge):
            for other, gave_second in self._gave(second, knowledge):
                shared = Truth.SATISFIED if one is other else share_a_day(one, other, knowledge)
                together = all_of((shared, gave_first, gave_second))
                if together is not Truth.VIOLATED:
                    yield ((one,) if one is other else (one, other)), together

    def _gave(self, drugs: Drugs, knowledge: Knowledge) -> list[tuple[Treatment, Truth]]:
        """Give the entries that gave, or may have given, one of the drugs."""
        answers = [(entry, drugs.given_in(entry, knowledge.catalogue)) for entry in knowledge.treatments]
        return [(entry, gave) for entry, gave in answers if gave is not Truth.VIOLATED]

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
