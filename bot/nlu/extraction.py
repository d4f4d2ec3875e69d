"""What the extractor gives back: facts in record form, and everything that must not be recorded in silence."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

QueryKind = Literal[
    "unit", "implausible", "ambiguous_date", "two_readings", "future_date", "value", "uncertain", "activity"
]
"""Why something is asked about: its unit is missing or another assay's; no value can be so; the date has
two readings or lies ahead; two readings compete; a value is needed (``platelets normal``); the text itself
is unsure (``possible PE``); a prothrombin activity is no time."""


class Query(msgspec.Struct, frozen=True):
    """Something that must be asked about: the fact is not recorded until it is answered."""

    fact: str
    kind: QueryKind
    text: str
    candidates: tuple[str, ...] = ()


class Inferred(msgspec.Struct, frozen=True):
    """A value whose unit was inferred or which was converted; it is read back with ``value`` and ``unit``."""

    fact: str
    text: str
    value: float | str
    unit: str


class Mention(msgspec.Struct, frozen=True):
    """Where a fact stands in the message (raw indices) and what was taken from there."""

    start: int
    end: int
    fact: str
    value: Any
    text: str


class Correction(msgspec.Struct, frozen=True):
    """``28 not 82`` without a name: the value ``old`` of whichever fact holds it is now ``new``."""

    old: float
    new: float
    text: str


class Extraction(msgspec.Struct, frozen=True):
    """All that one message holds. Facts and treatments have the patient record's form and canonical units."""

    facts: dict[str, Any] = msgspec.field(default_factory=dict)
    treatments: list[dict[str, Any]] = msgspec.field(default_factory=list)
    treatments_complete: bool | None = None
    retracted: list[str] = msgspec.field(default_factory=list)
    notes: list[str] = msgspec.field(default_factory=list)
    queries: list[Query] = msgspec.field(default_factory=list)
    inferred: list[Inferred] = msgspec.field(default_factory=list)
    unused: list[str] = msgspec.field(default_factory=list)
    reply: Literal["unknown", "pending", "same"] | None = None
    mentions: list[Mention] = msgspec.field(default_factory=list)
    corrections: list[Correction] = msgspec.field(default_factory=list)
    hypothetical: dict[str, Any] = msgspec.field(default_factory=dict)
    personal: list[tuple[int, int, str]] = msgspec.field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Give the extraction as plain JSON data (how it travels as one Rasa entity)."""
        data: dict[str, Any] = msgspec.to_builtins(self)
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Extraction:
        """Rebuild an extraction from :meth:`as_json`.

        Raises:
            msgspec.ValidationError: the data is not of that form.
        """
        return msgspec.convert(data, cls)

    @property
    def empty(self) -> bool:
        """Tell whether nothing at all was understood."""
        return not (
            self.facts
            or self.treatments
            or self.retracted
            or self.reply
            or self.queries
            or self.treatments_complete
            or self.corrections
        )
