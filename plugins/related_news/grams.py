"""Grams: runs of syllables as hashed n-grams with their weights, some dozen texts at a time.

A text becomes its distinct ``grams`` (uint32, rising) and how often each stands there, as ``levels`` (uint8):
32 * (1 + ln(zone-weighted count)), rounded. Eight bits lose nothing (../shared/related/README.md).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .syllables import LAST, MIX, Runs

LEVELS = 32
"""Steps of a level in one unit of 1 + ln(count)."""
_BATCH = 20_000
"""Syllables in one batch: so few that they stay in the processor's cache."""
_SHINGLE = 5
_MIX, _LAST = np.uint64(MIX), np.uint64(LAST)

_LEVEL = np.minimum(np.rint(LEVELS * (1 + np.log(np.maximum(np.arange(2048), 1)))), 255).astype(np.uint8)

UInt32 = NDArray[np.uint32]
UInt8 = NDArray[np.uint8]
Positions = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Grams:
    """The grams of one text (see above), and its five-syllable shingles (uint32, in the order of the text)."""

    grams: UInt32
    levels: UInt8
    shingles: UInt32


def count(texts: Iterable[Runs], weights: Sequence[int], longest: int) -> Iterator[Grams]:
    """The grams of 1 to ``longest`` syllables of each text; a syllable of zone z weighs ``weights[z]``."""
    batch: list[Runs] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += sum(len(run) for _, run in text)
        if size >= _BATCH:
            yield from _count(batch, weights, longest)
            batch, size = [], 0
    if batch:
        yield from _count(batch, weights, longest)


def _count(texts: Sequence[Runs], weights: Sequence[int], longest: int) -> Iterator[Grams]:
    """Syllables of all texts in one line; gram n at place i is gram n - 1 at i and the syllable at i + n - 1. What is worth 6
    stands there six times."""
    syllables = np.frombuffer(b"".join(run for text in texts for _, run in text), np.uint64)
    lengths = np.array([len(run) for text in texts for _, run in text], np.int64)
    left = _left(syllables, np.cumsum(lengths))
    worth = np.repeat(np.array([weights[zone] for text in texts for zone, _ in text], np.int64), lengths)
    ends = np.cumsum([sum(len(run) for _, run in text) for text in texts])
    hashes: list[Iterator[UInt32]] = []
    shingles: Iterator[UInt32] = iter(())
    rolled = np.zeros(len(syllables), np.uint64)
    for n in range(1, max(longest, _SHINGLE) + 1):
        rolled = rolled[: max(0, len(syllables) - n + 1)]
        rolled *= _MIX
        rolled += syllables[n - 1 :]
        rolled += np.uint64(n)
        inside = np.flatnonzero(left[: len(rolled)] >= n)
        if n == _SHINGLE:
            shingles = _each(_short(rolled[inside]), np.searchsorted(inside, ends))
        if n <= longest:
            inside = np.repeat(inside, worth[inside])
            hashes.append(_each(_short(rolled[inside]), np.searchsorted(inside, ends)))
    for told, *parts in zip(shingles, *hashes, strict=True):
        yield Grams(*_gather(np.concatenate(parts)), told)


def _each(numbers: UInt32, ends: Positions) -> Iterator[UInt32]:
    """The numbers of each text, which end there."""
    return (numbers[begin:end] for begin, end in pairwise([0, *ends.tolist()]))


def _left(syllables: NDArray[np.uint64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many syllables from each place on stand before the next break or the end of the run."""
    places = np.arange(len(syllables))
    stops = np.where(syllables == 0, places, len(syllables))
    last = ends[ends > 0] - 1
    stops[last] = np.minimum(stops[last], last + 1)
    stops = np.minimum.accumulate(stops[::-1])[::-1]
    return stops - places


def _short(hashes: NDArray[np.uint64]) -> UInt32:
    """The upper 32 bits of each hash after a last mixing."""
    mixed = hashes >> np.uint64(32)
    mixed ^= hashes
    mixed *= _LAST
    mixed >>= np.uint64(32)
    return mixed.astype(np.uint32)


def _gather(hashes: UInt32) -> tuple[UInt32, UInt8]:
    """Distinct grams and their levels."""
    rising = np.sort(hashes)
    first = starts_of(rising)
    return rising[first], _LEVEL.take(lengths_of(first, len(rising)), mode="clip")


def starts_of(rising: NDArray[np.unsignedinteger]) -> Positions:
    """Where each run of equal values begins."""
    begins = np.ones(len(rising), bool)
    np.not_equal(rising[1:], rising[:-1], out=begins[1:])
    return np.flatnonzero(begins)


def find(among: NDArray[Any], wanted: NDArray[Any]) -> Positions:
    """Places of numbers among those, which rise; -1 where absent."""
    if not len(among):
        return np.full(len(wanted), -1, np.intp)
    places = np.minimum(np.searchsorted(among, wanted), len(among) - 1)
    return np.where(among[places] == wanted, places, -1)


def distinct(numbers: NDArray[Any]) -> NDArray[Any]:
    """The distinct ones, rising. ``np.unique`` would import masked arrays for it, 6 ms."""
    rising = np.sort(numbers)
    return rising[starts_of(rising)]


def lengths_of(starts: Positions, end: int) -> Positions:
    """How long each run is, the last one up to ``end``."""
    lengths = np.empty_like(starts)
    np.subtract(starts[1:], starts[:-1], out=lengths[:-1])
    lengths[-1:] = end - starts[-1:]
    return lengths


def stretches(begin: NDArray[Any], sizes: NDArray[np.int64]) -> Positions:
    """Positions ``begin[0]``, ``begin[0]`` + 1 …, ``sizes[0]`` of them, then those of ``begin[1]``, and so on."""
    return np.asarray(np.repeat(begin - (np.cumsum(sizes) - sizes), sizes) + np.arange(int(sizes.sum())), np.intp)
