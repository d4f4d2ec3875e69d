"""A piece of a message, and what it may mean."""

from __future__ import annotations

import msgspec

from bot.nlu.dating.days import Day
from bot.nlu.lexicon.lexicon import Hit
from bot.nlu.lexicon.numbers import Number
from bot.nlu.lexicon.vocabulary import Sense

_NOTHING: list[Sense] = []


class Token(msgspec.Struct):
    """A piece of the message (folded indices) and what it may mean.

    ``kind`` is one of num, date, hit, word, punct, dur, normal. ``scope`` holds what surrounds it (negation,
    plan, relative…), ``used`` whether something was taken from it.
    """

    kind: str
    start: int
    end: int
    text: str
    number: Number | None = None
    unit: str | None = None
    day: Day | None = None
    hit: Hit | None = None
    scope: set[str] = msgspec.field(default_factory=set)
    used: bool = False
    bare_end: int = 0
    negator: int = -1
    segment: int = 0
    sentence: int = 0

    def senses(self, role: str) -> list[Sense]:
        """Give the token's senses of a role."""
        return self.hit.meaning.by_role.get(role, _NOTHING) if self.hit is not None else _NOTHING

    def sense(self, role: str) -> Sense | None:
        """Give the token's first sense of a role, or None."""
        found = self.senses(role)
        return found[0] if found else None

    def names(self, fact: str) -> bool:
        """Tell whether the token names the fact."""
        return self.hit is not None and fact in self.hit.meaning.named

    def cue(self, *cues: str) -> bool:
        """Tell whether the token is one of the cues."""
        return self.hit is not None and not self.hit.meaning.cues.isdisjoint(cues)

    @property
    def phrase(self) -> str:
        """The phrase of the lexicon that the token is, or nothing."""
        return self.hit.phrase if self.hit is not None else ""

    @property
    def clinical(self) -> bool:
        """Tell whether the token is a clinical word (not a word of modality, nor a plain one)."""
        return self.hit is not None and self.hit.meaning.clinical

    @property
    def treats(self) -> bool:
        """Tell whether the token names a treatment."""
        return self.hit is not None and self.hit.meaning.treats
