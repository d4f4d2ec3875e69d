"""What was heard in one message: the extraction as it travels in the message's one entity.

Keys that a newer extractor adds are ignored.
"""

from collections.abc import Sequence
from typing import Any, Literal

import msgspec

Span = tuple[int, int]
"""First character and the one after the last."""


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """The part of the message from which a fact was read; `start` and `end` count its characters."""

    fact: str
    text: str
    start: int = 0
    end: int = 0
    value: Any = None


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """Something that could not be recorded before it is cleared up: a unit, a date, one of two readings."""

    fact: str
    kind: str
    text: str
    candidates: tuple[Any, ...] = ()


class Inferred(msgspec.Struct, frozen=True, kw_only=True):
    """A value whose unit was inferred or converted, with the words and the canonical value."""

    fact: str
    text: str
    value: Any = None
    unit: str = ""


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """`28 not 82` without a name: what was `old` is `new`."""

    old: float
    new: float
    text: str


class Supposed(msgspec.Struct, frozen=True, kw_only=True):
    """What a message only supposes: facts and treatments in the record's form, and as of which day (ISO).

    `removed` are treatments that would not have been, `forgotten` facts that would be unknown. `naive`: no
    treatment at all; `only`: no other than these; `further`: these beside the known ones; `earliest`: of several
    courses the first is meant.
    """

    facts: dict[str, Any] = {}
    treatments: list[dict[str, Any]] = []
    treatments_complete: bool | None = None
    day: str | None = None
    removed: list[dict[str, Any]] = []
    forgotten: list[str] = []
    naive: bool = False
    only: bool = False
    further: bool = False
    earliest: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is supposed."""
        told = self.facts or self.treatments or self.treatments_complete or self.day
        return not (told or self.removed or self.forgotten)


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """All that the extractor took from one message; facts in the patient record's form, canonical units.

    `since` is the day (ISO) that a comparison counts from.
    """

    facts: dict[str, Any] = {}
    treatments: list[dict[str, Any]] = []
    treatments_complete: bool | None = None
    retracted: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    queries: tuple[Query, ...] = ()
    inferred: tuple[Inferred, ...] = ()
    unused: tuple[str, ...] = ()
    reply: Literal["unknown", "pending", "same"] | None = None
    mentions: tuple[Mention, ...] = ()
    corrections: tuple[Correction, ...] = ()
    hypothetical: dict[str, Any] = {}
    supposed: Supposed = Supposed()
    since: str | None = None
    personal: tuple[tuple[int, int, str], ...] = ()

    @property
    def changes(self) -> bool:
        """Whether there is anything to record beside an answer without a value."""
        told = self.facts or self.treatments or self.treatments_complete or self.notes
        return bool(told or self.retracted or self.corrections)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was made out."""
        return not (self.changes or self.queries or self.unused or self.reply)

    @property
    def asked_back(self) -> tuple[Query, ...]:
        """Give what has to be asked about in the order to ask it in: last the one that an answer belongs to.

        That is the first with readings to choose from, so that their buttons stand below their own question.
        """
        last = next((one for one in self.queries if one.candidates), None) or next(iter(self.queries), None)
        return tuple(sorted(self.queries, key=lambda one: one is last))

    def words_for(self, fact: str) -> str | None:
        """Give the words from which a fact was read, where they are known."""
        words = " … ".join(mention.text for mention in self.mentions if mention.fact == fact)
        return storable(words)[:1000] or None

    def share_of(self, text: str) -> float:
        """Give the share of a message's letters and digits from which facts were read (0 to 1)."""
        places = {place for place, character in enumerate(text) if character.isalnum()}
        read = {place for one in self.mentions for place in range(one.start, one.end)}
        return len(places & read) / len(places) if places else 0.0

    def outside(self, spans: Sequence[Span], text: str = "") -> "Heard":
        """Leave out what was read from within these spans alone: the name of a trial, a patient's code."""
        mentions = tuple(one for one in self.mentions if not _lies_in(one, spans))
        gone = {one.fact for one in self.mentions} - {one.fact for one in mentions}
        heard = self._without_treatments_of(spans, text) if spans and text else self
        names = [text[start:end] for start, end in spans if text]
        unused = tuple(words for words in heard.unused if not any(name in words for name in names))
        heard = msgspec.structs.replace(heard, unused=unused)
        return heard._without(gone, mentions) if gone else heard

    def _without_treatments_of(self, spans: Sequence[Span], text: str) -> "Heard":
        """Leave out treatments that only the spans name, such as the drug in a trial's name."""
        within = " ".join(text[start:end] for start, end in spans).casefold()
        rest = text
        for start, end in spans:
            rest = rest[:start] + " " * (end - start) + rest[end:]
        kept = [one for one in self.treatments if not (_named(one, within) and not _named(one, rest.casefold()))]
        return self if len(kept) == len(self.treatments) else msgspec.structs.replace(self, treatments=kept)

    def _without(self, gone: set[str], mentions: tuple[Mention, ...]) -> "Heard":
        return msgspec.structs.replace(
            self,
            facts={name: value for name, value in self.facts.items() if name not in gone},
            treatments=[] if "treatments" in gone else self.treatments,
            inferred=tuple(one for one in self.inferred if one.fact not in gone),
            mentions=mentions,
        )


def _named(entry: dict[str, Any], words: str) -> bool:
    """Tell whether words name one of an entry's drugs, or its kind where it has none; by how they begin."""
    return any(str(name)[:4] in words for name in entry.get("agents") or (entry["kind"],))


def _lies_in(mention: Mention, spans: Sequence[Span]) -> bool:
    return any(start <= mention.start and mention.end <= end for start, end in spans)


def read_heard(data: dict[str, Any] | None) -> Heard:
    """Read the entity's value; a message without one was not understood and holds nothing."""
    return msgspec.convert(data or {}, Heard)


def storable(words: str) -> str:
    """Replace what no database stores as text: halves of characters, and the zero character."""
    return words.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
