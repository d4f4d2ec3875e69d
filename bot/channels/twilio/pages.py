"""Pages to file as PDF, which Twilio fetches for WhatsApp: for a few minutes, under names that nobody guesses."""

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable

SECONDS_KEPT = 600.0
MOST_KEPT = 50


class Pages:
    """The files that were handed out and may still be fetched; `address` is what stands before their names."""

    def __init__(self, address: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._address = address
        self._clock = clock
        self._kept: OrderedDict[str, tuple[float, bytes, str]] = OrderedDict()

    def keep(self, pdf: bytes, name: str) -> str:
        """Keep a file for a while; return the address to fetch it from."""
        key = secrets.token_urlsafe(32)
        self._kept[key] = self._clock(), pdf, name
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return f"{self._address}{key}"

    def get(self, key: str) -> tuple[bytes, str] | None:
        """Give a file and its name; None where there is none by this name any more."""
        oldest = self._clock() - SECONDS_KEPT
        while self._kept and next(iter(self._kept.values()))[0] < oldest:
            self._kept.popitem(last=False)
        found = self._kept.get(key)
        return None if found is None else found[1:]
