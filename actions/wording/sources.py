"""Where a fact comes from: who told it, when and in which words."""

import re

from actions.log import BY_PHONE, Observation
from actions.wording.values import date_text

SAID_SHOWN = 60
AS_TOLD = "as told, check the chart"
"""Marks what a patient told on the phone."""
LONGEST_NAME = 40
SIGNED_IN = re.compile(r".*/([^/]+)/[0-9a-f]{16}")
MADE_UP = re.compile(r"[0-9a-f]{8}|\d{5}|^[A-Z0-9]{8,}$|[:/]")
"""Parts of ids: rows of hexadecimal digits, telephone numbers, ids of messaging services, addresses."""


def told_text(row: Observation, sender: str) -> str:
    """Say who told a fact, when and how: `you on 20 Nov 2026: “plt 60”`."""
    return told_by(row, "you" if row.sender == sender else readable(row.sender) or "a colleague")


def readable(sender: str) -> str | None:
    """Give a sender's name where people can read it; None where a channel or a browser made it up.

    A coordinator who signed in, or is listed on a messaging channel, is `site/name/…`: the name is theirs.
    """
    signed_in = SIGNED_IN.fullmatch(sender)
    if signed_in:
        return signed_in[1]
    return None if len(sender) > LONGEST_NAME or MADE_UP.search(sender) else sender


def told_by(row: Observation, who: str) -> str:
    """Say when and how somebody told a fact; of what a patient told on the phone, that the chart is to be checked."""
    said = " ".join((row.said or "").split())
    shown = f"{said[:SAID_SHOWN]}…" if len(said) > SAID_SHOWN else said
    when = f"{who} on {date_text(row.recorded_on)}" + (f": “{shown}”" if shown else "")
    return f"patient by phone to {when} ({AS_TOLD})" if row.channel == BY_PHONE else when
