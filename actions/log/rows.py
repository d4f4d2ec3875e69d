"""The rows of the log as the rest of the house sees them: plain and frozen."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

Kind = Literal["value", "retraction", "undo", "later", "pending", "heard", "unheard", "singly"]
"""What an observation does: see `actions.log.models.ObservationRow`."""

TREATMENTS = "treatments"
COMPLETE = "treatments_complete"
NOTE = "note"
CALL = "phone_call"
"""The call with the patient: its value is `STARTED` or `ENDED`."""
CONSENT = "screening_consent"
"""Whether the patient agreed on the phone to be screened."""
STARTED, ENDED = "started", "ended"
BY_PHONE = "phone"
"""The channel of what the patient told on the phone, whatever channel it was typed into."""


@dataclass(frozen=True)
class Screening:
    """A screening: its number in the log, its code where it has one, who opened it and when."""

    id: int
    code: str | None
    sender: str
    opened_on: date


class Observation(NamedTuple):
    """A row that stands in the log; a tuple, since a long dialogue reads hundreds of them every turn."""

    id: int
    sequence: int
    message: int
    fact: str
    kind: Kind
    entry: str | None
    value: Any
    unit_said: str | None
    said: str | None
    observed_on: str | None
    sender: str
    recorded_on: date
    replaces: int | None
    channel: str = ""


@dataclass(frozen=True)
class Draft:
    """A row that is to be added; the log gives it place, time and message, and the message's channel if it has none."""

    fact: str
    kind: Kind = "value"
    value: Any = None
    entry: str | None = None
    unit_said: str | None = None
    said: str | None = None
    observed_on: str | None = None
    replaces: int | None = None
    channel: str | None = None


@dataclass(frozen=True)
class Origin:
    """Where a change comes from: who, over which channel, as of which day, the sender's id of the message.

    `site` is the sender's site, where it is known: its coordinators share their screenings.
    """

    sender: str
    channel: str
    day: date
    message_id: str | None = None
    site: str | None = None
