"""What is said after a turn: the lines of the reply, its question, and what the keypad stands for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from actions.wording import lines
from bot.channels.messaging.pages import brief, document_in, plain
from bot.channels.twilio_voice.keypad import Keypad, asked_of, keypad_of
from bot.channels.twilio_voice.speaking import portions, spoken
from bot.replies import Message

READ_ALOUD = ("Ask: “", "In other words: “", "Close with: “", "Keys: ")
"""How lines begin that tell a person what to read aloud: here the assistant reads it itself."""
_RECORDED = re.compile(r"^Recorded\b(?:(?! was )[^.]|\.(?=\d))*\.(?= |$)")
SAY_REPEAT = "Say repeat to hear it again."
A_PAGE = "The whole page is too long to be said; it is there on a computer, or in a channel with text."
MORE = "There is more; say more to hear it."


@dataclass(frozen=True)
class Prompt:
    """What is said, in portions, and then the question, with its keypad; the question is empty where none is open.

    `is_asked` is False where the question is an earlier one that is still open: it is said only when asked for again.
    """

    said: tuple[str, ...] = field(default=(), repr=False)
    question: str = field(default="", repr=False)
    keypad: Keypad = field(default_factory=Keypad)
    is_asked: bool = True

    @property
    def now(self) -> str:
        """The first portion, with the question, or with a word that there is more."""
        then = [MORE] if len(self.said) > 1 else self._asked if self.is_asked else []
        return " ".join(filter(None, [*self.said[:1], *then]))

    @property
    def _asked(self) -> list[str]:
        return [self.question, spoken(self.keypad.announced)]

    @property
    def rest(self) -> "Prompt":
        """What is said after the first portion; the question alone where that was the last."""
        return replace(self, said=self.said[1:])

    @property
    def asked_again(self) -> str:
        """The question with its keys; where none is open, how to hear again what was said last."""
        return " ".join(filter(None, self._asked)) or (SAY_REPEAT if self.said else "")

    def shortened(self) -> "Prompt":
        """Leave out what was recorded, which was repeated and confirmed just before; a value that changed stays."""
        said = tuple(_RECORDED.sub("Recorded.", one) for one in self.said)
        return replace(self, said=said)

    def after(self, before: "Prompt", keeps_keys: bool) -> "Prompt":
        """Keep the question that is still open, where this reply asks none; its keys where they still answer it."""
        if self.question or self.keypad.keys:
            return self
        keypad = before.keypad if keeps_keys else self.keypad
        return replace(self, question=before.question, keypad=keypad, is_asked=False)


def prompt_of(messages: Sequence[Message], facts: Any = None) -> Prompt:
    """Give what is said for a reply; `facts` are those of the catalogue, by which a number is known to be asked for."""
    texts = _for_the_ear("\n".join(str(one["text"]) for one in messages if one.get("text"))).split("\n")
    custom: Message = next((one["custom"] for one in reversed(messages) if one.get("custom")), {})
    phone = custom.get("phone") or {}
    if phone:
        said, question = _in_call(texts, phone)
    else:
        said, question = _at_chart(texts, custom)
    keypad = keypad_of(messages, facts or {}) if question else keypad_of(messages, {})
    return Prompt(tuple(portions([line for text in said if (line := spoken(text))])), spoken(question), keypad)


def _for_the_ear(text: str) -> str:
    """Give of a page to file its verdicts alone, and where to find the rest."""
    document = document_in(text)
    if document is None:
        return text
    return text.replace(document.text, "\n".join([plain(line) for line in brief(document).split("\n")] + [A_PAGE]))


def _in_call(texts: list[str], phone: dict[str, Any]) -> tuple[list[str], str]:
    """The assistant reads the question to the patient itself, or the line that closes the call."""
    said = [text for text in texts if not text.startswith(READ_ALOUD)]
    question = str(phone.get("again" if phone.get("is_again") else "question") or "")
    if phone.get("closing"):
        said.insert(0, phone["closing"]["text"])
    elif phone.get("step") == "confirm" and said:
        question = said.pop()
    return said, question


def _at_chart(texts: list[str], custom: dict[str, Any]) -> tuple[list[str], str]:
    """The question is the last line, where one is asked."""
    is_asked = bool(asked_of(custom)) and "?" in texts[-1]
    return (texts[:-1], texts[-1]) if is_asked else (texts, "")


def goodbye(*said: str) -> str:
    """Give the last words of a call."""
    return " ".join(filter(None, [*said, spoken(lines.GOODBYE)]))
