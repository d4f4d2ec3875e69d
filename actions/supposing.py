"""What if: the screening that would follow from what is only supposed. Nothing is recorded."""

import datetime as dt
from typing import Any

import msgspec

from actions.board import Board
from actions.checking import check, place_of
from actions.decisive import trials_to_read
from actions.heard import Supposed
from actions.imagining import Imagined, imagine
from actions.log import Known
from actions.reply import SUPPOSED
from actions.visit import Visit
from actions.wording import lines, readback
from actions.wording import suppose as wording
from criteria import Catalogue, screen


def suppose(visit: Visit, board: Board) -> None:
    """Screen as if the message held, beside all that is known, and say what would be different."""
    if visit.supposed.is_empty:
        visit.reply.say(lines.SUPPOSE_WHAT)
        return
    desk, known = visit.desk, visit.now()
    sound = _sound(visit)
    imagined = imagine({key: row.value for key, row in known.entries.items()}, sound)
    visit.reply.say(wording.absent_line(desk.catalogue, imagined))
    if _is_nothing(sound, imagined):
        return
    day = dt.date.fromisoformat(sound.day) if sound.day else visit.turn.today
    record = check(supposed_record(known, sound, imagined, day, desk.catalogue), desk.catalogue, day).record
    then = screen(record, desk.trials, desk.catalogue)
    said = wording.supposed_line(desk.catalogue, sound, imagined)
    visit.reply.say(said)
    visit.reply.supposed = {"said": said, "screening": then.as_json()}
    are = {one["fact"] for one in board["conflicts"]}
    new = [one for one in then.conflicts if one.fact not in are]
    visit.reply.say(*(wording.contradiction_line(desk.catalogue, one, known) for one in new))
    visit.reply.say(*wording.difference_lines(board["trials"], trials_to_read(then), desk.names.labels))
    visit.reply.slots["mode"] = SUPPOSED


def _sound(visit: Visit) -> Supposed:
    """Give what can be supposed; what no record may hold is named and left out."""
    supposed, today, catalogue = visit.supposed, visit.turn.today, visit.desk.catalogue
    day = max(dt.date.fromisoformat(supposed.day), today) if supposed.day else today
    told = check({"facts": supposed.facts, "treatments": supposed.treatments}, catalogue, day)
    for fault in told.faults:
        name = readback.name_of(catalogue, place_of(fault))
        visit.reply.say(wording.impossible_line(name, fault.problem, fault.remedy))
    return msgspec.structs.replace(
        supposed,
        facts=told.mapping["facts"],
        treatments=told.mapping["treatments"],
        day=day.isoformat() if day > today else None,
    )


def _is_nothing(supposed: Supposed, imagined: Imagined) -> bool:
    """Tell whether nothing is left to suppose once what was never given is not taken away."""
    return msgspec.structs.replace(supposed, removed=imagined.without).is_empty


def supposed_record(
    known: Known, supposed: Supposed, imagined: Imagined, day: dt.date, catalogue: Catalogue
) -> dict[str, Any]:
    """Give the record as of `day` as it would be: what is known, with what is supposed in its place."""
    mapping = known.record(day, catalogue)
    mapping["treatments"] = imagined.entries
    facts = {name: value for name, value in mapping["facts"].items() if name not in supposed.forgotten}
    mapping["facts"] = {**facts, **supposed.facts}
    if supposed.treatments_complete:
        mapping["treatments_complete"] = True
    return mapping
