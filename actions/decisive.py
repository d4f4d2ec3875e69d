"""A board to be read: where the treatment history is a reason, only the entries that decide are named."""

from itertools import chain, combinations
from typing import Any

from criteria.conditions.entries import TREATMENTS
from criteria.found import describe, treatment_text
from criteria.knowledge import Knowledge
from criteria.screening import CriterionResult, Screening, TrialResult
from criteria.truth import Truth
from criteria.values import Treatment

TOGETHER = 2
"""How many entries may violate a criterion only together; no trial asks about more."""


def trials_to_read(screening: Screening) -> list[dict[str, Any]]:
    """Give the trials in the contract's form, their reasons without the treatments that decide nothing."""
    return [_brief(one) for one in screening.trials]


def _brief(result: TrialResult) -> dict[str, Any]:
    trial = result.as_json()
    for one, written in zip(result.criteria, trial["criteria"], strict=True):
        found = brief_found(one) if one.finding.truth is Truth.VIOLATED else None
        if found is not None:
            written["found"] = found
    return trial


def brief_found(result: CriterionResult) -> str | None:
    """Say what was found with the deciding entries alone; None where the history is short or no reason."""
    record = result.knowledge.record
    if TREATMENTS not in result.finding.facts or len(record.treatments) < TOGETHER:
        return None
    others = tuple(fact for fact in result.finding.facts if fact != TREATMENTS)
    decisive = _decisive(result)
    if decisive is None:
        return None
    if not decisive:
        history = f"none of the {len(record.treatments)} treatments given"
    else:
        history = "; ".join(treatment_text(entry, result.knowledge.catalogue) for entry in decisive)
    return "; ".join(part for part in (history, describe(result.knowledge, others)) if part)


def _decisive(result: CriterionResult) -> tuple[Treatment, ...] | None:
    """Give the fewest entries that violate the criterion by themselves; none where their lack does."""
    entries = result.knowledge.record.treatments
    tried = chain.from_iterable(combinations(entries, size) for size in range(TOGETHER + 1))
    return next((some for some in tried if _violates(result, some)), None)


def _violates(result: CriterionResult, entries: tuple[Treatment, ...]) -> bool:
    knowledge = result.knowledge
    record = knowledge.record
    alone = record.supposing_history(entries, record.treatments_complete)
    return result.criterion.judge(Knowledge(alone, knowledge.catalogue)).truth is Truth.VIOLATED
