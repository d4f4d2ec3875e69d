"""What changed since a day: facts and verdicts then and now."""

import datetime as dt
from typing import Any

from actions.board import Board, screened, standing_of
from actions.decisive import trials_to_read
from actions.log import Known, fold
from actions.visit import Visit
from actions.wording import board as board_wording
from actions.wording import compare as wording


def compare(visit: Visit, board: Board) -> None:
    """Compare what was known at the end of a day, and what followed then, with now.

    Without a day it is the last one before today on which something was recorded.
    """
    if visit.screening is None:
        return
    day = _day(visit)
    desk = visit.desk
    then = fold(row for row in visit.rows if row.recorded_on <= day)
    standing = standing_of(screened(desk, then.record(day, desk.catalogue), day))
    lines = wording.difference_lines(desk.catalogue, _told(then), _told(visit.now()))
    verdicts = board_wording.moved_line(standing.trials, trials_to_read(visit.judged()), desk.names.labels)
    visit.reply.say(wording.head_line(day), *lines, verdicts or wording.SAME_VERDICTS)


def _day(visit: Visit) -> dt.date:
    today = visit.turn.today
    if visit.heard.since:
        return min(dt.date.fromisoformat(visit.heard.since), today - dt.timedelta(days=1))
    earlier = [row.recorded_on for row in visit.rows if row.recorded_on < today]
    return max(earlier, default=today - dt.timedelta(days=1))


def _told(known: Known) -> dict[str, Any]:
    """Give every fact and treatment entry by its key."""
    facts: dict[str, Any] = {name: row.value for name, row in known.facts.items()}
    return facts | {f"treatments.{key}": row.value for key, row in known.entries.items()}
