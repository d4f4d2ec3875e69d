"""The screening of what is known: the contract's JSON after a message, the mere standing before it."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING, Any

from actions.checking import check
from criteria import Screening, screen

if TYPE_CHECKING:
    from actions.desk import Desk

Board = dict[str, Any]
"""A screening in the contract's JSON."""


@dataclass(frozen=True)
class Standing:
    """Where the trials stand: status and first open date of each, and the facts in conflict."""

    trials: dict[str, tuple[str, str | None]]
    conflicts: frozenset[str]


def screened(desk: "Desk", mapping: dict[str, Any], today: date, later: frozenset[str] = frozenset()) -> Screening:
    """Screen a patient record in the contract's form; what no record may hold any more is left out."""
    record = check(mapping, desk.catalogue, today).record
    return screen(record, desk.trials, desk.catalogue, later)


def standing_of(screening: Screening) -> Standing:
    """Give the mere standing of a screening, which takes no question and no words."""
    trials = {
        one.trial.id: (one.status, one.open_from.isoformat() if one.open_from else None) for one in screening.trials
    }
    return Standing(trials, frozenset(one.fact for one in screening.conflicts))


def standing_on(board: Board) -> Standing:
    """Read the standing off a board."""
    trials = {one["trial"]: (one["status"], one["open_from"]) for one in board["trials"]}
    return Standing(trials, frozenset(one["fact"] for one in board["conflicts"]))


State = tuple[int, int, date]
"""A screening, its last row and the day: since rows are only added, they name what was known."""


class Boards:
    """The latest boards: a question about what is known, and what a message changed, need no second screening."""

    def __init__(self, kept: int = 64) -> None:
        self._boards: OrderedDict[State, Board] = OrderedDict()
        self._kept = kept
        self._lock = Lock()

    def get(self, state: State) -> Board | None:
        """Give the board of a state, which nobody may change, where it is still kept."""
        with self._lock:
            if state in self._boards:
                self._boards.move_to_end(state)
            return self._boards.get(state)

    def keep(self, state: State, board: Board) -> Board:
        """Keep a board; the one longest unused is forgotten where there are too many."""
        with self._lock:
            self._boards[state] = board
            while len(self._boards) > self._kept:
                self._boards.popitem(last=False)
        return board
