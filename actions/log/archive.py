"""The trials as they were: read from the texts that the log kept with the verdicts."""

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.engine import Connection

from actions.log.models import CriteriaRow
from criteria import Catalogue, Trial, TrialError, load_trial
from criteria.trial_loader import TRIALS_FOLDER

RECORDS = TRIALS_FOLDER.parent / "records"


class Archive:
    """Gives the trial that a digest names, in the version of today where it is that one."""

    def __init__(self, connection: Connection, catalogue: Catalogue, today: Iterable[Trial]) -> None:
        self._texts = {row.digest: row.text for row in connection.execute(select(CriteriaRow.__table__))}
        self._catalogue = catalogue
        self._trials: dict[str, Trial | None] = {trial.digest: trial for trial in today}

    def trial(self, digest: str) -> Trial | None:
        """Give the trial; None where the log does not hold its text, or this version cannot read it any more."""
        if digest not in self._trials:
            text = self._texts.get(digest)
            self._trials[digest] = _read(text, self._catalogue) if text is not None else None
        return self._trials[digest]

    def trials(self, verdict: Mapping[str, Mapping[str, str]]) -> tuple[Trial, ...]:
        """Give the trials of a verdict, those that can be read."""
        found = [self.trial(one["digest"]) for one in verdict.values()]
        return tuple(trial for trial in found if trial is not None)


def _read(text: str, catalogue: Catalogue) -> Trial | None:
    """Read a trial file from its text; it names its record relative to itself, so both lie in a folder."""
    with tempfile.TemporaryDirectory(prefix="hepascreen-") as folder:
        trials = Path(folder, TRIALS_FOLDER.name)
        trials.mkdir()
        shutil.copytree(RECORDS, Path(folder, RECORDS.name))
        path = trials / "trial.yml"
        path.write_bytes(text.encode())
        try:
            return load_trial(path, catalogue)
        except TrialError:
            return None
