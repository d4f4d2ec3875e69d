"""Messages to Telegram's Bot API."""

import asyncio
from typing import Any

import aiohttp

from bot.channels.messaging.dialect import Dialect
from bot.channels.messaging.inbound import Inbound
from bot.channels.messaging.outgoing import Button, DeliveryError, Document, Outgoing, carried
from bot.channels.messaging.pages import pdf_of_page

MOST_CARRIED = 64
"""Bytes of a button's `callback_data`."""
IN_A_ROW = 24
"""Characters of the titles that stand in one row of buttons."""
SECONDS = 15
TOO_MANY = 429
SERVER_ERROR = 500


def units(text: str) -> int:
    """Count a text as Telegram does, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


TELEGRAM = Dialect(
    longest=4096, has_buttons=True, most_buttons=24, longest_title=60, measure=units, takes_documents=True
)


class TelegramTransport:
    """Sends as the bot of one token. A conversation is `chat` or `chat/topic`."""

    def __init__(self, token: str, url: str) -> None:
        self._address = f"{url}bot{token}/"
        self._session: aiohttp.ClientSession | None = None
        self._name: str | None = None

    async def send(self, conversation: str, outgoing: Outgoing) -> None:
        """Send a message or a document. Raises DeliveryError."""
        chat, _, topic = conversation.partition("/")
        place: dict[str, Any] = {"chat_id": int(chat), **({"message_thread_id": int(topic)} if topic else {})}
        if outgoing.document is not None:
            await self._upload(place, outgoing.document)
            return
        markup = {"reply_markup": keyboard(outgoing.buttons)} if outgoing.buttons else {}
        preview = {"link_preview_options": {"is_disabled": True}}
        await self._call("sendMessage", json={**place, "text": outgoing.text, **preview, **markup})

    async def mark(self, inbound: Inbound) -> None:
        """Leave below a message only the button that was pressed, with a tick. Raises DeliveryError."""
        query = inbound.origin
        message = query["message"]
        rows = (message.get("reply_markup") or {}).get("inline_keyboard") or ()
        titles = [one["text"] for row in rows for one in row if one.get("callback_data") == query["data"]]
        shown = [[{"text": f"✓ {titles[0].removeprefix('✓ ')}", "callback_data": query["data"]}]] if titles else []
        body = {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}
        await self._call("editMessageReplyMarkup", json={**body, "reply_markup": {"inline_keyboard": shown}})

    async def name(self) -> str | None:
        """Give the bot's name, which Telegram is asked for once; None while it cannot be had."""
        if self._name is None:
            try:
                self._name = str((await self._call("getMe"))["username"])
            except (DeliveryError, KeyError, TypeError):
                return None
        return self._name

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()

    async def _upload(self, place: dict[str, Any], document: Document) -> None:
        content = await asyncio.to_thread(pdf_of_page, document)
        form = aiohttp.FormData()
        for name, value in place.items():
            form.add_field(name, str(value))
        form.add_field("document", content, filename=document.name, content_type="application/pdf")
        await self._call("sendDocument", data=form)

    async def _call(self, method: str, **body: Any) -> Any:
        """Call a method; return its result. No error repeats the address, which holds the token."""
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(SECONDS), trust_env=True)
        try:
            async with self._session.post(self._address + method, **body) as response:
                answer = await response.json(content_type=None)
                status = response.status
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError) as error:
            raise DeliveryError(type(error).__name__) from None
        if isinstance(answer, dict) and answer.get("ok"):
            return answer.get("result")
        raise _fault(status, answer if isinstance(answer, dict) else {})


def _fault(status: int, answer: dict[str, Any]) -> DeliveryError:
    """Give why Telegram did not do it: the status alone, since its description may name a chat."""
    code = int(answer.get("error_code") or status)
    wait = (answer.get("parameters") or {}).get("retry_after")
    if code == TOO_MANY:
        return DeliveryError("HTTP 429", retry_after=float(wait or 1))
    return DeliveryError(f"HTTP {code}", is_final=code < SERVER_ERROR)


def keyboard(buttons: tuple[Button, ...]) -> dict[str, Any]:
    """Give buttons as an inline keyboard: short ones share a row."""
    rows: list[list[Button]] = []
    for button in buttons:
        if rows and sum(len(one.title) for one in rows[-1]) + len(button.title) <= IN_A_ROW:
            rows[-1].append(button)
        else:
            rows.append([button])
    shown = [[{"text": one.title, "callback_data": carried(one, MOST_CARRIED)} for one in row] for row in rows]
    return {"inline_keyboard": shown}
