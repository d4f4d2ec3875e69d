"""Twilio's Messages API over one kept-alive connection; its own Python client would hold up the whole server."""

import asyncio
from urllib.parse import quote

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
        self._login = aiohttp.BasicAuth(account, token)
        self._session: aiohttp.ClientSession | None = None

    async def send(self, fields: dict[str, str]) -> None:
        """Send one message with these fields of the API, such as `From`, `To` and `Body`. Raises DeliveryError."""
        try:
            async with self._opened().post(self._address, data=fields) as answer:
                if answer.status >= 400:
                    raise await _fault_of(answer)
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
