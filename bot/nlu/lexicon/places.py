"""Where in a message the tokens stand that have a kind, a text, a role, a fact or a cue in common.

Every part of the extractor looks for a few tokens among many. They are sorted once, when the message has been cut and
marked, so that a part goes to those that may concern it and to no others.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from bot.nlu.lexicon.tokens import Token


class Places:
    """The places of the tokens of one message, by what they are; all lists are in the order of the message."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._kinds: defaultdict[str, list[int]] = defaultdict(list)
        self._texts: defaultdict[str, list[int]] = defaultdict(list)
        self._phrases: defaultdict[str, list[int]] = defaultdict(list)
        self._roles: defaultdict[str, list[int]] = defaultdict(list)
        self._named: defaultdict[str, list[int]] = defaultdict(list)
        self._options: defaultdict[str, list[int]] = defaultdict(list)
        self._cues: defaultdict[str, list[int]] = defaultdict(list)
        for place, token in enumerate(tokens):
            self._kinds[token.kind].append(place)
            self._texts[token.text].append(place)
            if token.hit is None:
                continue
            self._phrases[token.hit.phrase].append(place)
            meaning = token.hit.meaning
            for keys, places in (
                (meaning.by_role, self._roles),
                (meaning.named, self._named),
                (meaning.options, self._options),
                (meaning.cues, self._cues),
            ):
                for key in keys:
                    places[key].append(place)

        self._stops = self.text(";", ".", "\n")

    def piece(self, place: int) -> int:
        """Give the first place of the piece that a place lies in: behind the last full stop, semicolon or line end."""
        at = bisect_left(self._stops, place)
        return self._stops[at - 1] + 1 if at else 0

    def kind(self, kind: str) -> Sequence[int]:
        """Give the places of a kind of tokens."""
        return self._kinds.get(kind, ())

    def text(self, *texts: str) -> Sequence[int]:
        """Give the places of the tokens with one of some texts."""
        return _of_any(self._texts, texts)

    def holds(self, texts: frozenset[str]) -> bool:
        """Tell whether any token has one of some texts."""
        return not texts.isdisjoint(self._texts)

    def phrase(self, *phrases: str) -> Sequence[int]:
        """Give the places of the tokens that are one of some phrases of the lexicon."""
        return _of_any(self._phrases, phrases)

    def role(self, *roles: str) -> Sequence[int]:
        """Give the places of the tokens with a sense of one of some roles."""
        return _of_any(self._roles, roles)

    def naming(self, *facts: str) -> Sequence[int]:
        """Give the places of the tokens that name one of some facts."""
        return _of_any(self._named, facts)

    def option(self, *facts: str) -> Sequence[int]:
        """Give the places of the tokens that are an option of one of some facts."""
        return _of_any(self._options, facts)

    def cue(self, *cues: str) -> Sequence[int]:
        """Give the places of the tokens that are one of some cues."""
        return _of_any(self._cues, cues)


def _of_any(places: dict[str, list[int]], keys: Iterable[str]) -> Sequence[int]:
    return merged(*[places[key] for key in keys if key in places])


def first_from(places: Sequence[int], place: int) -> int | None:
    """Give the first of some places from a place on, or None."""
    at = bisect_left(places, place)
    return places[at] if at < len(places) else None


def merged(*places: Sequence[int]) -> Sequence[int]:
    """Put several lists of places into one, in the order of the message, each place once."""
    found = [some for some in places if some]
    if len(found) < 2:
        return found[0] if found else ()
    return sorted({place for some in found for place in some})
