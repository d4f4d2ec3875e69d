"""The screening log that goes out: what became of each screening, by numbers and reasons, without any value.

It holds no code, no sender and nothing that was said: the number in the log, the days, each trial's status and
the criteria that ruled it out.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from actions.log.archive import Archive
from actions.log.register import Entry

STATUSES = ("eligible", "open", "deferred", "ruled_out")


@dataclass
class Tally:
    """The counts of one trial: screened, by status, and of those ruled out by reason.

    A screening that several criteria rule out counts under each. `requirements` has the words of each reason.
    """

    trial: str
    screened: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    requirements: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Give the counts as JSON."""
        counts = {status: self.statuses[status] for status in STATUSES}
        reasons = [
            {"criterion": name, "requirement": self.requirements.get(name), "screenings": count}
            for name, count in self.reasons.most_common()
        ]
        return {"trial": self.trial, "screened": self.screened, **counts, "ruled_out_by": reasons}


def tallies(entries: Iterable[Entry], archive: Archive) -> list[Tally]:
    """Count the last verdict of every screening, trial by trial."""
    found: dict[str, Tally] = {}
    for entry in entries:
        for trial, said in (entry.verdict.trials if entry.verdict else {}).items():
            _count(found.setdefault(trial, Tally(trial)), said, archive)
    return list(found.values())


def _count(tally: Tally, said: dict[str, Any], archive: Archive) -> None:
    tally.screened += 1
    tally.statuses[said["status"]] += 1
    if said["status"] != "ruled_out":
        return
    tally.reasons.update(said["violated"])
    trial = archive.trial(said["digest"])
    words = {one.id: one.requirement for one in trial.criteria} if trial else {}
    tally.requirements.update({name: words[name] for name in said["violated"] if name in words})


def lines(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Give one line a screening and trial, without any value."""
    return [
        {
            "screening": entry.screening.id,
            "opened_on": entry.screening.opened_on.isoformat(),
            "last_on": entry.last_on.isoformat(),
            "closed": entry.is_closed,
            "trial": trial,
            "status": said["status"],
            "ruled_out_by": said["violated"] if said["status"] == "ruled_out" else [],
        }
        for entry in entries
        for trial, said in (entry.verdict.trials if entry.verdict else {}).items()
    ]
