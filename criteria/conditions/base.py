"""What every condition is: something that is judged on what is known of a patient."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import chain
from typing import NamedTuple, Protocol

from criteria.days import Days, Period
from criteria.knowledge import Knowledge
from criteria.known import NOTHING
from criteria.truth import Truth

STALE_LAB = "stale_lab"
CORRECTABLE = "correctable"
CONFLICT = "conflict"


class Finding(NamedTuple):
    """How a condition is judged.

    ``facts`` are the ids that were read, ``missing`` those that could still change an unknown
    verdict, ``open_from`` the first date on which time alone has certainly ended a violation.
    """

    truth: Truth
    facts: tuple[str, ...]
    missing: tuple[str, ...] = ()
    open_from: date | None = None
    notes: frozenset[str] = NOTHING


class Condition(Protocol):
    """A condition of a trial."""

    def judge(self, knowledge: Knowledge) -> Finding:
        """Judge the condition on what is known."""

    def reads(self) -> tuple[str, ...]:
        """Give the ids of the facts that the condition itself names."""


@lru_cache(maxsize=1024)
def _nothing_known(fact: str) -> Finding:
    return Finding(Truth.UNKNOWN, (fact,), (fact,))


def unknown(knowledge: Knowledge, fact: str, accepted: frozenset[str] | None = None) -> Finding:
    """Give the finding about a fact of which nothing is known."""
    reads = knowledge.known(fact).reads
    if len(reads) == 1:
        return _nothing_known(fact)
    return Finding(Truth.UNKNOWN, reads, knowledge.missing(fact, accepted))


@lru_cache(maxsize=8192)
def merged(*groups: tuple[str, ...]) -> tuple[str, ...]:
    """Join groups of ids, each id once, in order."""
    return tuple(dict.fromkeys(chain.from_iterable(groups)))


def freshness(tested: Days | None, period: Period | None, day: date) -> Truth:
    """Tell whether a test is recent enough: valid up to and including the period's last day.

    A test without a date counts as of the screening date.
    """
    if period is None or tested is None:
        return Truth.SATISFIED
    oldest = period.before(day)
    if tested.first >= oldest:
        return Truth.SATISFIED
    return Truth.VIOLATED if tested.last < oldest else Truth.UNKNOWN


def aged(finding: Finding, fresh: Truth, fact: str) -> Finding:
    """Judge a finding from a test by the test's age: what is too old neither satisfies nor violates.

    ``fact`` is then missing; the note stands where the test is certainly too old.
    """
    if fresh is Truth.SATISFIED:
        return finding
    notes = frozenset((STALE_LAB,)) if fresh is Truth.VIOLATED else finding.notes
    return Finding(Truth.UNKNOWN, finding.facts, merged((fact,), finding.missing), None, notes)
