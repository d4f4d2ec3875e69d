"""How SMS and WhatsApp write: both with numbered answers; WhatsApp with buttons and lists where they are turned on."""

import dataclasses
import re

from bot.channels.messaging.dialect import Dialect
from bot.channels.twilio.contents import LONGEST_BODY, LONGEST_ITEM, MOST_ITEMS
from bot.channels.twilio.segments import plain, segments

MOST_SEGMENTS = 3
"""Segments of one SMS: some 460 characters."""
MOST_SMS = 4
LONGEST_WHATSAPP = 1500
"""UTF-16 units; Twilio takes 1,600 and counts some characters more than once."""
_LOOKALIKES = str.maketrans({"*": "∗", "~": "∼", "`": "'"})
_ITALIC = re.compile(r"(?<!\w)_(?=\S)|(?<=\S)_(?!\w)")


def as_whatsapp(text: str) -> str:
    """Write plain text so that WhatsApp takes no sign of it for markup; it has none to escape them with."""
    return _ITALIC.sub("ˍ", text.translate(_LOOKALIKES))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "replace")) // 2


SMS = Dialect(longest=MOST_SEGMENTS, measure=segments, escape=plain, most_messages=MOST_SMS)
WHATSAPP = Dialect(longest=LONGEST_WHATSAPP, measure=_units, escape=as_whatsapp, bold=("*", "*"))
WITH_BUTTONS = dataclasses.replace(
    WHATSAPP,
    longest=LONGEST_BODY,
    has_buttons=True,
    most_buttons=MOST_ITEMS,
    longest_title=LONGEST_ITEM,
    cuts_titles=False,
    asks_apart=True,
)
"""WhatsApp with answers to press: buttons where they are few and short, else a list."""
