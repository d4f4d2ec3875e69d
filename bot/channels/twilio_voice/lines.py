"""The lines of all callers: each call's turns once and in order, and lines that nobody goes on with forgotten."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace

from bot.channels.twilio_voice.line import Line, Said
from bot.channels.twilio_voice.listening import Sound
from bot.channels.twilio_voice.pin import Locked

LINES_KEPT = 1000
ANSWERS_KEPT = 3
INTERRUPTED = (
    "I lost the thread, and what you just said was not recorded. Say phone to go on with the patient, "
    "or back to, and the code of a screening."
)


class Conversation:
    """One person's line with the turns of its call: which was said last, and what was said at each."""

    def __init__(self, line: Line | Locked) -> None:
        self.line = line
        self.lock = asyncio.Lock()
        self.used_at = 0.0
        self.turn = 0
        self._call = ""
        self._answers: OrderedDict[tuple[str, int], Said] = OrderedDict()

    async def answer(self, call: str, turn: int, sound: Sound) -> Said:
        """Answer one turn of a call; what was answered already is said again, and nothing is heard twice.

        A turn counts what was said in the call before it; 0 is the beginning. What answers something that is not
        what was said last, as after the server was started anew, is not taken for an answer to anything.
        """
        known = self._answers.get((call, turn))
        if known is not None:
            return known
        if turn == 0:
            self._call, self.turn = call, 0
            said = self.line.start()
        elif (call, turn) == (self._call, self.turn):
            said = await self.line.hear(sound, f"{call}:{turn}")
        else:
            self._call = call
            self.turn = turn
            said = Said(INTERRUPTED)
        said = replace(said, takes_one_key=self.line.takes_one_key)
        self.turn += 1
        self._answers[call, turn] = said
        while len(self._answers) > ANSWERS_KEPT:
            self._answers.popitem(last=False)
        return said


class Lines:
    """The conversations by the sender that stands for each; those that are unused for so many seconds are forgotten."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._lines: OrderedDict[str, Conversation] = OrderedDict()

    def of(self, sender: str, make: Callable[[], Line | Locked]) -> Conversation:
        """Give the conversation of a sender, a new one where there is none."""
        now = self._clock()
        found = self._lines.get(sender)
        if found is None or now - found.used_at > self._seconds:
            found = self._lines[sender] = Conversation(make())
        found.used_at = now
        self._lines.move_to_end(sender)
        while len(self._lines) > LINES_KEPT:
            self._lines.popitem(last=False)
        return found
