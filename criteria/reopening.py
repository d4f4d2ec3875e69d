"""What would reopen a trial that is ruled out: the smallest sets of changes, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice, product

from criteria.changes import Changes, joined, ways
from criteria.conditions.options import AmongOptions
from criteria.linked import changed, consistent, towards
from criteria.screening import RULED_OUT, CriterionResult, Screening, TrialResult, screen
from criteria.truth import Truth

MOST = 3
TRIED = 200
"""How many combinations are looked at; beyond that, the smallest alternatives come first anyway."""


@dataclass(frozen=True)
class Reopening:
    """Changes after which nothing violates any more; ``open_from``: not before this date."""

    changes: Changes
    open_from: date | None


def reopenings(screening: Screening, trial: str, most: int = MOST) -> tuple[Reopening, ...]:
    """Give the smallest sets of changes that would reopen a trial, or none where nothing can.

    Only what can change counts: never a treatment that was given, an event that was, an age. Each
    set was screened: with it nothing violates but what time alone ends.
    """
    result = next(one for one in screening.trials if one.trial.id == trial)
    violated = [one for one in result.criteria if one.finding.truth is Truth.VIOLATED]
    alternatives = [_alternatives(one, screening) for one in violated]
    if not violated or not all(alternatives):
        return ()
    found: list[Reopening] = []
    for changes in _combined(alternatives, screening):
        after = _after(screening, changes, result)
        facts = {change.fact for change in changes}
        larger = any({change.fact for change in one.changes} <= facts for one in found)
        if after.status != RULED_OUT and not larger:
            found.append(Reopening(changes, after.open_from))
        if len(found) == most:
            break
    return tuple(found)


def _combined(alternatives: list[list[Changes]], screening: Screening) -> list[Changes]:
    """Give the sets that mend every criterion and leave a record that can be, the smallest first."""
    sets = dict.fromkeys(joined(one) for one in islice(product(*alternatives), TRIED))
    completed = (more for one in sets for more in consistent(one, screening.knowledge))
    return sorted(dict.fromkeys(completed), key=len)


def _alternatives(result: CriterionResult, screening: Screening) -> list[Changes]:
    """Give the ways to mend one criterion; time is one that needs no change."""
    if result.finding.open_from is not None:
        return [()]
    condition, knowledge = result.criterion.condition, screening.knowledge
    found = ways(condition, knowledge)
    if () in found and isinstance(condition, AmongOptions):
        found += towards(condition.fact, condition.accepted, knowledge)
    return sorted(found, key=len)


def _after(screening: Screening, changes: Changes, result: TrialResult) -> TrialResult:
    knowledge = changed(changes, screening.knowledge)
    return screen(knowledge.record, (result.trial,), knowledge.catalogue).trials[0]
