"""Before: stories compared with those before them, where all are.

What an entry of the index adds is worked out once for all comparisons and stands beside its story in one number: most of the
time goes into fetching entries from all over the memory.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .grams import Positions, stretches
from .index import MANY, Forward, Index
from .item import Rule

_STORY = np.uint64(32)
"""Bits of an entry below its story: its unit (ranking.py), a number in single precision."""
_UNIT = np.uint64((1 << 32) - 1)


class Before:
    """The entries of an index with their units. They weigh eight bytes each."""

    def __init__(
        self, index: Index, forward: Forward, scale: NDArray[np.float32], story_of: NDArray[Any], rule: Rule
    ) -> None:
        """``scale`` and ``story_of``: by how much the levels of each text are multiplied, and its story."""
        self._starts, self._forward = index.starts, forward
        self._entries = np.empty(len(index.texts), np.uint64)
        for begin in range(0, len(index.grams), MANY):
            cuts = index.starts[begin : begin + MANY + 1]
            here = slice(cuts[0], cuts[-1])
            texts, sizes = index.texts[here], np.diff(cuts)
            units = np.repeat(index.rarity_of(sizes, rule), sizes) * index.levels[here] * scale[texts]
            self._entries[here] = story_of[texts].astype(np.uint64) << _STORY | units.view(np.uint32)

    def sums(self, texts: Sequence[int], row: Positions, cells: int) -> NDArray[np.float64]:
        """The cosines of some texts with those before them, added up story by story from the cell ``row`` of each text on."""
        which, places, ranks, _ = self._forward.of(texts)
        used = np.flatnonzero(ranks)
        begin, sizes = self._starts[places[used]].astype(np.int64), ranks[used].astype(np.int64)
        found = self._entries.take(stretches(begin, sizes))
        gain = _units(found)
        gain *= np.repeat(_units(self._entries[begin + sizes]), sizes)
        found >>= _STORY
        cell = found.view(np.int64)
        cell += np.repeat(row[which[used]], sizes)
        return np.asarray(np.bincount(cell, weights=gain, minlength=cells), np.float64)


def _units(entries: NDArray[np.uint64]) -> NDArray[np.float32]:
    return (entries & _UNIT).astype(np.uint32).view(np.float32)
