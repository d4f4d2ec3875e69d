"""`hepascreen chat`: the assistant in the terminal, without a server."""

import asyncio
import contextlib
import sys
import uuid
from typing import TYPE_CHECKING, Any

from rich.console import Console

from bot.settings import Settings
from bot.startup import StartError, start_assistant

if TYPE_CHECKING:
    from bot.assistant import Assistant
    from bot.channels.messaging.choices import Offer

CANNOT_START = 2
HELLO = "Type what you know of the patient, or ask. An empty line ends it. Use a code, never a name."

TERMINAL = "terminal"


def chat(settings: Settings) -> int:
    """Talk until an empty line or the end of the input; return the exit status."""
    console = Console(highlight=False, markup=False, emoji=False)
    try:
        with console.status("Starting; this takes some ten seconds"):
            assistant = start_assistant(settings)
    except StartError as error:
        sys.stderr.write(f"hepascreen: {error}\n")
        return CANNOT_START
    console.print(HELLO, style="dim")
    loop = asyncio.new_event_loop()
    with contextlib.suppress(KeyboardInterrupt, EOFError):
        _talk(assistant, loop, console)
    loop.close()
    return 0


def _talk(assistant: "Assistant", loop: asyncio.AbstractEventLoop, console: Console) -> None:
    from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

    from bot.channels.messaging.choices import Choices, offer_of
    from bot.channels.messaging.dialect import Dialect
    from bot.channels.messaging.inbound import Inbound

    sender = f"terminal-{uuid.uuid4().hex}"
    choices, dialect = Choices(), Dialect(longest=sys.maxsize)
    while typed := _ask(console):
        channel = CollectingOutputChannel()
        says = choices.said(sender, Inbound(TERMINAL, "", "", "", "", typed), dialect)
        loop.run_until_complete(assistant.handle_message(UserMessage(says, channel, sender, input_channel=TERMINAL)))
        offer = offer_of(channel.messages)
        choices.keep(sender, offer)
        show(channel.messages, offer, console)


def _ask(console: Console) -> str:
    # With readline, input() keeps a history and lets a line be edited.
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401
    return input("\n> " if console.is_terminal else "").strip()


def show(messages: list[dict[str, Any]], offer: "Offer", console: Console) -> None:
    """Print the reply and the answers that it offers, with their numbers or keys."""
    from bot.channels.messaging.rendering import listed

    for message in messages:
        if message.get("text"):
            console.print(message["text"])
    if answers := listed(offer):
        console.print(answers, style="bold")
