"""Sets of combinations of a few components, as the bits of one number.

A combination of bands, one for each component, is one bit, in the order of ``itertools.product``.
What a thousand combinations have in common is then a handful of operations on integers.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import product
from math import prod
from typing import TypeVar

Bands = tuple[tuple[int, ...], ...]
"""The bands that each component can still have."""
T = TypeVar("T", bound=Hashable)


class Grid:
    """All combinations of components; component ``n`` has the bands ``0`` to ``sizes[n] - 1``."""

    def __init__(self, sizes: Sequence[int]) -> None:
        self._sizes = tuple(sizes)
        self._steps = [prod(sizes[place + 1 :]) for place in range(len(sizes))]
        self._having = [self.split(lambda *bands, at=place: bands[at]) for place in range(len(sizes))]

    def split(self, value_of: Callable[..., T]) -> dict[T, int]:
        """Give the combinations of each value that a function of the bands has."""
        regions: dict[T, int] = {}
        for place, one in enumerate(product(*map(range, self._sizes))):
            value = value_of(*one)
            regions[value] = regions.get(value, 0) | 1 << place
        return regions

    def possible(self, bands: Bands) -> int:
        """Give the combinations of the bands that are still possible."""
        left = -1
        for having, some in zip(self._having, bands, strict=True):
            part = 0
            for band in some:
                part |= having[band]
            left &= part
        return left

    def deciding(self, regions: Mapping[T, int], bands: Bands) -> tuple[bool, ...]:
        """Tell of each component whether it alone can take a possible combination to another region."""
        possible = self.possible(bands)
        within = [(region & possible, possible & ~region) for region in regions.values()]
        return tuple([self._decides(place, some, within) for place, some in enumerate(bands)])

    def _decides(self, place: int, bands: tuple[int, ...], within: list[tuple[int, int]]) -> bool:
        step, having = self._steps[place], self._having[place]
        return any(
            ((inside & having[band]) << (other - band) * step) & outside
            for n, band in enumerate(bands)
            for other in bands[n + 1 :]
            for inside, outside in within
        )
