"""What every turn works with: the screening log, the catalogue, the trials and their names."""

import os
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from actions.board import Boards
from actions.log import ScreeningLog
from actions.rulebook import Rulebook, rulebook
from actions.trials import TrialNames
from criteria import Catalogue, Trial, load_catalogue, load_trials

DEFAULT_LOG = f"sqlite:///{Path(__file__).resolve().parent.parent / 'hepascreen.db'}"


@dataclass(frozen=True)
class Desk:
    """The screening log, the vocabulary, the trials, the names by which they are called, the latest boards,
    and the rulebook that verdicts are logged with.

    `closed` are the trials that the site has closed: they are not among `trials`.
    """

    log: ScreeningLog
    catalogue: Catalogue
    trials: tuple[Trial, ...]
    names: TrialNames
    closed: tuple[Trial, ...] = ()
    closed_names: TrialNames = field(default_factory=lambda: TrialNames(()))
    boards: Boards = field(default_factory=Boards)
    rules: Rulebook = field(default_factory=rulebook)


def open_desk(log_url: str, closed: Collection[str] = ()) -> Desk:
    """Set up a desk with the log at a SQLAlchemy URL; the database is opened on its first use.

    `closed` are the ids of the trials that the site has closed.

    Raises criteria.CriteriaError where a catalogue or trial file is wrong.
    """
    catalogue, known = load_catalogue(), _trials()
    trials = tuple(trial for trial in known if trial.id not in closed)
    shut = tuple(trial for trial in known if trial.id in closed)
    return Desk(ScreeningLog(log_url), catalogue, trials, TrialNames(trials), shut, TrialNames(shut))


@lru_cache(maxsize=1)
def _trials() -> tuple[Trial, ...]:
    return load_trials(load_catalogue())


@lru_cache(maxsize=1)
def the_desk() -> Desk:
    """Give the desk of this process, with the log and without the closed trials that its environment names."""
    closed = os.environ.get("HEPASCREEN_CLOSED_TRIALS", "").split(",")
    return open_desk(
        os.environ.get("HEPASCREEN_LOG_URL", "").strip() or DEFAULT_LOG, {one.strip().casefold() for one in closed}
    )
