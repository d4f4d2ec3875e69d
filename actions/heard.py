"""What was heard in one message: the extraction as it travels in the message's one entity."""

from typing import Any, Literal

import msgspec


class _Part(msgspec.Struct, frozen=True, kw_only=True):
    """Base of the parts; keys that a newer extractor adds are ignored."""


class Mention(_Part):
    """The part of the message from which a fact was read; `start` and `end` count its characters."""

    fact: str
    text: str
    start: int = 0
    end: int = 0
    value: Any = None


class Query(_Part):
    """Something that could not be recorded before it is cleared up: a unit, a date, one of two readings."""

    fact: str
    kind: str
    text: str
    candidates: tuple[Any, ...] = ()


class Inferred(_Part):
    """A value whose unit was inferred or converted, with the words and the canonical value."""

    fact: str
    text: str
    value: Any = None
    unit: str = ""


class Heard(_Part):
    """All that the extractor took from one message; facts in the patient record's form, canonical units."""

    facts: dict[str, Any] = {}
    treatments: list[dict[str, Any]] = []
    treatments_complete: bool | None = None
    retracted: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    queries: tuple[Query, ...] = ()
    inferred: tuple[Inferred, ...] = ()
    unused: tuple[str, ...] = ()
    reply: Literal["unknown", "pending"] | None = None
    mentions: tuple[Mention, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether there is anything to record beside an answer without a value."""
        return bool(self.facts or self.treatments or self.treatments_complete or self.retracted or self.notes)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was made out."""
        return not (self.changes or self.queries or self.unused or self.reply)

    def words_for(self, fact: str) -> str | None:
        """Give the words from which a fact was read, where they are known."""
        words = [mention.text for mention in self.mentions if mention.fact == fact]
        return " … ".join(words)[:1000] or None


def read_heard(data: dict[str, Any] | None) -> Heard:
    """Read the entity's value; a message without one was not understood and holds nothing."""
    return msgspec.convert(data or {}, Heard)
