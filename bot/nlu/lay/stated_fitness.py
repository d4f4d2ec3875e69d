"""Words of fitness beside a performance status that is told as such: ``ECOG 2, needs a nap in the afternoon``.

What the patient can do is read as the status where none is told (`bot.nlu.lay.told`, ``fitness``). Beside one that it
agrees with it says nothing further; where the two contradict each other, both are read.
"""

from __future__ import annotations

import re

from bot.nlu.text.rewriting import Change
from bot.nlu.text.telling import Gated

_FIGURES = {"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4"}
_STATED = Gated(
    r"\b(?:ecog(?: ps)?|ps|performance(?: status)?)(?: (?:is|was|of|score|grade|now))*[ :=]{0,3}"
    rf"(?P<value>[0-4]|{'|'.join(_FIGURES)})\b(?!\s?[-/–.,]\s?\d| ?(?:or|to) \d)"
)
_WORDING = re.compile(r"ecog (?P<low>[0-4])(?:-(?P<high>[0-4]))?")


def without_stated(low: str, changes: list[Change]) -> list[Change]:
    """Leave out what words of fitness would say again, less exactly."""
    match = _STATED.search(low) if any(_WORDING.fullmatch(one.wording) for one in changes) else None
    if match is None:
        return changes
    value = _FIGURES.get(match["value"], match["value"])
    return [one for one in changes if not _agrees(one, value)]


def _agrees(change: Change, value: str) -> bool:
    told = _WORDING.fullmatch(change.wording)
    return told is not None and told["low"] <= value <= (told["high"] or told["low"])
