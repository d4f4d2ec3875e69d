"""Messages to Slack's Web API, through Slack's own client."""

import asyncio
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.messaging.dialect import Dialect
from bot.channels.messaging.inbound import Inbound
from bot.channels.messaging.outgoing import Button, DeliveryError, Document, Outgoing, carried
from bot.channels.messaging.pages import pdf_of_page

SLACK = Dialect(longest=3000, has_buttons=True, most_buttons=25, longest_title=75, takes_documents=True)
"""A block of plain text holds 3000 characters, a block of actions 25 buttons, a button 75 characters."""
MOST_CARRIED = 2000
SECONDS = 10
PASSING = frozenset(
    ("ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable", "request_timeout")
)
"""Errors that may be over when it is tried again."""
TOO_MANY = 429
SERVER_ERROR = 500


class SlackTransport:
    """Sends to the workspace of one token. A conversation is `channel` or `channel/thread`."""

    def __init__(self, token: str, url: str) -> None:
        self._client = AsyncWebClient(token, base_url=url, timeout=SECONDS, retry_handlers=[])
        self._session: aiohttp.ClientSession | None = None

    async def send(self, conversation: str, outgoing: Outgoing) -> None:
        """Post a message, or upload a document. Raises DeliveryError."""
        channel, _, thread = conversation.partition("/")
        if outgoing.document is not None:
            await self._upload(channel, thread, outgoing.document)
            return
        await self._call(
            self._connected().chat_postMessage(
                channel=channel,
                thread_ts=thread or None,
                text=escape(outgoing.text),
                blocks=blocks(outgoing),
                mrkdwn=False,
                unfurl_links=False,
                unfurl_media=False,
            )
        )

    async def mark(self, inbound: Inbound) -> None:
        """Show in a message which of its buttons was pressed, in the place of all of them. Raises DeliveryError."""
        payload = inbound.origin
        message, action = payload["message"], payload["actions"][0]
        kept = [block for block in message.get("blocks") or () if block.get("type") != "actions"]
        title = f"✓ {action['text']['text']}"
        chosen = {"type": "plain_text", "text": title, "emoji": False}
        await self._call(
            self._connected().chat_update(
                channel=payload["channel"]["id"],
                ts=message["ts"],
                text=f"{message.get('text', '')}\n{escape(title)}",
                blocks=[*kept, {"type": "context", "elements": [chosen]}],
            )
        )

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()

    def _connected(self) -> AsyncWebClient:
        """Give the client with connections that are kept; they belong to the loop of the server."""
        if self._session is None:
            self._session = aiohttp.ClientSession()
            self._client.session = self._session
        return self._client

    async def _upload(self, channel: str, thread: str, document: Document) -> None:
        content = await asyncio.to_thread(pdf_of_page, document)
        title = f"Screening {document.code}"
        upload = self._connected().files_upload_v2(
            filename=document.name, content=content, title=title, channel=channel, thread_ts=thread or None
        )
        try:
            await self._call(upload)
        except DeliveryError as fault:
            if not fault.is_final:
                raise
            line = f"The page could not be attached (Slack: {fault}); “hepascreen export” makes it on the server."
            await self.send(f"{channel}/{thread}", Outgoing(line))

    async def _call(self, request: Any) -> None:
        try:
            await request
        except SlackApiError as error:
            raise _fault(error) from None
        except (SlackClientError, aiohttp.ClientError, asyncio.TimeoutError, OSError) as error:
            raise DeliveryError(type(error).__name__) from None


def _fault(error: SlackApiError) -> DeliveryError:
    response = error.response
    status, headers, data = response.status_code, response.headers, response.data
    reason = str(data.get("error") or f"HTTP {status}") if isinstance(data, dict) else f"HTTP {status}"
    if status == TOO_MANY:
        return DeliveryError("ratelimited", retry_after=float(headers.get("Retry-After") or 1))
    return DeliveryError(reason, is_final=reason not in PASSING and status < SERVER_ERROR)


def blocks(outgoing: Outgoing) -> list[dict[str, Any]]:
    """Give a message as blocks: its text as plain text, which Slack shows as it is, and its buttons."""
    text = {"type": "plain_text", "text": outgoing.text, "emoji": False}
    shown: list[dict[str, Any]] = [{"type": "section", "text": text}]
    if outgoing.buttons:
        shown.append({"type": "actions", "elements": [_button(one) for one in outgoing.buttons]})
    return shown


def _button(button: Button) -> dict[str, Any]:
    return {
        "type": "button",
        "action_id": button.press,
        "text": {"type": "plain_text", "text": button.title, "emoji": False},
        "value": carried(button, MOST_CARRIED),
    }


def escape(text: str) -> str:
    """Write plain text for where Slack reads markup, as in notifications."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
