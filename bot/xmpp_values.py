"""How the text of an environment variable about XMPP becomes a setting's value; a wrong one is refused with a remedy.

Each function raises ValueError with the words that follow the variable's name in the complaint.
"""

import dataclasses
import re
from pathlib import Path

from bot import setting_values
from bot.setting_values import Listed

_ADDRESS = re.compile(r"[^\s@/\"&'<>:,=]+@[^\s@/,=:]+")
LONGEST_NICK = 32


def address(text: str) -> str:
    """Read the bare address of an account or a room, in lower case as servers write it."""
    if not _ADDRESS.fullmatch(text):
        raise ValueError("is not an XMPP address; write it as name@chat.example, without a resource")
    return text.lower()


def addresses(text: str) -> tuple[str, ...]:
    """Read addresses with commas between."""
    return tuple(dict.fromkeys(address(one.strip()) for one in text.split(",") if one.strip()))


def people(text: str) -> tuple[Listed, ...]:
    """Read who is let in, by address."""
    listed = setting_values.people(text)
    if not all(_ADDRESS.fullmatch(one.identifier) for one in listed):
        raise ValueError("names somebody by no XMPP address; write anna@chat.example=anna with commas between")
    return tuple(dataclasses.replace(one, identifier=one.identifier.lower()) for one in listed)


def password(text: str) -> str:
    """Read a password; any will do, since the XMPP server made it."""
    return text


def nick(text: str) -> str:
    """Read a name for rooms."""
    if len(text) > LONGEST_NICK or not re.fullmatch(r"[\w.-]+", text):
        raise ValueError(f"is not a name for a room; write up to {LONGEST_NICK} letters and digits without spaces")
    return text


def server(text: str) -> tuple[str, int]:
    """Read where a server is reached: host and port."""
    name, _, port = text.rpartition(":")
    name = name.removeprefix("[").removesuffix("]")
    if not name or not (port.isascii() and port.isdigit() and 0 < int(port) <= 65535):
        raise ValueError("is not where a server is reached; write host and port, such as chat.example:5222")
    return setting_values.host(name), int(port)


def file(text: str) -> Path:
    """Read the path of a file that is there."""
    path = Path(text).expanduser()
    if not path.is_file():
        raise ValueError("names no file; write the path of one that is there")
    return path.resolve()
