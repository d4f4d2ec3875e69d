"""What if: the screening that would follow from what is only supposed. Nothing is recorded."""

import datetime as dt
from typing import Any

from actions.board import Board
from actions.checking import check, place_of
from actions.decisive import trials_to_read
from actions.heard import Supposed
from actions.history import merge
from actions.log import Known
from actions.visit import Visit
from actions.wording import lines, readback
from actions.wording import suppose as wording
from criteria import Catalogue, screen


def suppose(visit: Visit, board: Board) -> None:
    """Screen as if the message held, beside all that is known, and say what would be different."""
    supposed, desk = visit.supposed, visit.desk
    if supposed.is_empty:
        visit.reply.say(lines.SUPPOSE_WHAT)
        return
    day = max(dt.date.fromisoformat(supposed.day), visit.turn.today) if supposed.day else visit.turn.today
    told = check({"facts": supposed.facts, "treatments": supposed.treatments}, desk.catalogue, day)
    for fault in told.faults:
        name = readback.name_of(desk.catalogue, place_of(fault))
        visit.reply.say(wording.impossible_line(name, fault.problem, fault.remedy))
    sound = Supposed(
        facts=told.mapping["facts"],
        treatments=told.mapping["treatments"],
        treatments_complete=supposed.treatments_complete,
        day=day.isoformat() if day > visit.turn.today else None,
    )
    if sound.is_empty:
        return
    record = check(supposed_record(visit.now(), sound, day, desk.catalogue), desk.catalogue, day).record
    then = trials_to_read(screen(record, desk.trials, desk.catalogue))
    visit.reply.say(wording.supposed_line(desk.catalogue, sound))
    visit.reply.say(*wording.difference_lines(board["trials"], then, desk.names.labels))


def supposed_record(known: Known, supposed: Supposed, day: dt.date, catalogue: Catalogue) -> dict[str, Any]:
    """Give the record as of `day` as it would be: what is known, with what is supposed in its place."""
    mapping = known.record(day, catalogue)
    entries = {key: row.value for key, row in known.entries.items()}
    new = []
    for key, entry in merge(entries, supposed.treatments):
        if key is None:
            new.append(entry)
        else:
            entries[key] = entry
    mapping["treatments"] = [*entries.values(), *new]
    mapping["facts"] = {**mapping["facts"], **supposed.facts}
    if supposed.treatments_complete:
        mapping["treatments_complete"] = True
    return mapping
