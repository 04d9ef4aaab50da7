"""Lone: which text has a gram that no other text has. The index lacks these grams, four of five; when a text comes that
has one too, it must be found who else does.

They stand in three plain arrays, bucket by bucket: three bytes a gram, so a gram is told by its first bits only and the texts
found are to be asked. They are not written again when texts change: what becomes lone later is noted beside them, and what
is lone no more is left where it is, as who is asked says so.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .grams import Positions, UInt8, UInt32, distinct, find, stretches
from .parted import UInt64, grams_of, texts_of
from .spill import Spill

_MARK = 8
"""Bits of a gram by which it is told from others of its bucket."""
_FULL = 6
"""Grams of a bucket as a power of two, if all were lone."""
_LATE = 1 << 12
"""Grams that may be noted beside an index of no text at all."""


class Table(NamedTuple):
    """S grams in 2^b buckets, by their first b bits."""

    buckets: NDArray[np.unsignedinteger]
    """2^b + 1: where each begins."""
    marks: UInt8
    """S: the next bits of each gram."""
    owners: NDArray[np.unsignedinteger]
    """S: which text has it."""


@dataclass(frozen=True, slots=True)
class Lone:
    """The lone grams of an index."""

    told: Callable[[], Table]
    """Fetches what was told when the index was made anew."""
    numbers: NDArray[np.int32]
    """What the texts of that time are called now: -1 for those that went."""
    grams: UInt32
    """What became lone since,"""
    texts: UInt32
    """and who has it."""

    def perhaps(self, wanted: UInt32) -> Positions:
        """Texts of which one may have one of these grams alone, rising: all that have, and some that don't."""
        told = self.told()
        bits = 32 - (len(told.buckets) - 1).bit_length() + 1
        bucket = wanted >> np.uint32(bits)
        begin = told.buckets[bucket].astype(np.int64)
        sizes = told.buckets[bucket + 1] - begin
        entries = stretches(begin, sizes)
        marks = (wanted >> np.uint32(bits - _MARK)).astype(np.uint8)
        owners = told.owners[entries[told.marks[entries] == np.repeat(marks, sizes)]]
        late = self.texts[find(wanted, self.grams) >= 0]
        found = distinct(np.concatenate([self.numbers[owners], late.astype(np.int32)]))
        return found[found >= 0].astype(np.intp)

    def changed(self, goes: NDArray[np.bool_], numbers: NDArray[np.int64], grams: UInt32, texts: UInt32) -> "Lone":
        """After the texts were numbered anew and these grams became lone."""
        called = np.append(np.where(goes, -1, numbers), -1).astype(np.int32)
        stay = np.flatnonzero(~goes[self.texts])
        late = called[self.texts[stay]].astype(np.uint32)
        return replace(
            self,
            numbers=called[self.numbers],
            grams=np.concatenate([self.grams[stay], grams]),
            texts=np.concatenate([late, texts.astype(np.uint32)]),
        )

    @property
    def crowded(self) -> bool:
        """Whether so much is noted beside that an index made anew is the better one."""
        return len(self.grams) > _LATE + _LATE // 64 * len(self.numbers)


class Gathered:
    """Lone grams as they are found, part by part, while an index is made."""

    def __init__(self, grams: int, kind: type[np.unsignedinteger]) -> None:
        """``grams`` are all that the texts have; ``kind`` holds the numbers of all texts."""
        self._bits = min(max(grams.bit_length() - _FULL, 1), 32 - _MARK)
        self._sizes = np.zeros(1 << self._bits, np.uint32)
        self._marks, self._owners = Spill(np.uint8), Spill(kind)

    def add(self, keys: UInt64) -> None:
        """Keys as ``Parted`` gives them; those that come later are higher."""
        grams = grams_of(keys)
        buckets = grams >> np.uint32(32 - self._bits)
        first = buckets.min(initial=1 << self._bits)
        sizes = np.bincount(buckets - first)
        self._sizes[first : first + len(sizes)] += sizes.astype(np.uint32)
        self._marks.add((grams >> np.uint32(32 - self._bits - _MARK)).astype(np.uint8))
        self._owners.add(texts_of(keys))

    def whole(self, texts: int) -> Lone:
        """All of them, of so many texts."""
        marks, owners = self._marks, self._owners
        buckets = np.cumsum(np.append(np.uint32(0), self._sizes), dtype=np.uint32)
        nothing = np.empty(0, np.uint32)
        told = lambda: Table(buckets, marks.drain(), owners.drain())  # noqa: E731
        return Lone(told, np.arange(texts, dtype=np.int32), nothing, nothing)
