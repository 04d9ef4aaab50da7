"""Index: for every gram the texts that have it, so that one text is compared with all others in one pass.

Weight of gram g in a text: (1 + ln count) * ln(1 + T / df)**power, divided by the text's norm (cosine, Salton & Buckley
1988), where df of T texts have it. Grams of one text only (see lone.py), and of more than ``common``, are cut.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from plugins.newsroom.memory import give_back

from .grams import LEVELS, Positions, UInt8, UInt32, find
from .item import Rule
from .lone import Gathered, Lone
from .parted import Parted, UInt64, grams_of, levels_of, texts_of
from .spill import Spill

_STRETCHES = 16
MANY = 1 << 16
"""Grams or entries worked on at once where the work space would be larger than what comes out."""
_SLACK = 8
"""Grams that are too common by so many texts have entries nevertheless: they may be fewer when texts are taken out."""


@dataclass(frozen=True, slots=True)
class Index:
    """T texts, V grams in rising order, E entries. The arrays may lie in a mapped file."""

    grams: UInt32
    """V: the grams; those that are far too common too, without entries."""
    starts: UInt32
    """V + 1: where the entries of each gram begin."""
    texts: NDArray[np.unsignedinteger[Any]]
    """E: numbers of the texts, rising within a gram."""
    levels: UInt8
    """E: how often, see grams.py."""
    squares: NDArray[np.float64]
    """T: the square of the length of each text's vector."""
    excess: UInt32
    """How many texts have each gram without entries, in the order of the grams."""

    @property
    def norms(self) -> NDArray[np.float32]:
        """Length of each text's vector."""
        return np.sqrt(self.squares).astype(np.float32)

    def rarity(self, df: NDArray[np.int64], rule: Rule) -> NDArray[np.float32]:
        """Inverse document frequency; 0 for what is too common (df 0)."""
        table = np.log1p(len(self.squares) / np.maximum(np.arange(ceiling(len(self.squares), rule) + 1), 1)) ** rule.power
        table[0] = 0
        return table.astype(np.float32)[df]

    def rarity_of(self, sizes: NDArray[Any], rule: Rule) -> NDArray[np.float32]:
        """The same by the number of entries, which some grams have though they are too common."""
        return self.rarity(np.where(sizes <= ceiling(len(self.squares), rule), sizes, 0), rule)

    def find(self, grams: UInt32) -> Positions:
        """Places of grams in ``self.grams``, -1 where absent."""
        return find(self.grams, grams)

    def frequency(self, places: Positions, rule: Rule) -> NDArray[np.int64]:
        """In how many texts the grams at these places are: 0 for too many, 1 where the place is -1 (not in the index)."""
        if not len(self.grams):
            return np.ones(len(places), np.int64)
        counts = self.starts[np.maximum(places, 0) + 1].astype(np.int64) - self.starts[np.maximum(places, 0)]
        return np.where(places >= 0, np.where(counts <= ceiling(len(self.squares), rule), counts, 0), 1)

    def squares_of(self, texts: NDArray[Any], levels: UInt8, sizes: NDArray[np.int64], rule: Rule) -> NDArray[np.float64]:
        """What the entries of some grams, so many of each, add to the squares of all texts."""
        weights = np.repeat(self.rarity_of(sizes, rule), sizes) * (levels / np.float32(LEVELS))
        found = np.bincount(texts, weights=np.square(weights, out=weights), minlength=len(self.squares))
        return np.asarray(found, np.float64)

    def exact(self, rule: Rule) -> bool:
        """Whether squares are added up exactly, so in any order: they are whole multiples of the last digit of the least (in
        single precision), and their sums have no more digits than double precision."""
        least = self.rarity(np.array([2, ceiling(len(self.squares), rule)]), rule).min(initial=np.inf)
        return bool(self.squares.max(initial=0) < float(least) ** 2 * 2**28)


@dataclass(frozen=True, slots=True)
class Forward:
    """The same entries text by text: those of text t are ``bounds[t]:bounds[t + 1]``."""

    bounds: NDArray[np.int64]
    places: Spill
    """Of the grams, in the index."""
    ranks: Spill
    """How many texts before this one have the gram too."""
    levels: Spill

    def of(self, texts: Sequence[int]) -> "tuple[Positions, Positions, NDArray[np.unsignedinteger[Any]], UInt8]":
        """(which of the texts, place, rank, level) of all entries of these texts."""
        begin, end = self.bounds[list(texts)], self.bounds[[text + 1 for text in texts]]
        which = np.repeat(np.arange(len(texts)), end - begin)
        # Texts that stand one after another are read at once.
        breaks = np.flatnonzero(begin[1:] != end[:-1]) + 1
        cuts = list(zip(begin[[0, *breaks]].tolist(), end[[*(breaks - 1), -1]].tolist(), strict=True))
        places, ranks, levels = (
            np.concatenate([one.part(*cut) for cut in cuts]) for one in (self.places, self.ranks, self.levels)
        )
        return which, places.astype(np.intp), ranks, levels


def ceiling(texts: int, rule: Rule) -> int:
    """The highest number of texts a gram may be in."""
    return min(rule.common, max(5, math.ceil(0.15 * texts)))


def build(said: Parted, rule: Rule) -> tuple[Index, Forward, Lone]:
    """Index the texts, which are used up."""
    gathered = Gathered(said.count, number_for(said.texts))
    index = _indexed(said, gathered, rule)
    give_back()
    return index, turned(index), gathered.whole(said.texts)


def _indexed(said: Parted, gathered: Gathered, rule: Rule) -> Index:
    kinds = np.uint32, np.uint32, number_for(said.texts), np.uint8, np.uint32
    columns = [Spill(kind) for kind in kinds]
    for keys in said.drain():
        alone, *parts = _sorted_out(keys, ceiling(said.texts, rule))
        gathered.add(alone)
        for column, part in zip(columns, parts, strict=True):
            column.add(part)
    grams, sizes, texts, levels, excess = (column.drain() for column in columns)
    return assembled(grams, starts_after(sizes), texts, levels, said.texts, excess, rule)


def _by_text(index: Index) -> Iterator[NDArray[np.int64]]:
    """Positions of the entries in the order of the texts: a stretch at a time, so that the work space stays small."""
    step = len(index.squares) // _STRETCHES + 1
    for begin in range(0, len(index.squares), step):
        # What comes before has gone round, to the largest numbers.
        here = np.flatnonzero(index.texts - index.texts.dtype.type(begin) < step)
        yield here[np.argsort(index.texts[here], kind="stable")]


def number_for(count: int) -> type[np.unsignedinteger[Any]]:
    """The smallest kind of number for so many texts."""
    return np.uint16 if count < 1 << 16 else np.uint32


def starts_after(sizes: NDArray[np.integer]) -> UInt32:
    """Where the entries of each gram begin, and where they end."""
    starts = np.zeros(len(sizes) + 1, np.uint32)
    np.cumsum(sizes, dtype=np.uint32, out=starts[1:])
    return starts


def assembled(
    grams: UInt32, starts: UInt32, texts: NDArray[Any], levels: UInt8, count: int, excess: UInt32, rule: Rule
) -> Index:
    """An index of ``count`` texts, with the lengths of their vectors."""
    index = Index(grams, starts, texts.astype(number_for(count), copy=False), levels, np.zeros(count), excess)
    for begin in range(0, len(grams), MANY):
        cuts = starts[begin : begin + MANY + 1]
        here = slice(cuts[0], cuts[-1])
        index.squares[:] += index.squares_of(index.texts[here], index.levels[here], np.diff(cuts).astype(np.int64), rule)
    return index


def _sorted_out(keys: UInt64, most: int) -> tuple[NDArray[Any], ...]:
    """(keys of grams that one text has for itself, grams, entries of each, their texts, their levels, how many texts have
    those grams that are too common) of a part. Too common grams come without entries."""
    grams = grams_of(keys)
    again = np.zeros(len(keys) + 1, bool)
    np.equal(grams[1:], grams[:-1], out=again[1:-1])
    shared = again[1:] | again[:-1]
    first, last = (np.flatnonzero(shared & ~end) for end in (again[:-1], again[1:]))
    sizes = last - first + 1
    common = sizes > most + _SLACK
    entries = keys[shared]
    entries = entries[np.repeat(~common, sizes)]
    return keys[~shared], grams[first], np.where(common, 0, sizes), texts_of(entries), levels_of(entries), sizes[common]


def turned(index: Index) -> Forward:
    """The entries of an index in the order of the texts."""
    gram_of, most = np.empty(len(index.texts), np.int32), 0
    for begin in range(0, len(index.grams), MANY):
        cuts = index.starts[begin : begin + MANY + 1]
        sizes = np.diff(cuts)
        gram_of[cuts[0] : cuts[-1]] = np.repeat(np.arange(begin, begin + len(sizes), dtype=np.int32), sizes)
        most = max(most, int(sizes.max()))
    places, levels = Spill(np.int32), Spill(np.uint8)
    ranks = Spill(np.uint8 if most < 1 << 8 else np.uint32)
    for source in _by_text(index):
        grams = gram_of[source]
        places.add(grams)
        ranks.add(np.subtract(source, index.starts[grams]))
        levels.add(index.levels[source])
    had = np.zeros(len(index.squares), np.int64)
    for begin in range(0, len(index.texts), MANY):
        had += np.bincount(index.texts[begin : begin + MANY], minlength=len(had))
    bounds = np.concatenate([[0], np.cumsum(had)])
    return Forward(bounds, places, ranks, levels)
