"""What a client may send with a message, whatever the channel; each check says what is wrong, or gives None."""

import re
from typing import Any

LONGEST_NAME = 200
"""Characters of a sender, and of a message's id."""
LARGEST = 2**53 - 1
"""The largest number that every JSON reader reads alike."""
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_UNREADABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
REPLACED = "\ufffd"


def fault_of_name(given: Any, what: str) -> str | None:
    """Check what stands for the conversation: `sender` or `session_id`."""
    if not isinstance(given, str) or not 1 <= len(given) <= LONGEST_NAME:
        return f"{what} is missing or too long; send up to {LONGEST_NAME} characters that stand for the conversation"
    return _fault_of_characters(given, what)


def fault_of_message(given: Any) -> str | None:
    """Check what was typed."""
    if not isinstance(given, str) or not readable(given).strip():
        return "message is missing or empty; send what was typed"
    return None


def fault_of_metadata(given: Any) -> str | None:
    """Check the metadata: an object, in which `message_id` tells one message of a sender from every other."""
    if given is None:
        return None
    if not isinstance(given, dict):
        return 'metadata is not an object; send {"message_id": "…"} or leave it out'
    number = given.get("message_id")
    if number is None or (isinstance(number, (int, float)) and not isinstance(number, bool) and abs(number) <= LARGEST):
        return None
    if not isinstance(number, str) or not 1 <= len(number) <= LONGEST_NAME:
        return f"message_id is no name of a message; send up to {LONGEST_NAME} characters or a number, or leave it out"
    return _fault_of_characters(number, "message_id")


def _fault_of_characters(given: str, what: str) -> str | None:
    if _UNPRINTABLE.search(given):
        return f"{what} holds characters that cannot be printed; send letters, digits and signs"
    return None


def readable(text: str) -> str:
    """Show what is no character (half of one, or one that steers a terminal) as U+FFFD; every line break stays."""
    return _UNREADABLE.sub(REPLACED, text)
