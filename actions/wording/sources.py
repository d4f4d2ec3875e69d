"""Where a fact comes from: who told it, when and in which words."""

from actions.log import Observation
from actions.wording.values import date_text

SAID_SHOWN = 60


def told_text(row: Observation, sender: str) -> str:
    """Say who told a fact, when and how: `you on 20 Nov 2026: “plt 60”`."""
    who = "you" if row.sender == sender else row.sender
    said = " ".join((row.said or "").split())
    shown = f"{said[:SAID_SHOWN]}…" if len(said) > SAID_SHOWN else said
    return f"{who} on {date_text(row.recorded_on)}" + (f": “{shown}”" if shown else "")
