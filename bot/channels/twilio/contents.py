"""Buttons and lists in WhatsApp: what Twilio calls content, of which it wants a template beforehand.

A template holds nothing but places for the words: one for each number of answers, made when it is first needed. Within
the 24 hours after somebody has written, it needs no approval (docs: `twilio/quick-reply`, `twilio/list-picker`).
"""

import asyncio
import json
import re
from collections.abc import Sequence
from typing import Any

from bot.channels.messaging.outgoing import Button, carried, read_carried
from bot.channels.twilio.client import TwilioClient

MOST_BUTTONS, LONGEST_BUTTON = 3, 20
"""Of a quick reply that is not approved: buttons, and characters on one."""
MOST_ITEMS, LONGEST_ITEM = 10, 24
"""Of a list: items, and characters of one."""
LONGEST_BODY = 1024
MOST_CARRIED = 200
OPENS_LIST = "Answers"
_OURS = re.compile(r"[\w-]+\.\d+(?: .*)?", re.DOTALL)


class Contents:
    """The templates of one account, each looked up or made once."""

    def __init__(self, client: TwilioClient) -> None:
        self._client = client
        self._sids: dict[str, str] = {}
        self._lock = asyncio.Lock()

    async def fields(self, text: str, buttons: Sequence[Button]) -> dict[str, str]:
        """Give the fields of the Messages API that show a text with answers below it. Raises DeliveryError."""
        template = template_of(buttons)
        async with self._lock:
            if not self._sids:
                self._sids = await self._client.templates()
            if template["friendly_name"] not in self._sids:
                self._sids[template["friendly_name"]] = await self._client.make_template(template)
        words = [text, *(word for one in buttons for word in (one.title, carried(one, MOST_CARRIED)))]
        variables = {str(place): word for place, word in enumerate(words, start=1)}
        return {
            "ContentSid": self._sids[template["friendly_name"]],
            "ContentVariables": json.dumps(variables, ensure_ascii=False),
        }

    def forget(self) -> None:
        """Look the templates up anew: one may have been deleted."""
        self._sids = {}


def template_of(buttons: Sequence[Button]) -> dict[str, Any]:
    """Give the template for so many answers: buttons where they are few and short, else a list."""
    count = len(buttons)
    places = [(f"{{{{{2 * one + 2}}}}}", f"{{{{{2 * one + 3}}}}}") for one in range(count)]
    if count <= MOST_BUTTONS and all(len(one.title) <= LONGEST_BUTTON for one in buttons):
        kind, name = "twilio/quick-reply", f"hepascreen_buttons_{count}"
        shown: dict[str, Any] = {"actions": [{"title": title, "id": press} for title, press in places]}
    else:
        kind, name = "twilio/list-picker", f"hepascreen_list_{count}"
        items = [{"item": title, "id": press} for title, press in places]
        shown = {"button": OPENS_LIST, "items": items}
    samples = ["Question", *(word for one in range(count) for word in (f"Answer {one + 1}", f"a.{one}"))]
    return {
        "friendly_name": name,
        "language": "en",
        "variables": {str(place): sample for place, sample in enumerate(samples, start=1)},
        "types": {kind: {"body": "{{1}}", **shown}},
    }


def press_of(given: str) -> tuple[str, str] | None:
    """Give `Inbound.press` and `Inbound.text` of the id of an answer; None of one that is not ours."""
    return read_carried(given) if _OURS.fullmatch(given) else None
