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

LONGEST = 400
"""Characters of each part of a line; of a longer one the start is shown."""


def _shown(part: str) -> str:
    """Give a part of a line as it can be printed: no line break, nothing that steers a terminal."""
    text = " ".join(part[: 4 * LONGEST].split())
    text = text if text.isprintable() else "".join(one if one.isprintable() else ascii(one)[1:-1] for one in text)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: its place, the problem and the remedy, each without a line break."""

    place: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        """Give the fault as one line: ``place: problem; remedy``, each of a length that can be read."""
        return f"{_shown(self.place)}: {_shown(self.problem)}; {_shown(self.remedy)}"


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
