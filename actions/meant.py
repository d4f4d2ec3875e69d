"""Which trials a question is about: those it names, else those with a status that it concerns."""

import dataclasses
import re
from collections.abc import Iterable
from typing import Any

from actions.board import Board
from actions.reply import WHY
from actions.trials import label_of
from actions.visit import Visit
from actions.wording import lines
from actions.wording.questions import Button

ASKS_ABOUT = {
    "why_trial": "why {}",
    "more": "why {}",
    "what_missing": "what is missing for {}",
    "when": "when does {} open",
    "reopen": "what would reopen {}",
}
"""What a button sends that names a trial, by the intent that it repeats."""


THAT_ONE = re.compile(
    r"\b(?:it|they|them|(?:this|that|the same) (?:one|trial|study)|those|these)\b(?!\s+(?:asked|needed))", re.IGNORECASE
)
"""Words for the trials that the talk is of."""


def _spoken_of(visit: Visit) -> tuple[str, ...]:
    """Give the trials that the question before was about, where this one says `it` or `that one`."""
    if not THAT_ONE.search(visit.turn.text):
        return ()
    mode = visit.turn.mode or ""
    before = tuple(mode.removeprefix(WHY).split(",")) if mode.startswith(WHY) else ()
    return tuple(one for one in visit.meant or before if one in visit.desk.names.labels)


def trials_meant(visit: Visit, board: Board, otherwise: Iterable[str]) -> list[dict[str, Any]] | None:
    """Give the trials that are asked about: those named, else those with one of these statuses.

    None where a name was given that is no trial's, or several trials bear it; the reply then asks.
    """
    named, labels = visit.named, visit.desk.names.labels
    ids = named.trials or (() if named.unclear else _spoken_of(visit))
    if ids:
        visit.meant = ids
        visit.named = dataclasses.replace(named, trials=ids)
        visit.reply.slots["mode"] = WHY + ",".join(ids)
        return [trial for trial in board["trials"] if trial["trial"] in ids]
    closed = [trial for trial in visit.desk.closed if trial.id in visit.desk.closed_names.by_name(visit.turn.text)]
    if closed:
        visit.reply.say(lines.closed_trials(label_of(trial) for trial in closed))
        return None
    attempted = visit.desk.names.is_attempted(visit.turn.text, visit.turn.heard)
    if named.unclear or attempted:
        choice = named.unclear or tuple(labels)
        shown = [labels[one] for one in choice]
        visit.reply.say(lines.which_trial(shown) if named.unclear else lines.unknown_trial(shown))
        ask = ASKS_ABOUT[visit.turn.intent]
        visit.reply.buttons = [Button(labels[one], ask.format(labels[one])) for one in choice]
        return None
    return [trial for trial in board["trials"] if trial["status"] in otherwise]
