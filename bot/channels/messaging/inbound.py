"""A message as a provider delivered it, after its signature was checked."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Inbound:
    """One message of one person.

    `channel` is slack, telegram, sms, whatsapp, voice or xmpp; `workspace` what the provider puts above its people
    (empty where it has none); `person` who wrote; `conversation` where the reply goes. `message_id` is the
    provider's own: the same for each delivery of one message. `is_addressed` says whether the assistant is spoken
    to, which in a group it need not be. `sent_at` is the provider's time in seconds since 1970, where it tells one,
    and `order` its count of messages, where it has one. `press` is what a button carries, of one that was pressed.
    `answer` is said instead of reading the message, where the adapter knows that it cannot be read; `origin` is what
    the adapter needs to mark a button that was pressed.

    Who wrote, where, and what stay out of `repr`: they may be numbers and words of people.
    """

    channel: str
    workspace: str
    person: str = field(repr=False)
    conversation: str = field(repr=False)
    message_id: str = field(repr=False)
    text: str = field(repr=False)
    is_group: bool = False
    is_addressed: bool = True
    sent_at: float | None = None
    order: int = 0
    press: str | None = field(default=None, repr=False)
    answer: str | None = None
    origin: Any = field(default=None, repr=False, compare=False)

    @property
    def identifier(self) -> str:
        """The person as the setting with those who are let in names them: `workspace/person`, or `person` alone."""
        return f"{self.workspace}/{self.person}" if self.workspace else self.person

    @property
    def dialogue(self) -> str:
        """What tells a person's conversations on this channel apart; a private one is named by the channel alone.

        So no telephone number gets into the name of a sender, not even hashed.
        """
        return f"{self.channel}/{self.workspace}/{self.conversation}" if self.is_group else self.channel
