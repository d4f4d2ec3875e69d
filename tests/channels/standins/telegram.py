"""Telegram, as the Bot API's documentation describes it: updates with the secret token, methods with their limits.

Written from core.telegram.org/bots/api: "Getting updates" (an update that is not answered with 2xx comes again, its
`update_id` the same), "setWebhook" (`secret_token`), "Making requests when getting updates" (a method in the answer),
"sendMessage" (4096 characters), "InlineKeyboardButton" (64 bytes of data), "ResponseParameters" (`retry_after`).
"""

import itertools
import json
import time

import aiohttp
from aiohttp import web

from tests.channels.standins.thread import StandIn

BOT_ID, NAME = 7000000001, "HepascreenBot"
TOKEN = f"{BOT_ID}:AAstandin-0123456789abcdefghijklmnop"
SECRET = "telegram-secret-0123456789-ABCDEFGHIJ"
ANNA, BEN, RITA, STRANGER = 7100000001, 7100000002, 7100000003, 7100000009
PEOPLE = f"{ANNA}=anna, {BEN}=ben, {RITA}=rita/reader"
GROUP = -5001
RETRIES = 3


class TelegramStandIn(StandIn):
    """One bot. `calls` holds (method, arguments) of every call that was accepted."""

    def __init__(self):
        super().__init__()
        self.failures = []
        """Answers to the next calls: (status, body)."""
        self.webhook = ""
        self.answered = []
        """Methods that came in the answers to updates."""
        self._count = itertools.count(900_001)
        self._messages = itertools.count(1)

    def settings(self):
        """What the server is told."""
        return {
            "HEPASCREEN_TELEGRAM_TOKEN": TOKEN,
            "HEPASCREEN_TELEGRAM_SECRET": SECRET,
            "HEPASCREEN_TELEGRAM_PEOPLE": PEOPLE,
            "HEPASCREEN_TELEGRAM_URL": self.url,
        }

    def routes(self):
        return [web.post("/bot{token}/{method}", self._method)]

    # What people do.

    async def say(self, person, text, chat=None, **changes):
        """Write a message; return what the bot sent in answer, once Telegram got its 200."""
        return await self.deliver(self.update(person, text, chat, **changes))

    def update(self, person, text, chat=None, **changes):
        """The update of a message."""
        message = {
            "message_id": next(self._messages),
            "from": {"id": person, "is_bot": False, "first_name": "X"},
            "chat": {"id": chat, "type": "supergroup", "title": "Team"} if chat else {"id": person, "type": "private"},
            "date": int(time.time()),
            "text": text,
        }
        return {"update_id": next(self._count), "message": message | changes}

    async def press(self, person, sent, title):
        """Press a button of a message that the bot sent."""
        return await self.deliver(self.pressing(person, sent, title))

    def pressing(self, person, sent, title):
        """The update of a press."""
        rows = sent["reply_markup"]["inline_keyboard"]
        data = next(one["callback_data"] for row in rows for one in row if one["text"] == title)
        chat = {"id": sent["chat_id"], "type": "private" if sent["chat_id"] > 0 else "supergroup"}
        message = {"message_id": sent["message_id"], "from": {"id": BOT_ID, "is_bot": True}, "chat": chat, "date": 1}
        message |= {"text": sent["text"], "reply_markup": sent["reply_markup"]}
        query = {"id": f"q{next(self._count)}", "from": {"id": person, "is_bot": False, "first_name": "X"}}
        query |= {"message": message, "chat_instance": "1", "data": data}
        return {"update_id": next(self._count), "callback_query": query}

    async def deliver(self, update):
        """Deliver as Telegram does, again where there is no 2xx; return what was sent meanwhile."""
        before = len(self.calls)
        for _ in range(RETRIES + 1):
            status, body = await self.post(update)
            if status == 200:
                break
        assert status == 200
        if body:
            self.answered.append(json.loads(body))
        return [arguments for method, arguments in self.calls[before:] if method == "sendMessage"]

    async def post(self, update, secret=SECRET):
        """Send an update once; return status and body."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret is not None else {}
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.webhook, json=update, headers=headers) as response,
        ):
            return response.status, await response.text()

    # What the Bot API does.

    async def _method(self, request):
        is_json = request.content_type == "application/json"
        arguments = await request.json() if is_json else await fields_of(request)
        if request.match_info["token"] != TOKEN:
            return failed(401, "Unauthorized")
        method = request.match_info["method"]
        if method == "getMe":
            return web.json_response({"ok": True, "result": {"id": BOT_ID, "is_bot": True, "username": NAME}})
        if self.failures:
            status, body = self.failures.pop(0)
            return web.json_response(body, status=status)
        fault = fault_of(arguments)
        if fault:
            return failed(400, f"Bad Request: {fault}")
        arguments = {"message_id": next(self._messages), **arguments}
        self.note((method, arguments))
        return web.json_response({"ok": True, "result": {"message_id": arguments["message_id"]}})


async def fields_of(request):
    """The fields of a form, files as their bytes."""
    form = await request.post()
    return {name: value.file.read() if hasattr(value, "file") else value for name, value in form.items()}


def failed(status, description):
    return web.json_response({"ok": False, "error_code": status, "description": description}, status=status)


def fault_of(arguments):
    """What is wrong with a message, as Telegram describes it, or None."""
    text = arguments.get("text")
    if text is not None and not 1 <= len(text.encode("utf-16-le")) // 2 <= 4096:
        return "message is too long"
    rows = (arguments.get("reply_markup") or {}).get("inline_keyboard") or ()
    if any(not 1 <= len(one["callback_data"].encode()) <= 64 for row in rows for one in row):
        return "BUTTON_DATA_INVALID"
    return None


def titles_of(sent):
    """What stands on the buttons of a message that was sent."""
    return [one["text"] for row in (sent.get("reply_markup") or {}).get("inline_keyboard", ()) for one in row]
