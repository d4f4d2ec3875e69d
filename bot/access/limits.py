"""How often somebody may do something: a bucket of tries for each name, refilled as time passes."""

import time
from collections import OrderedDict
from collections.abc import Callable

NAMES_KEPT = 10_000


class Limiter:
    """Lets each name do something so many times a minute, and as many at once; the longest unused are forgotten."""

    def __init__(self, a_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = float(a_minute)
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, name: str) -> bool:
        """Take one try; return False where none is left."""
        left = self._refilled(name)
        if left < 1:
            return False
        self._left[name] = left - 1, self._clock()
        self._left.move_to_end(name)
        while len(self._left) > NAMES_KEPT:
            self._left.popitem(last=False)
        return True

    def _refilled(self, name: str) -> float:
        now = self._clock()
        left, then = self._left.get(name, (self._most, now))
        return min(self._most, left + (now - then) * self._most / 60)
