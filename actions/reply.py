"""What goes in and out of a turn."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from actions.heard import Heard
from actions.wishes import Wish
from actions.wording.questions import Button


@dataclass(frozen=True)
class Turn:
    """One message: who sent it, what it wants, what was heard in it, as of which day.

    `confidence` is how certain the intent is (0 to 1); `asked` and `mode` are what the last answer asked
    for and was about; `message_id` is the sender's own id of the message; `wishes` is what the
    message wants part by part; `screening` is the code or number of the screening that the last answer
    spoke of; `site` is the sender's, whose coordinators share their screenings, where it is known;
    `only_reads` is true of a sender who may open screenings and ask, and record nothing; `on_phone` of a
    conversation that is in a call with the patient.
    """

    sender: str
    intent: str
    text: str
    heard: Heard
    today: date
    asked: tuple[str, ...] = ()
    mode: str | None = None
    message_id: str | None = None
    channel: str = "rest"
    confidence: float = 1.0
    wishes: tuple[Wish, ...] = ()
    screening: str | None = None
    site: str | None = None
    only_reads: bool = False
    on_phone: bool = False


@dataclass
class Reply:
    """The answer: lines of text, buttons below the last, the payload for widgets, slots to set.

    `supposed` is the screening that would follow (the contract's JSON) and what was supposed; it travels beside
    the payload, never in it. So does `phone`, what a page shows of a call; `on_phone`: the conversation is in one.
    """

    texts: list[str] = field(default_factory=list)
    buttons: list[Button] = field(default_factory=list)
    custom: dict[str, Any] | None = None
    slots: dict[str, Any] = field(default_factory=dict)
    supposed: dict[str, Any] | None = None
    phone: dict[str, Any] | None = None
    on_phone: bool = False

    def say(self, *lines: str) -> None:
        """Add lines; empty ones are left out."""
        self.texts += [line for line in lines if line]


MISSED = "missed"
"""Mode after a message of which nothing was made; a second one in a row offers buttons."""
WANTS_CODE = "code"
"""Mode after a screening was started without a code: a bare code names it."""
SUPPOSED = "supposed"
"""Mode after something was only supposed."""
WHY = "why:"
"""Start of the mode after a trial was explained in one line; the trials follow, for "more"."""
