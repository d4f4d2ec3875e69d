"""A PIN before a line: a caller's number can be forged, so where a PIN is set it is keyed in at each call."""

import hmac
import time
from collections import deque
from collections.abc import Callable

from bot.channels.twilio_voice.line import Line, Said
from bot.channels.twilio_voice.listening import Sound

ASK = "This is Hepascreen. Key in your PIN, then press the hash key."
WRONG = "That is not the PIN. Key it in, then press the hash key."
NO_MORE = "That is not the PIN. Goodbye."
TRIES = 3
"""Wrong PINs after which a call ends."""
WRONG_AN_HOUR = 9
"""Wrong PINs of one number within an hour after which it gets no further."""
HOUR = 3600.0


class Locked:
    """One person's line behind a PIN."""

    def __init__(self, line: Line, pin: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._line = line
        self._pin = pin
        self._clock = clock
        self._is_open = False
        self._tries = 0
        self._wrong: deque[float] = deque(maxlen=WRONG_AN_HOUR)

    @property
    def takes_one_key(self) -> bool:
        """Whether a single key answers what was said last; a PIN has several."""
        return self._is_open and self._line.takes_one_key

    def start(self) -> Said:
        """Ask for the PIN, at each call."""
        self._is_open, self._tries = False, 0
        return Said(NO_MORE, ends=True) if self._is_barred() else Said(ASK)

    async def hear(self, sound: Sound, message_id: str) -> Said:
        """Let the right PIN through; what is said before it is not heard."""
        if self._is_open:
            return await self._line.hear(sound, message_id)
        if not self._is_barred() and hmac.compare_digest(sound.digits, self._pin):
            self._is_open = True
            return self._line.start()
        self._tries += 1
        if sound.digits:
            self._wrong.append(self._clock())
        ends = self._tries >= TRIES or self._is_barred()
        return Said(NO_MORE if ends else WRONG if sound.digits else ASK, ends=ends)

    def _is_barred(self) -> bool:
        return len(self._wrong) == WRONG_AN_HOUR and self._clock() - self._wrong[0] < HOUR
