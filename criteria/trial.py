"""A trial and its criteria, as its YAML file states them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from criteria.conditions.base import Condition, Finding
from criteria.knowledge import Knowledge


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
        """What ``read`` has, and the sex, on which some limits of normal depend; in order."""
        return tuple(sorted(self.read | {"sex"}))

    @cached_property
    def memory(self) -> dict[object, Any]:
        """What was computed about this criterion and will be needed again."""
        return {}

    def judge(self, knowledge: Knowledge) -> Finding:
        """Judge the criterion on what is known."""
        if self.read.isdisjoint(knowledge.told):
            return self.blank
        return self.condition.judge(knowledge)


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
