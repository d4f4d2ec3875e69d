"""One turn: read what was heard, record it, screen, answer. Pure of Rasa; the log is the only memory."""

import logging
from dataclasses import replace
from uuid import uuid4

from sqlalchemy.exc import SQLAlchemyError

from actions.answering import compose
from actions.desk import Desk
from actions.explaining import named_in
from actions.heard import Heard, Supposed
from actions.log import Pages
from actions.log.engine import is_conflict, lost
from actions.phone.call import unwrapped, wrapped
from actions.phone.hearing import hear, write_down
from actions.phone.keys import is_word_of_call, with_key
from actions.phone.talking import enter_call
from actions.reply import Reply, Turn
from actions.screenings import SCREENING_INTENTS, about_screenings, name_it, names_the_screening
from actions.slips import is_slip, mend_date
from actions.talking import TALK_INTENTS, talk
from actions.trials import Named
from actions.visit import Visit
from actions.wish import told_and_supposed, weighed, would_change, would_write
from actions.wording import lines

logger = logging.getLogger(__name__)

ATTEMPTS = 5
"""How often a turn is done again when another writer took its place in the log, or the log was lost meanwhile."""

OUR_ID = "hepascreen:"
"""What the id of a message begins with that its sender gave none."""


def take_turn(turn: Turn, desk: Desk) -> Reply:
    """Answer one message; what the reply acknowledges has been committed before it is given.

    Where the log cannot be written the reply says so, and nothing is recorded.
    """
    turn = with_key(unwrapped(turn))
    return wrapped(_answer(_meant(turn), desk), turn)


def would_tell(turn: Turn, desk: Desk) -> Heard:
    """Give what a message would tell of the patient, before it is taken; the log is not looked at."""
    return _parted(_meant(with_key(unwrapped(turn))), desk)[0]


def _meant(turn: Turn) -> Turn:
    return turn if is_word_of_call(turn) else weighed(turn)


def _parted(turn: Turn, desk: Desk) -> tuple[Heard, Supposed]:
    """Part what is told from what is only supposed; the names of trials tell nothing."""
    names = [span for wish in turn.wishes for span in named_in(desk, wish).spans]
    return told_and_supposed(turn.intent, turn.heard.outside(names, turn.text))


def _answer(turn: Turn, desk: Desk) -> Reply:
    if turn.intent in TALK_INTENTS and turn.heard.is_empty and not (turn.wishes or turn.on_phone or is_slip(turn.text)):
        return talk(turn, desk.catalogue)
    if turn.only_reads and (would_change(turn) or is_slip(turn.text)):
        return Reply([lines.ONLY_READS])
    writes = would_write(turn) or turn.on_phone or is_slip(turn.text)
    turn = _identified(turn)
    for attempt in range(ATTEMPTS):
        try:
            with desk.log.transaction(writes) as pages:
                visit = _record(turn, desk, pages)
        except SQLAlchemyError as error:
            if is_conflict(error):
                logger.info("Another writer came first (%s), attempt %d", type(error).__name__, attempt + 1)
                continue
            logger.error("The screening log failed: %s", type(error).__name__)
            if lost(error) and desk.log.comes_back():
                # It may have been committed all the same; its id tells, and then it is only answered.
                continue
            break
        else:
            # Outside the transaction: whoever waits to write does not wait for the screening.
            compose(visit)
            return visit.reply
    return Reply([lines.NOT_RECORDED if writes else lines.NOT_READ])


def _identified(turn: Turn) -> Turn:
    """Give a message that its sender gave no id one of ours: done again, it is recorded once."""
    return turn if turn.message_id is not None else replace(turn, message_id=f"{OUR_ID}{uuid4().hex}")


def _record(turn: Turn, desk: Desk, pages: Pages) -> Visit:
    """Do everything that reads or writes the log."""
    visit = _visit(turn, desk, pages)
    if names_the_screening(visit):
        name_it(visit)
    elif turn.intent in SCREENING_INTENTS:
        about_screenings(visit)
    mend_date(visit)
    if visit.on_phone:
        hear(visit)
    else:
        write_down(visit)
    visit.conclude()
    return visit


def _visit(turn: Turn, desk: Desk, pages: Pages) -> Visit:
    """Find the screening that the message belongs to, and whether the message was recorded before."""
    heard, supposed = _parted(turn, desk)
    visit = Visit(turn, desk, pages, heard, Named(), supposed=supposed)
    repeated = pages.message(turn.sender, turn.message_id)
    if repeated is None:
        visit.enter(pages.current(turn.sender, turn.site))
    else:
        message, screening = repeated
        visit.enter(pages.screening(screening))
        visit.repeat(message)
    enter_call(visit)
    return visit
