"""What is known of a patient: given facts, what follows from them, and where the two disagree."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from criteria.catalogue import Catalogue
from criteria.known import NOTHING, Known, unread
from criteria.record import Record
from criteria.spans import Span
from criteria.values import Choice, DayValue, Flag, Quantity, Treatment, Value, plain

ASSUMED_ULN = "assumed_uln"


class Rule(NamedTuple):
    """How a fact follows from others.

    ``derive`` gives what follows, its ``reads`` without the derived id; ``missing`` the ids of the
    components that could still narrow it, as far as that can change whether its options lie in the
    accepted ones (None: any change counts).
    """

    derive: Callable[[Knowledge], Known]
    missing: Callable[[Knowledge, frozenset[str] | None], tuple[str, ...]]


class Conflict(NamedTuple):
    """A given value that is impossible by what follows from other facts."""

    fact: str
    given: object
    derived: object
    sources: tuple[str, ...]


class Knowledge:
    """The facts of one record as of its screening date; every answer is computed once.

    ``told`` has the ids of which the record says anything. ``memory`` keeps what a derivation has
    computed and another will need.
    """

    def __init__(self, record: Record, catalogue: Catalogue) -> None:
        self.record = record
        self.catalogue = catalogue
        self.day: date = record.screening_date
        self.told = record.told
        self.conflicts: dict[str, Conflict] = {}
        self.memory: dict[object, Any] = {}
        self._known: dict[str, Known] = {}

    @property
    def treatments(self) -> tuple[Treatment, ...]:
        """The entries of the treatment history."""
        return self.record.treatments

    def known(self, fact: str) -> Known:
        """Give what is known of a fact, given or derived."""
        known = self._known.get(fact)
        if known is None:
            known = self._known[fact] = self._find(fact)
        return known

    def _find(self, fact: str) -> Known:
        rule, given = RULES.get(fact), self.record.facts.get(fact)
        if rule is None:
            return unread(fact) if given is None else Known(given, (fact,), (fact,))
        derived = rule.derive(self)
        if given is None:
            return Known(derived.value, (fact, *derived.reads), derived.sources, derived.notes)
        if derived.value is None:
            return Known(given, (fact,), (fact,))
        return self._settle(fact, given, derived)

    def _settle(self, fact: str, given: Value, derived: Known) -> Known:
        """Let a given value decide, narrowed to what follows; note where it is impossible."""
        both = _common(given, derived.value)
        if both is None:
            self.conflicts[fact] = Conflict(fact, plain(given), plain_or_none(derived.value), derived.sources)
        if both is None or given.is_point or both == given:
            return Known(given, (fact,), (fact,))
        return Known(both, (fact, *derived.reads), (fact, *derived.sources), derived.notes)

    def missing(self, fact: str, accepted: frozenset[str] | None = None) -> tuple[str, ...]:
        """Give the ids that could still narrow a fact: the fact itself and its components."""
        value = self.known(fact).value
        if value is not None and value.is_point:
            return ()
        rule = RULES.get(fact)
        if rule is None:
            return (fact,)
        key = ("missing", fact, accepted)
        ids: tuple[str, ...] | None = self.memory.get(key)
        if ids is None:
            ids = self.memory[key] = (fact, *rule.missing(self, accepted))
        return ids

    def options(self, fact: str) -> frozenset[str]:
        """Give the options of a choice that are still possible."""
        value = self.known(fact).value
        if isinstance(value, Choice):
            return value.options
        return frozenset(self.catalogue.facts[fact].options)

    def flag(self, fact: str) -> bool | None:
        """Give a flag, None where it is not known."""
        value = self.known(fact).value
        return value.holds if isinstance(value, Flag) else None

    def limits_of_normal(self, fact: str, value: Quantity) -> tuple[tuple[float, ...], Known]:
        """Give the limits of normal that apply to a value, and what they were read from.

        A limit given with the value is used; otherwise the site's, one for each possible sex, with
        the note that it is assumed.
        """
        if value.uln is not None:
            return (value.uln,), Known(value, (), ())
        item = self.catalogue.facts[fact]
        if isinstance(item.uln, dict):
            sex = self.known("sex")
            limits = item.limits_of_normal(self.options("sex"))
            return limits, Known(None, sex.reads, sex.sources, frozenset((ASSUMED_ULN,)))
        return item.limits_of_normal(NOTHING), Known(None, (), (), frozenset((ASSUMED_ULN,)))

    def absolute(self, fact: str, value: Quantity) -> tuple[tuple[Span, ...], Known]:
        """Give a value in the canonical unit, multiples of normal converted by their limit."""
        if not value.in_uln:
            return value.spans, Known(value, (), ())
        limits, source = self.limits_of_normal(fact, value)
        return tuple(span.scaled(limit) for limit in limits for span in value.spans), source


def plain_or_none(value: Value | None) -> object:
    """Write a value as a record does, None where it is not known."""
    return None if value is None else plain(value)


def _common(given: Value, derived: Value | None) -> Value | None:
    """Give what both allow; None where nothing is left."""
    if isinstance(given, Choice) and isinstance(derived, Choice):
        options = given.options & derived.options
        return Choice(options, given.date) if options else None
    if isinstance(given, Quantity) and isinstance(derived, Quantity):
        spans = [one.common(two) for one in given.spans for two in derived.spans]
        left = tuple(span for span in spans if not span.is_empty)
        return Quantity(left, given.in_uln, given.uln, given.date) if left else None
    if isinstance(given, DayValue) or derived is None:
        return given
    same = plain(given) == plain(derived)
    return given if same else None


RULES: dict[str, Rule] = {}
"""The derived facts; `criteria.derive` fills it when it is imported."""
