"""A summary in the chat, and the whole page to file."""

from actions.board import Board
from actions.page import page_of
from actions.visit import Visit
from actions.wording import lines
from actions.wording.page import page_text


def summarise(visit: Visit, board: Board) -> None:
    """Give verdicts, what is known with its sources, and what is open."""
    _file(visit, full=False)
    visit.reply.say(lines.HOW_TO_EXPORT if visit.screening else "")


def export(visit: Visit, board: Board) -> None:
    """Give the whole page, every criterion with its fact, source and quote."""
    _file(visit, full=True)
    if visit.screening is not None:
        visit.reply.say(lines.to_file(visit.screening.code or f"#{visit.screening.id}"))


def _file(visit: Visit, full: bool) -> None:
    if visit.screening is not None:
        page = page_of(visit.desk, visit.screening, visit.rows, visit.turn.today)
        visit.reply.say(page_text(visit.desk.catalogue, page, full, is_source=False))
