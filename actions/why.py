"""Why (not) a trial: one line by default, and on "more" every criterion with its fact, source and quote."""

from collections.abc import Iterable
from typing import Any

from actions.board import Board
from actions.decisive import trials_to_read
from actions.effects import effects_of
from actions.limits import assumed_limits
from actions.log import Known
from actions.meant import trials_meant
from actions.reply import WHY
from actions.visit import Visit
from actions.wording import explain, lines, sources
from actions.wording.questions import Button


def why(visit: Visit, board: Board) -> None:
    """Explain each trial meant in one line; without a name, every trial that is out."""
    meant = trials_meant(visit, board, ("ruled_out", "deferred"))
    if meant is None:
        return
    if not meant:
        why_ask(visit, board)
        return
    ids = [trial["trial"] for trial in meant]
    labels, catalogue = visit.desk.names.labels, visit.desk.catalogue
    for trial in _read(visit, ids):
        visit.reply.say(explain.why_line(catalogue, trial, labels[trial["trial"]]))
    visit.reply.slots["mode"] = WHY + ",".join(ids)
    visit.reply.buttons = [Button(lines.MORE, "more")]


def more(visit: Visit, board: Board) -> None:
    """Give the rest of the last answer; where that was no why, of every trial that is out."""
    mode = visit.turn.mode or ""
    named = visit.named.trials or tuple(mode.removeprefix(WHY).split(",") if mode.startswith(WHY) else ())
    ids = [one["trial"] for one in board["trials"] if one["trial"] in named]
    if not ids:
        why(visit, board)
        return
    labels, catalogue = visit.desk.names.labels, visit.desk.catalogue
    told = _told(visit.now(), visit.turn.sender)
    for trial in _read(visit, ids):
        label = labels[trial["trial"]]
        visit.reply.say(*explain.why_lines(catalogue, trial, label, told))
        assumed = assumed_limits(visit.judged(), trial["trial"])
        visit.reply.say(*(explain.limit_line(catalogue, one) for one in assumed))


def _read(visit: Visit, ids: Iterable[str]) -> list[dict[str, Any]]:
    wanted = set(ids)
    return [one for one in trials_to_read(visit.judged()) if one["trial"] in wanted]


def _told(known: Known, sender: str) -> dict[str, list[str]]:
    """Give, for each fact that is known, who told it when and in which words."""
    told = {name: [sources.told_text(row, sender)] for name, row in known.facts.items()}
    entries = list(dict.fromkeys(sources.told_text(row, sender) for row in known.entries.values()))
    return {**told, "treatments": entries} if entries else told


def why_ask(visit: Visit, board: Board) -> None:
    """Say which trials the question decides, and how."""
    following = board["next"]["facts"] if board["next"] else ()
    asked = visit.asked or tuple(following)
    if not asked:
        visit.reply.say(lines.NO_QUESTION)
        return
    effects = effects_of(visit.judged(), asked)
    visit.reply.say(*explain.why_ask_lines(visit.desk.catalogue, effects, asked, visit.desk.names.labels))
