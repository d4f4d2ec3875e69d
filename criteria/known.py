"""What is known of one fact, and where it was read."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from criteria.values import Value

NOTHING: frozenset[str] = frozenset()


class Known(NamedTuple):
    """What is known of one fact: its value (None: anything), the ids it was read from, its notes.

    ``reads`` has every id that was looked at, ``sources`` those given ones it came from.
    """

    value: Value | None
    reads: tuple[str, ...]
    sources: tuple[str, ...]
    notes: frozenset[str] = NOTHING


@lru_cache(maxsize=1024)
def unread(fact: str) -> Known:
    """Give what is known of a fact of which the record says nothing."""
    return Known(None, (fact,), ())


def joined(parts: Iterable[Known]) -> tuple[tuple[str, ...], tuple[str, ...], frozenset[str]]:
    """Join what several facts were read from: reads, sources and notes, each once."""
    several = tuple(parts)
    reads = _each_once(tuple([part.reads for part in several]))
    sources = _each_once(tuple([part.sources for part in several]))
    return reads, sources, NOTHING.union(*[part.notes for part in several])


@lru_cache(maxsize=8192)
def _each_once(groups: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(groups)))
