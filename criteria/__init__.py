"""What trials demand, what is known of a patient, and what follows from both.

    catalogue = load_catalogue()
    trials = load_trials(catalogue)
    record = read_record({"facts": {"age": 61}}, catalogue, today)
    screening = screen(record, trials, catalogue)
    screening.as_json()

Pure functions of record, trials and date: nothing here reads a clock, a database or a network.
"""

import criteria.derive  # noqa: F401  registers the derived facts
from criteria.catalogue import Catalogue, Fact, load_catalogue
from criteria.errors import CatalogueError, CriteriaError, Fault, RecordError, TrialError
from criteria.record import Record, read_record
from criteria.screening import CriterionResult, Screening, TrialResult, screen
from criteria.trial import Criterion, Trial
from criteria.trial_loader import load_trial, load_trials
from criteria.truth import Truth

__all__ = [
    "Catalogue", "CatalogueError", "CriteriaError", "Criterion", "CriterionResult", "Fact", "Fault",
    "Record", "RecordError", "Screening", "Trial", "TrialError", "TrialResult", "Truth",
    "load_catalogue", "load_trial", "load_trials", "read_record", "screen",
]  # fmt: skip
