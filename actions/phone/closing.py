"""How a call ends: what is read to the patient, by where the trials stand. It promises nothing."""

from typing import Literal

from actions.board import Board

Outcome = Literal["some_open", "all_out", "later", "not_settled", "declined"]


def outcome_of(board: Board, is_asked: bool) -> Outcome:
    """Give the outcome of a call; `is_asked` where nothing is left to ask the patient."""
    statuses = {trial["status"] for trial in board["trials"]}
    if statuses & {"open", "eligible"}:
        return "some_open" if is_asked else "not_settled"
    return "later" if "deferred" in statuses else "all_out"
