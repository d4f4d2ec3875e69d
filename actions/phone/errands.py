"""What is to be fetched, on request."""

from actions.board import Board
from actions.phone.asking import outlook
from actions.phone.call import call_of
from actions.phone.fetching import errands
from actions.visit import Visit
from actions.wording import phone as wording
from criteria.phone import load_phone


def to_fetch(visit: Visit, board: Board) -> None:
    """List what no patient can tell and this one could not, by whom to ask for it."""
    catalogue, known = visit.desk.catalogue, visit.now()
    left = outlook(visit.judged(), known, load_phone(catalogue))
    found = [] if call_of(known).is_declined else errands(catalogue, known, left)
    visit.reply.say(wording.TO_FETCH if found else wording.NOTHING_TO_FETCH, *wording.errand_lines(found))
