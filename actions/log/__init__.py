"""The screening log: append-only, one row an observation; what is known is folded from its rows."""

from actions.log.fold import Known, fold
from actions.log.rows import COMPLETE, NOTE, TREATMENTS, Draft, Kind, Observation, Origin, Screening
from actions.log.store import Pages, ScreeningLog

__all__ = [
    "COMPLETE",
    "NOTE",
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
