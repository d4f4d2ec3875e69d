"""The screening log: append-only, one row an observation; what is known is folded from its rows."""

from actions.log.fold import Known, fold
from actions.log.rows import (
    BY_PHONE,
    CALL,
    COMPLETE,
    CONSENT,
    ENDED,
    NOTE,
    STARTED,
    TREATMENTS,
    Draft,
    Kind,
    Observation,
    Origin,
    Screening,
)
from actions.log.store import Pages, ScreeningLog

__all__ = [
    "BY_PHONE",
    "CALL",
    "COMPLETE",
    "CONSENT",
    "ENDED",
    "NOTE",
    "STARTED",
    "TREATMENTS",
    "Draft",
    "Kind",
    "Known",
    "Observation",
    "Origin",
    "Pages",
    "Screening",
    "ScreeningLog",
    "fold",
]
