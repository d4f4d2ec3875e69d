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

CANNOT_START = 2
HELLO = "Type what you know of the patient, or ask. An empty line ends it. Use a code, never a name."

Buttons = list[dict[str, str]]


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

    sender = f"terminal-{uuid.uuid4().hex}"
    buttons: Buttons = []
    while typed := _ask(console):
        channel = CollectingOutputChannel()
        message = UserMessage(payload_for(typed, buttons), channel, sender, input_channel="terminal")
        loop.run_until_complete(assistant.handle_message(message))
        buttons = show(channel.messages, console)


def _ask(console: Console) -> str:
    # With readline, input() keeps a history and lets a line be edited.
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401
    return input("\n> " if console.is_terminal else "").strip()


def payload_for(typed: str, buttons: Buttons) -> str:
    """Return what the button sends whose title was typed, else the words themselves."""
    for button in buttons:
        if typed.casefold() == button["title"].casefold():
            return button["payload"]
    return typed


def show(messages: list[dict[str, Any]], console: Console) -> Buttons:
    """Print the reply and the answers that it offers; return these."""
    offered: Buttons = []
    for message in messages:
        if message.get("text"):
            console.print(message["text"])
        offered += message.get("buttons") or []
    if offered:
        console.print("   ".join(f"[{button['title']}]" for button in offered), style="bold")
    return offered
