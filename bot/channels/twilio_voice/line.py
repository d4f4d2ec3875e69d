"""One person's line: what was said last, what waits for a yes, and what follows from what is heard next."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from actions.heard import Heard
from bot.channels.messaging.choices import Offer, offer_of
from bot.channels.twilio_voice import confirming
from bot.channels.twilio_voice.codes import with_codes
from bot.channels.twilio_voice.confirming import Pending
from bot.channels.twilio_voice.keypad import YES_OR_NO
from bot.channels.twilio_voice.listening import Sound
from bot.channels.twilio_voice.prompt import Prompt, goodbye, prompt_of
from bot.channels.twilio_voice.speaking import GREETING
from bot.replies import Message

MOST_MISSES = 3
"""Silences or unclear words in a row after which the call ends."""
SILENT = "I did not hear anything."
UNCLEAR = "I did not catch that."
NO_SUCH_KEY = "That key stands for nothing here."
SAY_AGAIN = "Not recorded. Please say it again."
GAVE_UP = (
    "I could not hear you, so I end the call here. Everything recorded is kept: call again, and we go on where we were."
)
HELP_LISTENING = "You can also use the keypad, or say repeat."
WELCOME_BACK = "Welcome back."

Ask = Callable[[str, str], Awaitable[list[Message]]]
"""Answers words with the id of their message."""
Read = Callable[[str], Awaitable[dict[str, Any]]]
"""Gives what the model reads in words."""


@dataclass(frozen=True)
class Said:
    """What is said next, whether the call ends with it, and whether a single key answers it."""

    text: str = field(repr=False)
    ends: bool = False
    takes_one_key: bool = False


class Line:
    """The talk with one person, over one call or several; `facts` are those of the catalogue."""

    def __init__(self, ask: Ask, read: Read, facts: Mapping[str, Any]) -> None:
        self._ask, self._read, self._facts = ask, read, facts
        self._prompt = Prompt()
        self._offer = Offer("")
        self._pending: Pending | None = None
        self._misses = 0
        self._phone: Message = {}

    @property
    def _in_call(self) -> bool:
        return bool(self._phone.get("on"))

    @property
    def takes_one_key(self) -> bool:
        """Whether a single key answers what was said last."""
        return (YES_OR_NO if self._pending else self._prompt.keypad).takes_one_key

    def start(self) -> Said:
        """Answer the telephone: go on where the last call was, or say how to begin."""
        self._misses = 0
        if self._pending or self._prompt.asked_again:
            return Said(f"{WELCOME_BACK} {self._asked()}")
        return Said(GREETING)

    async def hear(self, sound: Sound, message_id: str) -> Said:
        """Answer what was heard."""
        if sound.is_silence or sound.is_unclear:
            return self._missed(SILENT if sound.is_silence else UNCLEAR)
        if sound.digits:
            return await self._keyed(sound.digits, message_id)
        self._misses = 0
        said = self._of_line(sound.about_line)
        if said is not None:
            return said
        if self._pending is not None:
            return await self._on_pending(self._pending, sound, message_id)
        return await self._take(sound.words, sound.is_sure, message_id)

    def _of_line(self, wish: str | None) -> Said | None:
        """Repeat, go on or end, where the words ask that of the line; None where they are for the assistant."""
        if wish == "repeat":
            return Said(self._pending.question if self._pending else self._prompt.now or GREETING)
        if wish == "more" and len(self._prompt.said) > 1 and not self._pending:
            self._prompt = self._prompt.rest
            return Said(self._prompt.now)
        if wish == "goodbye" and not self._in_call:
            return Said(goodbye(self._not_recorded()), ends=True)
        return None

    async def _keyed(self, digits: str, message_id: str) -> Said:
        keypad = YES_OR_NO if self._pending else self._prompt.keypad
        says = keypad.meaning(digits)
        if says is None:
            return self._missed(NO_SUCH_KEY)
        self._misses = 0
        if self._pending is not None:
            return await self._on_pending(self._pending, Sound(says), message_id)
        # What was chosen is exact and read back; a number or a date may have a slip of the finger in it.
        return await (self._take(says, True, message_id) if keypad.wants else self._send(says, message_id))

    async def _on_pending(self, pending: Pending, sound: Sound, message_id: str) -> Said:
        verdict = confirming.verdict_on(pending, sound.words)
        if verdict.is_yes:
            self._pending = None
            return await self._send_confirmed(pending)
        words = verdict.words
        heard = confirming.told(await self._read(words), self._in_call) if words else Heard()
        if verdict.is_no:
            return await self._corrected(confirming.in_place_of(pending, words, heard), sound, message_id)
        if not heard.changes:
            return Said(f"First: {pending.question}")
        return await self._take(confirming.together(pending, words, confirming.facts_of(heard)), False, message_id)

    async def _corrected(self, words: str, sound: Sound, message_id: str) -> Said:
        """Drop what was heard wrongly, and take the words that were said in its place, where they tell anything."""
        self._pending = None
        if words and confirming.told(await self._read(words), self._in_call).changes:
            return await self._take(words, sound.is_sure, message_id)
        return Said(" ".join(filter(None, [SAY_AGAIN, self._prompt.question])))

    async def _take(self, words: str, is_sure: bool, message_id: str) -> Said:
        """Hand words to the assistant, or repeat first what they would record."""
        says = self._offer.payload_of(words, False) or self._prompt.keypad.said(words) or with_codes(words)
        heard = confirming.told(await self._read(says), self._in_call)
        pending = confirming.pending_of(says, heard, is_sure)
        if pending is None:
            return await self._send(says, message_id)
        self._pending = confirming.marked(pending, message_id)
        return Said(self._pending.question)

    async def _send_confirmed(self, pending: Pending) -> Said:
        """Record what was confirmed. A call asks by itself about what decides a verdict: it has its yes already."""
        await self._send(pending.words, pending.message_id)
        phone = self._phone
        if phone.get("step") == "confirm" and set(phone.get("facts") or ("",)) <= set(pending.facts):
            before = self._prompt.said
            await self._send("y", f"{pending.message_id} y")
            self._prompt = replace(self._prompt, said=(*before, *self._prompt.said))
        self._prompt = self._prompt.shortened()
        return Said(self._prompt.now)

    async def _send(self, words: str, message_id: str) -> Said:
        messages = await self._ask(words, message_id)
        self._pending = None
        custom: Message = next((one["custom"] for one in messages if one.get("custom")), {})
        if custom:  # a reply without, such as that nothing could be recorded, changes nothing about the call
            self._phone = custom.get("phone") or {}
        offer, prompt = offer_of(messages), prompt_of(messages, self._facts)
        is_open = offer.leaves_open(self._offer)
        if not custom.get("phone") and offer.asked in (None, self._offer.asked):
            prompt = prompt.after(self._prompt, keeps_keys=is_open)
            offer = replace(offer, asked=self._offer.asked)
        self._prompt, self._offer = prompt, self._offer if is_open else offer
        return Said(self._prompt.now)

    def _missed(self, why: str) -> Said:
        """Ask again; after too many misses in a row end the call, with a word on how to go on."""
        self._misses += 1
        if self._misses >= MOST_MISSES:
            self._misses = 0
            return Said(" ".join(filter(None, [self._not_recorded(), GAVE_UP])), ends=True)
        helps = HELP_LISTENING if self._misses > 1 else ""
        return Said(" ".join(filter(None, [why, self._asked() or GREETING, helps])))

    def _asked(self) -> str:
        return self._pending.question if self._pending else self._prompt.asked_again

    def _not_recorded(self) -> str:
        return f"Not recorded, since nobody confirmed it: {self._pending.read_back}." if self._pending else ""
