"""Which question is expected to settle most of what is undecided, for what it costs to ask.

Of every question that can still change a verdict, singly or as a group, the one is asked whose
answer is expected to spare or decide most criteria for its cost: an answer that rules a trial out
spares all that the trial would still ask. A group of n costs 1 + 0.2 (n - 1).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from criteria.answers import possible_answers
from criteria.conditions.entries import TREATMENTS
from criteria.expectations import Group, load_expectations
from criteria.knowledge import Knowledge
from criteria.outlook import Chance, chance
from criteria.truth import Truth

if TYPE_CHECKING:
    from criteria.screening import CriterionResult, Screening, TrialResult

HISTORY_QUESTION = (
    "Which treatments of the tumour have been given so far, with dates, drugs and outcome (or none at all)?"
)
MORE_PER_FACT = 0.2
EFFORT = {"chart": 1.0, "patient": 1.0, "test": 1.2, "board": 1.2}
NEVER_ASKED = frozenset(("birth_date",))
"""The age is asked instead: a date of birth is personal data."""


@dataclass(frozen=True)
class Question:
    """What to ask next, and the trials that an answer can decide."""

    facts: tuple[str, ...]
    ask: str
    settles: tuple[str, ...]
    none: bool = False

    def as_json(self) -> dict[str, Any]:
        """Give the question in the form of the contract."""
        return {"facts": list(self.facts), "ask": self.ask, "settles": list(self.settles)}


def next_question(screening: Screening, later: frozenset[str]) -> Question | None:
    """Give the most useful question; one about a fact of ``later`` only when no other is left."""
    unknown = {one.trial.id: _unknown(one) for one in screening.trials if one.missing}
    open_facts = {fact for one in screening.trials for fact in one.missing} - NEVER_ASKED
    if not open_facts:
        return None
    knowledge = screening.knowledge
    choices = list(_choices(open_facts - later or open_facts, knowledge))
    gains = Gains(list(unknown.values()), knowledge)
    rated = [gains.best_part(group.facts) for group in choices]
    place = max(range(len(choices)), key=lambda one: rated[one][0])
    return _question(choices[place], rated[place][1], screening)


def most_useful(screening: Screening, choices: Sequence[tuple[str, ...]]) -> tuple[str, ...] | None:
    """Of questions about these facts give the one whose answer is expected to spare or decide most for its cost.

    The questions are asked as they stand: none is cut to a part of its facts. None where there are no choices.
    """
    unknown = [_unknown(one) for one in screening.trials if one.missing]
    gains = Gains(unknown, screening.knowledge)
    return max(choices, key=gains.rate, default=None)


def _unknown(result: TrialResult) -> list[CriterionResult]:
    return [one for one in result.criteria if one.finding.truth is Truth.UNKNOWN]


def _choices(facts: set[str], knowledge: Knowledge) -> Iterator[Group]:
    """Give every single question and every group, as far as it can still change a verdict."""
    for fact in knowledge.catalogue.sort(facts):
        yield Group("", (fact,))
    for group in load_expectations(knowledge.catalogue).groups:
        left = tuple(fact for fact in group.facts if fact in facts)
        if len(left) > 1:
            yield Group(group.ask, left, group.none)


class Gains:
    """What questions are expected to gain for the criteria that are undecided, trial by trial."""

    def __init__(self, unknown: Sequence[Sequence[CriterionResult]], knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.sizes = [len(criteria) for criteria in unknown]
        self._touched: dict[str, list[tuple[int, CriterionResult]]] = {}
        for trial, criteria in enumerate(unknown):
            for result in criteria:
                for fact in result.finding.missing:
                    self._touched.setdefault(fact, []).append((trial, result))
        self._chances: dict[tuple[int, tuple[str, ...]], Chance] = {}
        self._gains: dict[tuple[str, ...], float] = {}

    def best_part(self, facts: tuple[str, ...]) -> tuple[float, tuple[str, ...]]:
        """Give the best rate of gain to cost, and the part of the group that has it."""
        if len(facts) == 1:
            return self.rate(facts), facts
        ranked = sorted(facts, key=lambda fact: -self.rate((fact,)))
        parts = [tuple(ranked[: n + 1]) for n in range(len(ranked))]
        rate, part = max(((self.rate(one), one) for one in parts), key=lambda one: one[0])
        return rate, tuple(fact for fact in facts if fact in part)

    def rate(self, facts: tuple[str, ...]) -> float:
        """Give how much an answer is expected to gain for its cost."""
        return self.gain(facts) / self._cost(facts)

    def gain(self, facts: tuple[str, ...]) -> float:
        """Give how many criteria an answer is expected to spare or decide, over all trials."""
        known = self._gains.get(facts)
        if known is None:
            known = self._gains[facts] = self._gain(facts)
        return known

    def _gain(self, facts: tuple[str, ...]) -> float:
        stays, decided = [1.0] * len(self.sizes), [0.0] * len(self.sizes)
        touched = {id(one): (trial, one) for fact in facts for trial, one in self._touched.get(fact, ())}
        for trial, result in touched.values():
            violated, done = self._chance(result, facts)
            stays[trial] *= 1.0 - violated
            decided[trial] += done
        rows = zip(self.sizes, stays, decided, strict=True)
        return sum([(1.0 - stay) * size + stay * done for size, stay, done in rows])

    def _chance(self, result: CriterionResult, facts: tuple[str, ...]) -> Chance:
        missing = result.finding.missing
        told = facts if len(facts) == 1 else tuple(sorted([fact for fact in facts if fact in missing]))
        key = (id(result), told)
        known = self._chances.get(key)
        if known is None:
            known = self._chances[key] = chance(result.criterion, told, self.knowledge)
        return known

    def _cost(self, facts: tuple[str, ...]) -> float:
        catalogue = self.knowledge.catalogue.facts
        efforts = [EFFORT[catalogue[fact].ask] if fact in catalogue else 1.0 for fact in facts]
        return (1.0 + MORE_PER_FACT * (len(facts) - 1)) * sum(efforts) / len(efforts)


def _question(group: Group, facts: tuple[str, ...], screening: Screening) -> Question:
    knowledge = screening.knowledge
    undecided = [one for one in screening.trials if one.missing]
    settles = [one.trial.id for one in undecided if _settles(one, facts, knowledge)]
    if len(facts) > 1:
        names = ", ".join(knowledge.catalogue.facts[fact].name for fact in facts)
        return Question(facts, group.ask.format(names=names), tuple(settles), group.none)
    only = facts[0]
    ask = HISTORY_QUESTION if only == TREATMENTS else knowledge.catalogue.facts[only].question
    return Question(facts, ask, tuple(settles))


def _settles(result: TrialResult, facts: tuple[str, ...], knowledge: Knowledge) -> bool:
    """Tell whether an answer can decide a trial: about one of the facts, or about all together."""
    if any(can_decide(result, fact, knowledge) for fact in facts):
        return True
    told = ((one, tuple(fact for fact in facts if fact in one.finding.missing)) for one in _unknown(result))
    return any(chance(one.criterion, some, knowledge).violated > 0 for one, some in told if len(some) > 1)


def can_decide(result: TrialResult, fact: str, knowledge: Knowledge) -> bool:
    """Tell whether some answer about ``fact`` rules the trial out or completes it."""
    open_criteria = _unknown(result)
    unknown = [one for one in open_criteria if fact in one.finding.missing]
    for record in possible_answers(knowledge, fact) if unknown else ():
        supposed = Knowledge(record, knowledge.catalogue)
        truths = [one.criterion.judge(supposed).truth for one in unknown]
        if Truth.VIOLATED in truths:
            return True
        if len(unknown) == len(open_criteria) and Truth.UNKNOWN not in truths:
            return True
    return False
