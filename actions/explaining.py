"""Questions about the trials: status, why, what is missing, why is it asked, when, what if."""

from collections.abc import Callable, Iterable
from typing import Any

from actions.board import Board, Standing, screened
from actions.log import Known
from actions.visit import Visit
from actions.wording import board as board_wording
from actions.wording import explain, lines
from actions.wording.questions import Button
from actions.wording.readback import waiting_line
from actions.wording.values import fact_text


def explain_intent(visit: Visit, board: Board) -> None:
    """Answer the question that the message asks."""
    if visit.screening is None:
        visit.reply.say(lines.NO_SCREENING)
    EXPLAINS[visit.turn.intent](visit, board)


def _status(visit: Visit, board: Board) -> None:
    reply, catalogue = visit.reply, visit.desk.catalogue
    if visit.screening is not None:
        reply.say(lines.board_head(visit.label, board["screening_date"]))
    reply.say(*board_wording.board_lines(catalogue, board["trials"], visit.desk.names.labels))
    reply.say(*board_wording.conflicts_lines(catalogue, board["conflicts"]))
    reply.say(waiting_line(catalogue, visit.now().pending(), "pending"))


def _trials_meant(visit: Visit, board: Board, otherwise: Iterable[str]) -> list[dict[str, Any]] | None:
    """Give the trials that are asked about: those named, else those with one of these statuses.

    None where a name was given that is no trial's, or several trials bear it; the reply then asks.
    """
    named, labels = visit.named, visit.desk.names.labels
    if named.trials:
        return [trial for trial in board["trials"] if trial["trial"] in named.trials]
    if named.unclear or visit.desk.names.is_attempted(visit.turn.text, visit.heard):
        choice = named.unclear or tuple(labels)
        shown = [labels[one] for one in choice]
        visit.reply.say(lines.which_trial(shown) if named.unclear else lines.unknown_trial(shown))
        ask = ASKS_ABOUT[visit.turn.intent]
        visit.reply.buttons = [Button(labels[one], ask.format(labels[one])) for one in choice]
        return None
    return [trial for trial in board["trials"] if trial["status"] in otherwise]


ASKS_ABOUT = {"why_trial": "why {}", "what_missing": "what is missing for {}", "when": "when does {} open"}
"""What a button sends that names a trial."""


def _why(visit: Visit, board: Board) -> None:
    meant = _trials_meant(visit, board, ("ruled_out", "deferred"))
    if meant is None:
        return
    labels, catalogue = visit.desk.names.labels, visit.desk.catalogue
    if not meant:
        _why_ask(visit, board)
    elif visit.named.trials or len(meant) == 1:
        for trial in meant:
            visit.reply.say(*explain.why_lines(catalogue, trial, labels[trial["trial"]]))
    else:
        visit.reply.say(*(f"{labels[one['trial']]}: {board_wording.status_text(catalogue, one)}." for one in meant))


def _missing(visit: Visit, board: Board) -> None:
    meant = _trials_meant(visit, board, ("open", "deferred"))
    if meant is None:
        return
    labels, catalogue = visit.desk.names.labels, visit.desk.catalogue
    if visit.named.trials:
        for trial in meant:
            visit.reply.say(*explain.missing_lines(catalogue, trial, labels[trial["trial"]]))
    else:
        wanting = [one for one in meant if one["missing"]]
        visit.reply.say(*(explain.missing_line(catalogue, one, labels[one["trial"]]) for one in wanting))
        visit.reply.say("" if wanting else lines.NOTHING_MISSING)
    visit.reply.say(waiting_line(catalogue, visit.now().pending(), "pending"))


def _why_ask(visit: Visit, board: Board) -> None:
    following = board["next"]["facts"] if board["next"] else ()
    asked = visit.asked or tuple(following)
    if not asked:
        visit.reply.say(lines.NO_QUESTION)
        return
    visit.reply.say(*explain.why_ask_lines(visit.desk.catalogue, board, asked, visit.desk.names.labels))


def _when(visit: Visit, board: Board) -> None:
    meant = _trials_meant(visit, board, ("deferred",))
    if meant is None:
        return
    labels, catalogue = visit.desk.names.labels, visit.desk.catalogue
    for trial in meant:
        if trial["status"] != "deferred":
            visit.reply.say(f"{labels[trial['trial']]} is {board_wording.status_text(catalogue, trial)}.")
    if not visit.named.trials or any(trial["status"] == "deferred" for trial in meant):
        visit.reply.say(*explain.when_lines(meant, labels))


def _what_if(visit: Visit, board: Board) -> None:
    """Screen as if the facts of the message held; nothing is recorded, and the next one starts from the truth."""
    supposed = visit.supposed
    catalogue = visit.desk.catalogue
    facts = {name: value for name, value in supposed.items() if name in catalogue.facts}
    if not facts:
        visit.reply.say(lines.SUPPOSE_WHAT)
        return
    known: Known = visit.now()
    mapping = known.record(visit.turn.today, catalogue)
    mapping["facts"] = {**mapping["facts"], **facts}
    then = screened(visit.desk, mapping, visit.turn.today).as_json()
    visit.reply.say(lines.supposed(", ".join(fact_text(catalogue.facts[name], facts[name]) for name in facts)))
    before = Standing({one["trial"]: (one["status"], one["open_from"]) for one in board["trials"]}, frozenset())
    visit.reply.say(board_wording.changes_line(before.trials, then["trials"], visit.desk.names.labels))


EXPLAINS: dict[str, Callable[[Visit, Board], None]] = {
    "status": _status,
    "why_trial": _why,
    "what_missing": _missing,
    "why_ask": _why_ask,
    "when": _when,
    "what_if": _what_if,
}
"""What each intent asks."""

QUESTION_INTENTS = frozenset(EXPLAINS)
