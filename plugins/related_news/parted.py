"""Parted: the grams of many texts by their leading bits, so that an index is sorted part by part and no more is in memory
than what is being sorted: the parts wait in nameless files.

A gram of a text is one number there, a key: gram << 32 | number of the text << 8 | level.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from .grams import Grams, UInt8, UInt32
from .spill import Spill

UInt64 = NDArray[np.uint64]
_GRAM, _TEXT = np.uint64(32), np.uint64(8)
"""Bits of a key below its gram and below its text."""
_TEXTS = np.uint64((1 << 24) - 1)
_DIGIT = 16
_CUTS = np.arange(1, _DIGIT, dtype=np.uint64) << np.uint64(60)
_PART = 1 << 20
"""Keys sorted at once, about: few enough for the processor's cache."""


class Parted:
    """The keys of texts added one after another."""

    def __init__(self) -> None:
        self.texts = self.count = 0
        """How many texts (2**24 at most) and keys there are."""
        self._parts = [Spill(np.uint64) for _ in range(_DIGIT)]

    def add(self, texts: Sequence[Grams]) -> None:
        """The next texts; some dozen at a time cost least."""
        numbers = np.arange(self.texts, self.texts + len(texts), dtype=np.uint64) << _TEXT
        keys = np.concatenate([one.grams for one in texts]).astype(np.uint64) << _GRAM
        keys |= np.repeat(numbers, [len(one.grams) for one in texts])
        keys |= np.concatenate([one.levels for one in texts])
        keys.sort()
        for part, some in zip(self._parts, np.split(keys, np.searchsorted(keys, _CUTS)), strict=True):
            part.add(some)
        self.texts += len(texts)
        self.count += len(keys)

    def drain(self) -> Iterator[UInt64]:
        """All keys, rising, in parts small enough to be sorted. Uses them up."""
        for part in self._parts:
            for keys in _divide(part.drain(), 56):
                keys.sort()
                yield keys


def grams_of(keys: UInt64) -> UInt32:
    """The grams of the keys."""
    return (keys >> _GRAM).astype(np.uint32)


def texts_of(keys: UInt64) -> UInt32:
    """The numbers of their texts."""
    return (keys >> _TEXT & _TEXTS).astype(np.uint32)


def levels_of(keys: UInt64) -> UInt8:
    """How often the grams stand there."""
    return keys.astype(np.uint8)


def _divide(keys: UInt64, shift: int) -> Iterator[UInt64]:
    if len(keys) <= _PART or shift < _GRAM:
        yield keys
        return
    digits = (keys >> np.uint64(shift)).astype(np.uint8) & np.uint8(_DIGIT - 1)
    for part in range(_DIGIT):
        yield from _divide(keys[digits == part], shift - 4)
