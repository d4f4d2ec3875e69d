"""Twilio's Messages API over one kept-alive connection; its own Python client would hold up the whole server."""

import asyncio
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

import aiohttp

from bot.channels.messaging.outgoing import DeliveryError

SECONDS = 20.0
TOO_MANY = 429
BUSY = {14107, 20429, 30001, 63018}
"""Twilio's codes for: too much at the moment."""


class TwilioClient:
    """Sends messages of one account; `url` is that of the API, with a slash at its end."""

    def __init__(self, account: str, token: str, url: str) -> None:
        self._address = f"{url}2010-04-01/Accounts/{quote(account)}/Messages.json"
        self._contents = contents_address(url)
        self._login = aiohttp.BasicAuth(account, token)
        self._session: aiohttp.ClientSession | None = None

    async def send(self, fields: dict[str, str]) -> None:
        """Send one message with these fields of the API, such as `From`, `To` and `Body`. Raises DeliveryError."""
        await self._call("POST", self._address, data=fields)

    async def templates(self) -> dict[str, str]:
        """Give the SIDs of the account's content templates by their names. Raises DeliveryError."""
        answer = await self._call("GET", self._contents, params={"PageSize": "1000"})
        return {str(one["friendly_name"]): str(one["sid"]) for one in answer.get("contents") or ()}

    async def make_template(self, template: dict[str, Any]) -> str:
        """Make a content template; give its SID. Raises DeliveryError."""
        return str((await self._call("POST", self._contents, json=template))["sid"])

    async def _call(self, method: str, address: str, **given: Any) -> dict[str, Any]:
        try:
            async with self._opened().request(method, address, **given) as answer:
                if answer.status >= 400:
                    raise await _fault_of(answer)
                return dict(await answer.json(content_type=None))
        except (ValueError, TypeError):
            raise DeliveryError("Twilio's answer could not be read", is_final=True) from None
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError) as error:
            # Its words hold addresses; its kind is enough.
            raise DeliveryError(f"Twilio could not be reached ({type(error).__name__})") from None

    async def close(self) -> None:
        """End the connection."""
        if self._session is not None:
            await self._session.close()

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            timeout = aiohttp.ClientTimeout(total=SECONDS)
            self._session = aiohttp.ClientSession(auth=self._login, timeout=timeout, trust_env=True)
        return self._session


def contents_address(url: str) -> str:
    """Give the address of content templates beside that of the API, whose host begins with `content`, not `api`."""
    parts = urlsplit(url)
    host = parts.netloc.replace("api.", "content.", 1) if parts.netloc.startswith("api.") else parts.netloc
    return urlunsplit(parts._replace(netloc=host)) + "v1/Content"


async def _fault_of(answer: aiohttp.ClientResponse) -> DeliveryError:
    """Tell what was wrong by status and Twilio's code; its words may hold a number."""
    try:
        code = int((await answer.json(content_type=None))["code"])
    except (ValueError, TypeError, KeyError):
        code = 0
    is_busy = answer.status == TOO_MANY or answer.status >= 500 or code in BUSY
    reason = f"Twilio answered {answer.status}" + (f", code {code}" if code else "")
    return DeliveryError(reason, retry_after=_seconds(answer.headers.get("Retry-After")), is_final=not is_busy)


def _seconds(text: str | None) -> float | None:
    return float(text) if text and text.isascii() and text.isdigit() else None
