"""What would reopen a trial that is ruled out: the smallest sets of changes, and when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, product

from criteria.changes import Changes, joined, ways
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
    combined = sorted((joined(one) for one in islice(product(*alternatives), TRIED)), key=len)
    found: list[Reopening] = []
    for changes in dict.fromkeys(combined):
        after = _after(screening, changes, result)
        facts = {change.fact for change in changes}
        larger = any({change.fact for change in one.changes} <= facts for one in found)
        if after.status != RULED_OUT and not larger:
            found.append(Reopening(changes, after.open_from))
        if len(found) == most:
            break
    return tuple(found)


def _alternatives(result: CriterionResult, screening: Screening) -> list[Changes]:
    """Give the ways to mend one criterion; time is one that needs no change."""
    if result.finding.open_from is not None:
        return [()]
    return sorted(ways(result.criterion.condition, screening.knowledge), key=len)


def _after(screening: Screening, changes: Changes, result: TrialResult) -> TrialResult:
    record = screening.knowledge.record
    facts = {**record.facts, **{change.fact: change.value for change in changes}}
    return screen(replace(record, facts=facts), (result.trial,), screening.knowledge.catalogue).trials[0]
