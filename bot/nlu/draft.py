"""The sheet on which the parts of the extractor write: tokens, and what has been taken from them so far."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from bot.nlu.dating.days import Day
from bot.nlu.dating.latest import STAGED, as_of_now, earlier, latest_bare, leading, long_ago, told_on
from bot.nlu.extraction import Correction, Inferred, Mention, Query, QueryKind
from bot.nlu.labs.values import Doubt, Reader, Reading
from bot.nlu.lexicon.places import Places
from bot.nlu.lexicon.tokens import Token
from bot.nlu.text.normalise import Text
from bot.nlu.wording.mails import of_older_mail
from criteria.catalogue import Catalogue

BARRED = ("hypothesis", "relative", "question")
"""Scopes in which nothing is recorded of the patient."""


_DENIED = re.compile(r"\s*[:?=]\s*(?:no|n|negative|absent)\s*(?=$|[,;.)\n])")
"""``ECOG > 1: no``: what stands behind a stage denies it."""


def _denies(value: Any) -> bool:
    """Tell whether a value is what a denial records; a count of 0 is none."""
    return value is False or value in ("none", "never")


@dataclass(slots=True)
class Draft:
    """One message on its way to an :class:`~bot.nlu.extraction.Extraction`."""

    text: Text
    tokens: list[Token]
    catalogue: Catalogue
    reader: Reader
    today: date
    asked: tuple[str, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)
    hypothetical: dict[str, Any] = field(default_factory=dict)
    queries: list[Query] = field(default_factory=list)
    inferred: list[Inferred] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    retracted: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    treatments: list[dict[str, Any]] = field(default_factory=list)
    complete: bool | None = None
    reply: Literal["unknown", "pending", "same"] | None = None
    taken_back: dict[str, list[Token]] = field(default_factory=dict)
    headed: tuple[tuple[Day | None, int], ...] = ()
    settled: bool = False
    told_on: dict[str, str | None] = field(default_factory=dict)
    doubted: dict[str, int] = field(default_factory=dict)
    """Where each fact was last told as uncertain: what was denied before is asked about."""
    asked_on: dict[str, str] = field(default_factory=dict)
    """The days of values that must be asked about, by fact."""
    places: Places = field(init=False)
    _starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.places = Places(self.tokens)
        self._starts = [token.start for token in self.tokens]

    def at(self, place: int) -> Token | None:
        """Give the token at a place, or None outside the message."""
        return self.tokens[place] if 0 <= place < len(self.tokens) else None

    def place_at(self, index: int) -> int:
        """Give the place of the token that a folded index lies in, or of the last one before it."""
        return max(0, bisect_right(self._starts, index) - 1)

    def word(self, place: int) -> str:
        """Give the text of the token at a place; empty outside the message."""
        return self.tokens[place].text if 0 <= place < len(self.tokens) else ""

    def source(self, first: int, last: int) -> str:
        """Give the source from the first token to the last, as typed."""
        return self.text.source(self.tokens[first].start, self.tokens[last].end)

    def use(self, places: Iterable[int]) -> None:
        """Mark tokens as used."""
        for place in places:
            if 0 <= place < len(self.tokens):
                self.tokens[place].used = True

    def barred(self, place: int) -> bool:
        """Tell whether nothing may be recorded from a place: another person, a hypothesis, a question."""
        return not self.tokens[place].scope.isdisjoint(BARRED)

    def record(self, fact: str, value: Any, first: int, last: int) -> bool:
        """Record a value taken from the tokens ``first`` to ``last``; False where it may not be."""
        scope = self.tokens[first].scope
        if not scope.isdisjoint(BARRED):
            if "hypothesis" in scope:
                self.hypothetical[fact] = value
                self.use(range(first, last + 1))
            return False
        if "uncertain" in scope or any(
            "uncertain" in one.scope for one in self.tokens[first : min(last, first + 8) + 1]
        ):
            self.ask(fact, "uncertain", first, last)
            return False
        self.use(range(first, last + 1))
        if _denies(value) and "neg" in scope and self.doubted.get(fact, -1) > last and fact not in self.asked:
            return True
        if fact in self.facts and of_older_mail(self.text.low, self.tokens[first].start):
            return True
        if fact in STAGED:
            if self._staged_later(fact, first, last):
                return True
            value = self._without(fact, value, last)
        if (
            isinstance(value, bool)
            and self.facts.get(fact) is (not value)
            and self.catalogue.facts[fact].kind == "flag"
        ):
            del self.facts[fact]
            self.ask(fact, "two_readings", first, last, ("yes", "no"))
            return False
        self.facts.pop(fact, None)
        self.facts[fact] = value
        self.queries = [query for query in self.queries if query.fact != fact]
        self.mention(fact, value, first, last)
        return True

    def mention(self, fact: str, value: Any, first: int, last: int) -> None:
        """Note where something stands in the message, its own word of denial with it."""
        denier = self.place_at(self.tokens[first].negator) if self.tokens[first].negator >= 0 else first
        denied = "neg" in self.tokens[first].scope and value in (False, "none", "never", 0)
        if denied and first - 4 < denier < first and self.tokens[denier].segment == self.tokens[first].segment:
            first = denier
        start, end = self.text.raw_span(self.tokens[first].start, self.tokens[last].end)
        self.mentions.append(Mention(start, end, fact, value, self.text.raw[start:end]))

    def ask(self, fact: str, kind: QueryKind, first: int, last: int, candidates: tuple[str, ...] = ()) -> None:
        """Note that something must be asked about before it can be recorded."""
        self.use(range(first, last + 1))
        if self.barred(first):
            return
        if kind == "uncertain" and any("uncertain" in one.scope for one in self.tokens[first : last + 1]):
            self._doubt(fact, first)
        query = Query(fact, kind, self.source(first, last), candidates)
        if query not in self.queries:
            self.queries.append(query)

    def _doubt(self, fact: str, first: int) -> None:
        """``no PVTT on CT but MRI suspicious for Vp2``: what was denied before is open."""
        self.doubted[fact] = max(first, self.doubted.get(fact, first))
        denied = next((one for one in reversed(self.mentions) if one.fact == fact), None)
        if denied is not None and _denies(self.facts.get(fact)) and not self._ahead(denied, first):
            del self.facts[fact]

    def _ahead(self, mention: Mention, first: int) -> bool:
        """Tell whether something stands behind a place."""
        return mention.end > self.text.raw_span(self.tokens[first].start, self.tokens[first].end)[0]

    def measure(self, fact: str, token: Token, first: int, last: int, **extra: Any) -> bool:
        """Record the number of a token as the value of a quantity, or ask; True where it was recorded."""
        if token.number is None:
            return False
        reading = self.reader.read(fact, token.number, extra.pop("unit", None) or token.unit)
        if isinstance(reading, Doubt):
            day = extra.get("day")
            if fact not in self.facts and day is not None and day.iso is not None:
                self.asked_on[fact] = max(day.iso, self.asked_on.get(fact, ""))
            self.ask(fact, reading.kind, first, last, reading.candidates)
            return False
        return self.settle(fact, reading, first, last, **extra)

    def settle(
        self, fact: str, reading: Reading, first: int, last: int, day: Day | None = None, uln: float | None = None
    ) -> bool:
        """Record a reading with the date and limit of normal that stand beside it."""
        value: Any = {"value": reading.value, "unit": reading.unit}
        spec = self.catalogue.facts[fact]
        if spec.unit in ("1", "a") and not spec.lab:
            value = reading.value
        elif spec.lab:
            if day is not None and not self.dated(fact, day, first, last, value):
                return False
            if uln is not None:
                value["uln"] = uln
        if self._overtaken(fact, value, first, last):
            self.use(range(first, last + 1))
            return True
        if not self.record(fact, value, first, last):
            return False
        if reading.inferred or reading.factor != 1.0:
            self.inferred = [one for one in self.inferred if one.fact != fact]
            self.inferred.append(Inferred(fact, self.source(first, last), reading.value, reading.unit))
        return True

    def _overtaken(self, fact: str, value: Any, first: int, last: int) -> bool:
        """Tell whether a later value of the fact is told already: of dated values the latest counts."""
        if not isinstance(value, dict):
            return False
        told = self.facts.get(fact)
        if fact in self.asked_on and earlier(value.get("date"), self.asked_on[fact]):
            return True  # the later value is asked about
        before = told.get("date") if isinstance(told, dict) else None
        day = value.get("date") or leading(self.tokens, first, self.places.piece(first), self.today)
        day = day or as_of_now(self.tokens, first, last, self.today)
        known = before or self.told_on.get(fact)
        if told is not None and (long_ago(day) or earlier(day, known or latest_bare(value, self.today))):
            return True
        self.told_on[fact] = day
        return False

    def _staged_later(self, fact: str, first: int, last: int) -> bool:
        """Tell whether a stage or response of a later day is told already."""
        day = told_on(self.tokens, first, last, self.places.piece(first), self.today)
        told = self.told_on.get(fact)
        if fact in self.facts and (earlier(day, told) or (told is None and long_ago(day))):
            return True
        self.told_on[fact] = day
        return False

    def _without(self, fact: str, value: Any, last: int) -> Any:
        """``ECOG > 1: no``, ``Vp4: no``: the options that such a denial leaves."""
        options = self.catalogue.facts[fact].options
        if (
            not options
            or fact == "response"
            or value == "none"
            or not _DENIED.match(self.text.low, self.tokens[last].end)
        ):
            return value
        left = [one for one in options if one not in (value if isinstance(value, list) else [value])]
        self.use([last + 1, last + 2])
        return left if len(left) != 1 else left[0]

    def dated(self, fact: str, day: Day, first: int, last: int, value: dict[str, Any]) -> bool:
        """Put a date on a value; ask where it lies ahead or has two readings."""
        if day.ahead:
            self.ask(fact, "future_date", first, last, day.candidates)
            return False
        if day.iso is None and day.lately is not None:
            value["date"] = day.lately
            return True
        if day.iso is None:
            self.ask(fact, "ambiguous_date", first, last, day.candidates)
            return False
        value["date"] = day.iso
        return True
