"""Numbers that stand for what records say: equal values have equal numbers, which are quick to compare."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import lru_cache
from itertools import count

_fresh = count(1)


@lru_cache(maxsize=65536)
def number_of(value: Hashable) -> int:
    """Give the number of a value; no other value has it, and none has 0.

    A value that has not been seen for long may get another number: what was remembered under the
    first is then computed again.
    """
    return next(_fresh)


class Numbers(dict[str, int]):
    """The numbers of what a record says, by id; 0 where it says nothing."""

    def __missing__(self, fact: str) -> int:
        """Give 0: nothing is said."""
        return 0

    def changed(self, values: Mapping[str, Hashable]) -> Numbers:
        """Give the numbers where some values are others."""
        changed = Numbers(self)
        for fact, value in values.items():
            changed[fact] = number_of(value)
        return changed
