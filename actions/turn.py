"""One turn: read what was heard, record it, screen, answer. Pure of Rasa; the log is the only memory."""

import dataclasses
import logging
from typing import Any

import msgspec
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from actions.answering import compose
from actions.desk import Desk
from actions.heard import Heard
from actions.log import Pages
from actions.reply import Reply, Turn
from actions.screenings import SCREENING_INTENTS, about_screenings, name_it, names_the_screening
from actions.talking import TALK_INTENTS, talk
from actions.trials import Named
from actions.visit import Visit
from actions.wording import lines

logger = logging.getLogger(__name__)

ATTEMPTS = 3
"""How often a turn is done again when another writer took its place in the log."""

NAMES_TRIALS = {"why_trial", "what_missing", "when", "status"}


def take_turn(turn: Turn, desk: Desk) -> Reply:
    """Answer one message; what the reply acknowledges has been committed before it is given.

    Where the log cannot be written the reply says so, and nothing is recorded.
    """
    if turn.intent in TALK_INTENTS and turn.heard.is_empty:
        return talk(turn)
    for attempt in range(ATTEMPTS):
        try:
            with desk.log.transaction() as pages:
                reply = _answer(turn, desk, pages)
        except IntegrityError as error:
            logger.info("Another writer came first (%s), attempt %d", type(error).__name__, attempt + 1)
        except SQLAlchemyError as error:
            logger.error("The screening log failed: %s", type(error).__name__)
            break
        else:
            return reply
    return Reply([lines.NOT_RECORDED if _would_write(turn) else lines.NOT_READ])


def _would_write(turn: Turn) -> bool:
    heard = turn.heard
    return bool(heard.changes or heard.reply or turn.intent in SCREENING_INTENTS | {"undo"})


def _answer(turn: Turn, desk: Desk, pages: Pages) -> Reply:
    visit = _visit(turn, desk, pages)
    if names_the_screening(visit):
        name_it(visit)
    elif visit.turn.intent in SCREENING_INTENTS:
        about_screenings(visit)
    visit.record()
    compose(visit)
    return visit.reply


def _visit(turn: Turn, desk: Desk, pages: Pages) -> Visit:
    """Prepare the visit: names of trials are no facts, and a message sent twice is known."""
    turn = _with_wish(turn)
    named = desk.names.find(turn.text) if turn.intent in NAMES_TRIALS else Named()
    heard, supposed = _told_and_supposed(turn.intent, turn.heard.outside(named.spans))
    visit = Visit(turn, desk, pages, heard, named, supposed=supposed)
    repeated = pages.message(turn.sender, turn.message_id)
    if repeated is None:
        visit.enter(pages.current(turn.sender))
    else:
        message, screening = repeated
        visit.enter(pages.screening(screening))
        visit.repeat(message)
    return visit


def _with_wish(turn: Turn) -> Turn:
    """Let what was heard settle the intent where the two disagree on an answer without a value."""
    heard, intent = turn.heard, turn.intent
    if not _is_meant(turn):
        intent = "inform" if heard.changes else "out_of_scope"
    if intent in REPLIES and heard.reply is None and not heard.changes:
        heard = msgspec.structs.replace(heard, reply=REPLIES[intent])
    if heard.hypothetical and not heard.changes:
        intent = "what_if"
    return dataclasses.replace(turn, heard=heard, intent=intent)


def _is_meant(turn: Turn) -> bool:
    """Tell whether an intent that would move, take back or keep back something is certain enough to be followed.

    A message that tells facts has to be more certain, and one that is all but facts wants them recorded.
    """
    if turn.intent not in EFFECTS:
        return True
    if not (turn.heard.facts or turn.heard.treatments):
        return turn.confidence >= CERTAIN
    return turn.confidence >= CERTAIN_BESIDE_FACTS and turn.heard.share_of(turn.text) < MOSTLY_FACTS


EFFECTS = SCREENING_INTENTS | {"undo", "what_if"}
CERTAIN = 0.4
CERTAIN_BESIDE_FACTS = 0.6
MOSTLY_FACTS = 0.75
REPLIES = {"dont_know": "unknown", "pending": "pending"}


def _told_and_supposed(intent: str, heard: Heard) -> tuple[Heard, dict[str, Any]]:
    """Part what is to be recorded from what is only supposed; under "what if" nothing is recorded on a guess."""
    if intent != "what_if" or heard.hypothetical:
        return heard, heard.hypothetical
    bare = msgspec.structs.replace(
        heard, facts={}, treatments=[], treatments_complete=None, notes=(), retracted=(), corrections=()
    )
    return bare, heard.facts
