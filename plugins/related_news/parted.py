"""Parted: the grams of many texts by their leading bits, so that an index is sorted part by part and no more is in memory
than what is being sorted: the parts wait in nameless files.
"""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .grams import Positions, UInt32, stretches
from .spill import Spill

UInt64 = NDArray[np.uint64]
HIGH = np.uint64(32)
"""Bits of a place, below the gram in a key."""
_PARTS = _DIGIT = 16
_CUTS = np.arange(_PARTS, dtype=np.uint32) << np.uint32(28)
_PART = 1 << 20
"""Keys sorted at once, about: few enough for the processor's cache."""


class Parted:
    """The grams of texts added one after another; a gram's place is counted through all of them."""

    def __init__(self) -> None:
        self.sizes: list[int] = []
        """How many grams each text has."""
        self._parts = [Spill(np.uint32) for _ in range(_PARTS)]
        self._cuts: list[Positions] = []

    def add(self, grams: UInt32) -> None:
        """The grams of the next text, rising."""
        cuts = np.append(np.searchsorted(grams, _CUTS), len(grams))
        for part, (begin, end) in zip(self._parts, pairwise(cuts.tolist()), strict=True):
            part.add(grams[begin:end])
        self.sizes.append(len(grams))
        self._cuts.append(cuts)

    def drain(self) -> Iterator[UInt64]:
        """Keys (gram << 32 | its place), in parts that rise and are small enough to be sorted. Uses the grams up."""
        first = np.cumsum([0, *self.sizes])[:-1]
        cuts = np.array(self._cuts, np.int64).reshape(-1, _PARTS + 1)
        for number, part in enumerate(self._parts):
            grams = part.drain()
            places = stretches(first + cuts[:, number], cuts[:, number + 1] - cuts[:, number])
            yield from _divide(grams.astype(np.uint64) << HIGH | places.astype(np.uint64), 56)


def _divide(keys: UInt64, shift: int) -> Iterator[UInt64]:
    if len(keys) <= _PART or shift < HIGH:
        yield keys
        return
    digits = (keys >> np.uint64(shift)).astype(np.uint8) & np.uint8(_DIGIT - 1)
    for part in range(_DIGIT):
        yield from _divide(keys[digits == part], shift - 4)
