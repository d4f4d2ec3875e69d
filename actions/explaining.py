"""Questions about the trials: status, why, what is missing, why is it asked, when."""

import dataclasses
from collections.abc import Callable

from actions.board import Board
from actions.comparing import compare
from actions.decisive import trials_to_read
from actions.desk import Desk
from actions.filing import export, summarise
from actions.meant import trials_meant
from actions.phone.errands import to_fetch
from actions.reopening import reopen
from actions.reply import Turn
from actions.settling import put_all
from actions.supposing import suppose
from actions.trials import Named, label_of
from actions.visit import Visit
from actions.why import more, why, why_ask
from actions.wishes import Wish
from actions.wording import board as board_wording
from actions.wording import explain, lines
from actions.wording.readback import waiting_line

NAMES_TRIALS = {"why_trial", "what_missing", "when", "status", "reopen", "more"}
"""Questions that can name a trial; its name is no fact then."""


def questions_in(turn: Turn) -> list[Wish]:
    """Give the questions that a message asks, in its order."""
    return [one for one in turn.wishes if one.intent in EXPLAINS]


def explain_wishes(visit: Visit, board: Board) -> None:
    """Answer every question that the message asks, each by its own words."""
    if visit.screening is None:
        visit.reply.say(lines.NO_SCREENING)
    turn, named = visit.turn, visit.named
    for wish in questions_in(turn):
        visit.turn = dataclasses.replace(turn, intent=wish.intent, text=wish.text)
        visit.named = named_in(visit.desk, wish)
        EXPLAINS[wish.intent](visit, board)
    visit.turn, visit.named = turn, named


def named_in(desk: Desk, wish: Wish) -> Named:
    """Give the trials that a question names, where it can be about some of them."""
    return desk.names.find(wish.text) if wish.intent in NAMES_TRIALS else Named()


def _status(visit: Visit, board: Board) -> None:
    reply, catalogue = visit.reply, visit.desk.catalogue
    if visit.screening is not None:
        reply.say(lines.board_head(visit.label, board["screening_date"]))
    reply.say(
        *board_wording.board_lines(catalogue, trials_to_read(visit.judged()), visit.desk.names.labels, visit.held())
    )
    reply.say(lines.closed_trials(label_of(trial) for trial in visit.desk.closed))
    reply.say(*board_wording.conflicts_lines(catalogue, board["conflicts"], visit.now()))
    put_all(visit)
    reply.say(waiting_line(catalogue, visit.now().pending(), "pending"))


def _missing(visit: Visit, board: Board) -> None:
    meant = trials_meant(visit, board, ("open", "deferred"))
    if meant is None:
        return
    labels, catalogue = visit.desk.names.labels, visit.desk.catalogue
    if visit.named.trials:
        for trial in meant:
            visit.reply.say(*explain.missing_lines(catalogue, trial, labels[trial["trial"]]))
    else:
        wanting = [one for one in meant if one["missing"]]
        visit.reply.say(*(explain.missing_line(catalogue, one, labels[one["trial"]]) for one in wanting))
        is_any_open = any(one["status"] in ("open", "eligible", "deferred") for one in board["trials"])
        visit.reply.say("" if wanting else lines.NOTHING_MISSING if is_any_open else lines.NONE_OPEN)
    visit.reply.say(waiting_line(catalogue, visit.now().pending(), "pending"))


def _when(visit: Visit, board: Board) -> None:
    meant = trials_meant(visit, board, ("deferred",))
    if meant is None:
        return
    labels, catalogue = visit.desk.names.labels, visit.desk.catalogue
    for trial in meant:
        if trial["status"] != "deferred":
            visit.reply.say(f"{labels[trial['trial']]} is {board_wording.status_text(catalogue, trial)}.")
    if not visit.named.trials or any(trial["status"] == "deferred" for trial in meant):
        visit.reply.say(*explain.when_lines(meant, labels))
    if not visit.named.trials:
        visit.reply.say(*explain.watch_lines(catalogue, board["trials"], labels, visit.held()))
        visit.reply.say(waiting_line(catalogue, visit.now().pending(), "pending"))


EXPLAINS: dict[str, Callable[[Visit, Board], None]] = {
    "status": _status,
    "why_trial": why,
    "more": more,
    "what_missing": _missing,
    "why_ask": why_ask,
    "when": _when,
    "reopen": reopen,
    "what_if": suppose,
    "compare": compare,
    "summary": summarise,
    "export": export,
    "to_fetch": to_fetch,
}
"""What each intent asks."""
