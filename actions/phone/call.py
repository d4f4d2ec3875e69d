"""Where a call stands: in the log, so that a colleague can go on with it, and whether this conversation is in it."""

import dataclasses
from datetime import date

from actions.log import COMPLETE, ENDED, STARTED, TREATMENTS, Known
from actions.reply import Reply, Turn

PHONE = "phone"
"""Mode of a conversation that is in a call; what else the mode says follows after a bar."""
AGAIN = "again"
"""In the mode within a call after an answer was not understood once: a second one goes to the list to fetch."""
OTHER = "other"
"""In the mode within a call after the question was given in its other words: then the first ones are the others."""
READING = "reading"
"""In the mode within a call while it is asked which of two dates was meant of what waits for its confirmation."""


@dataclasses.dataclass(frozen=True)
class Call:
    """What the log says of the call with a patient: whether it is under way, and the patient's consent."""

    is_open: bool = False
    caller: str | None = None
    consent: bool | None = None
    asked_on: date | None = None

    @property
    def is_declined(self) -> bool:
        """Whether the patient does not want to be screened."""
        return self.consent is False


def call_of(known: Known) -> Call:
    """Read the state of the call off what is known."""
    call, consent = known.call, known.consent
    return Call(
        is_open=call is not None and call.value == STARTED,
        caller=call.sender if call else None,
        consent=None if consent is None else bool(consent.value),
        asked_on=consent.recorded_on if consent else None,
    )


def read_back_facts(known: Known) -> tuple[str, ...]:
    """Give the facts that were read back and wait for a yes, each as it is asked."""
    return tuple(dict.fromkeys(TREATMENTS if row.fact == COMPLETE else row.fact for row in known.heard.values()))


def asked_how(turn: Turn) -> frozenset[str]:
    """Give what the mode says of how the open question was asked: `AGAIN`, `OTHER`, both or nothing."""
    return frozenset((turn.mode or "").split("+"))


def had_call(known: Known) -> bool:
    """Tell whether a patient was ever called."""
    return known.call is not None and known.call.value in (STARTED, ENDED)


def unwrapped(turn: Turn) -> Turn:
    """Tell from the mode of the conversation whether it is in a call, and leave the rest of the mode."""
    if turn.mode is None or turn.mode.split("|")[0] != PHONE:
        return turn
    _, _, rest = turn.mode.partition("|")
    return dataclasses.replace(turn, on_phone=True, mode=rest or None)


def wrapped(reply: Reply, turn: Turn) -> Reply:
    """Keep in the mode of the conversation that it is in a call."""
    if reply.on_phone:
        mode = reply.slots.get("mode", turn.mode)
        reply.slots["mode"] = f"{PHONE}|{mode}" if mode else PHONE
    return reply
