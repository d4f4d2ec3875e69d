"""What cannot both be, put before the coordinator: two values of one fact, and a given against a derived value."""

from actions.board import Board
from actions.disputes import Dispute, disputes
from actions.visit import Visit
from actions.wording import board as board_wording
from actions.wording import disputes as wording
from actions.wording.questions import value_button
from actions.wording.sources import told_text


def say_conflicts(visit: Visit, board: Board) -> None:
    """Say what came into conflict with this message, what still is, and what is no more.

    While a patient is on the line it is not repeated what is in conflict still.
    """
    catalogue = visit.desk.catalogue
    before = visit.standing_before().conflicts
    new = [one for one in board["conflicts"] if one["fact"] not in before]
    visit.reply.say(*board_wording.conflicts_lines(catalogue, new, visit.now()))
    left = [one for one in board["conflicts"] if one["fact"] in before]
    visit.reply.say("" if visit.on_phone else board_wording.open_conflicts_line(catalogue, left))
    were, are = disputes(visit.rows_before(), catalogue), disputes(visit.rows, catalogue)
    put(visit, {fact: one for fact, one in are.items() if were.get(fact) != one})
    reminders = [one for fact, one in are.items() if were.get(fact) == one and not visit.on_phone]
    visit.reply.say(wording.reminder_line(catalogue, reminders))
    settled = (before - {one["fact"] for one in board["conflicts"]}) | (set(were) - set(are))
    visit.reply.say(board_wording.settled_line(catalogue, settled))


def put_all(visit: Visit) -> None:
    """Put everything that is in dispute before the coordinator once more."""
    put(visit, disputes(visit.rows, visit.desk.catalogue))


def put(visit: Visit, found: dict[str, Dispute]) -> None:
    """Put disputes before the coordinator, with buttons that choose for the first."""
    if not found:
        return
    catalogue, sender = visit.desk.catalogue, visit.turn.sender
    visit.reply.say(
        *(wording.dispute_line(catalogue, one, lambda row: told_text(row, sender)) for one in found.values())
    )
    first = next(iter(found.values()))
    fact = catalogue.facts[first.new.fact]
    visit.reply.buttons = visit.reply.buttons or [value_button(fact, row.value) for row in (first.old, first.new)]
    visit.reply.slots["asked"] = [fact.id]
    visit.is_disputed = True
