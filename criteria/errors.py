"""What can go wrong, in words for the person who sees it.

    CriteriaError
    ├── CatalogueError   a file of the fact catalogue is wrong
    ├── TrialError       a trial file is wrong
    └── RecordError      a patient record is wrong

Every error carries one or more faults; a fault says where, what and how to mend it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: its place, the problem and the remedy, each without a line break."""

    place: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        """Give the fault as one line: ``place: problem; remedy``."""
        return " ".join(f"{self.place}: {self.problem}; {self.remedy}".split())


class CriteriaError(ValueError):
    """Base of all errors of this package; ``faults`` has at least one entry."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class CatalogueError(CriteriaError):
    """A file of the fact catalogue cannot be used."""


class TrialError(CriteriaError):
    """A trial file cannot be used."""


class RecordError(CriteriaError):
    """A patient record cannot be used."""
