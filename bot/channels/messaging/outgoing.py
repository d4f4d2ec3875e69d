"""What goes out to a provider, and how a provider takes it."""

import re
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True)
class Button:
    """A button: what stands on it, what it says when it is pressed, and what it carries to tell which it is.

    A provider sends `press` back with a button that was pressed; it is short (12 characters at most), and what it
    stands for is kept here.
    """

    title: str
    payload: str
    press: str = ""


@dataclass(frozen=True)
class Document:
    """A page to file: its Markdown, and the code of the screening that it is about."""

    text: str = field(repr=False)
    code: str = field(repr=False)

    @property
    def name(self) -> str:
        """The name of the file."""
        return f"screening-{re.sub(r'[^A-Za-z0-9_-]+', '-', self.code).strip('-') or 'page'}.pdf"


@dataclass(frozen=True)
class Outgoing:
    """One message of a reply, within the limits of the channel and in its markup, and the buttons below it.

    Where `buttons` are left although there are answers, `text` lists them. A `document`, on channels that take one,
    goes out by itself, without text.
    """

    text: str = field(repr=False)
    buttons: tuple[Button, ...] = field(default=(), repr=False)
    document: Document | None = field(default=None, repr=False)


class DeliveryError(Exception):
    """A provider did not take a message; `str()` says why, without words, names or numbers of people.

    `retry_after` is how many seconds the provider asks to wait; `is_final`: it will not take it later either.
    """

    def __init__(self, reason: str, retry_after: float | None = None, is_final: bool = False) -> None:
        super().__init__(reason)
        self.retry_after = retry_after
        self.is_final = is_final


class Transport(Protocol):
    """Hands messages to a provider."""

    async def send(self, conversation: str, outgoing: Outgoing) -> None:
        """Send one message to where `Inbound.conversation` said. Raises DeliveryError."""


def carried(button: Button, most_bytes: int) -> str:
    """Give what a provider keeps with a button: which it is, and what it says where there is room for that."""
    whole = f"{button.press} {button.payload}"
    return whole if len(whole.encode()) <= most_bytes else button.press


def read_carried(kept: str) -> tuple[str, str]:
    """Give `Inbound.press` and `Inbound.text` of what a provider kept with a button that was pressed."""
    press, _, payload = kept.partition(" ")
    return press, payload
