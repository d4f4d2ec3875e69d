"""A trial and its criteria, as its YAML file states them."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import itemgetter
from typing import Any, TypeVar

from criteria.catalogue import Catalogue
from criteria.conditions.base import Condition, Finding
from criteria.knowledge import Knowledge
from criteria.numbers import Numbers

T = TypeVar("T")
REMEMBERED = 1000
"""How much a criterion remembers of what it was asked before."""


@dataclass(frozen=True)
class Criterion:
    """One criterion: what the record asks, in plain words, as a condition, and in its own words.

    ``facts``: the ids that the condition names. ``blank``: how it is judged while nothing is known
    of any fact that it reads, which is every criterion's verdict for most of a screening.
    """

    id: str
    requirement: str
    quote: str
    condition: Condition
    facts: tuple[str, ...]
    blank: Finding

    @cached_property
    def read(self) -> frozenset[str]:
        """Every id that can change the verdict while nothing is known: named facts, components."""
        return frozenset(self.blank.facts)

    @cached_property
    def reads(self) -> tuple[str, ...]:
        """Every id on which the verdict can depend: also the sex, by which some limits of normal differ; in order."""
        return tuple(sorted(self.read | {*self.facts, "sex"}))

    @cached_property
    def _said(self) -> Callable[[Numbers], tuple[int, ...]]:
        """Take from a record's numbers those that the verdict depends on."""
        return itemgetter("screening_date", *self.reads)

    def judge(self, knowledge: Knowledge) -> Finding:
        """Judge the criterion on what is known; twice the same it is judged once."""
        if self.read.isdisjoint(knowledge.told):
            return self.blank
        said = self._said(knowledge.record.numbers)
        findings = self._memory_for(knowledge.catalogue)
        finding = findings.get(said)
        if finding is None:
            finding = findings[said] = self.condition.judge(knowledge)
        return finding

    def remembered(self, what: Hashable, knowledge: Knowledge, find: Callable[[], T]) -> T:
        """Give what ``find`` finds about the criterion, a function of ``what`` and of what the criterion reads.

        From turn to turn little of what is known of a patient changes, and with it little of what
        follows from it.
        """
        known = not self.read.isdisjoint(knowledge.told)
        key = (what, self._said(knowledge.record.numbers) if known else knowledge.day)
        memory = self._memory_for(knowledge.catalogue)
        if key not in memory:
            memory[key] = find()
        answer: T = memory[key]
        return answer

    @cached_property
    def _memory(self) -> tuple[Catalogue | None, dict[Hashable, Any]]:
        """What is remembered, and the catalogue that it holds for."""
        return None, {}

    def _memory_for(self, catalogue: Catalogue) -> dict[Hashable, Any]:
        """Give what is remembered for a catalogue: nothing any more where it was another's, or is too much."""
        held, memory = self._memory
        if held is not catalogue or len(memory) > REMEMBERED:
            memory = {}
            self.__dict__["_memory"] = (catalogue, memory)
        return memory


@dataclass(frozen=True)
class Passage:
    """A passage of a record's eligibility text that states no criterion, and why."""

    text: str
    reason: str


@dataclass(frozen=True)
class Trial:
    """A trial: its names, its recruitment, its criteria and the text they stand for.

    ``record``: the name of the record's file. ``provisional``: the record has no eligibility
    section. ``recruits_until``: the last day of recruitment that the record names.
    ``eligibility``: the text that the criteria must cover. ``digest``: a hash of the file, by which
    a verdict names the version that gave it.
    """

    id: str
    title: str
    record: str
    registry: str
    nicknames: tuple[str, ...]
    recruitment: str
    recruits_until: date | None
    provisional: bool
    lacks: str
    criteria: tuple[Criterion, ...]
    no_criterion: tuple[Passage, ...]
    eligibility: str
    digest: str
