"""Index: for every gram the texts that have it, so that one text is compared with all others in one pass.

Weight of gram g in a text: (1 + ln count) * ln(1 + T / df)**power, divided by the text's norm (cosine, Salton & Buckley
1988), where df of T texts have it. Grams of one text only (see lone.py), and of more than ``common``, are cut.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from plugins.newsroom.memory import give_back

from .grams import LEVELS, Positions, UInt8, UInt32, find, lengths_of, starts_of
from .item import Rule
from .lone import Gathered, Lone
from .parted import HIGH, Parted, UInt64
from .spill import Spill

_STRETCHES = 8
_MANY = 1 << 16
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
        spread = np.log1p(len(self.squares) / np.maximum(df, 1)) ** rule.power
        return np.where(df > 0, spread, 0).astype(np.float32)

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
        rarity = self.rarity(np.where(sizes <= ceiling(len(self.squares), rule), sizes, 0), rule)
        weights = np.repeat(rarity, sizes) * (levels / np.float32(LEVELS))
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


def build(said: Parted, levels: Spill, rule: Rule) -> tuple[Index, Forward, Lone]:
    """Index the texts of which ``said`` holds the grams and ``levels`` the levels, text by text; both are used up."""
    sizes = np.array(said.sizes, np.int64)
    gathered = Gathered(int(sizes.sum()))
    names, counts, found, excess = columns = Spill(np.uint32), Spill(np.int64), Spill(np.uint32), Spill(np.uint32)
    for keys in said.drain():
        alone, *parts = _sort_part(keys, ceiling(len(sizes), rule))
        gathered.add(alone)
        for column, part in zip(columns, parts, strict=True):
            column.add(part)
    give_back()
    text_of = np.repeat(np.arange(len(sizes), dtype=number_for(len(sizes))), sizes)
    owners, lone = _each(found, text_of), gathered.whole(text_of, len(sizes))
    del text_of, gathered
    how_often = _each(found, levels.drain())
    index = assembled(names.drain(), starts_after(counts.drain()), owners, how_often, len(sizes), excess.drain(), rule)
    give_back()
    forward = _turn(index, _by_place(found, int(sizes.sum())))
    found.close()
    return index, forward, lone


def _each(places: Spill, of: NDArray[Any]) -> NDArray[Any]:
    """What stands at each of the places, which need not be in memory at a time."""
    found = np.empty(places.count, of.dtype)
    for first in range(0, places.count, _MANY):
        found[first : first + _MANY] = of[places.part(first, min(first + _MANY, places.count))]
    return found


def turned(index: Index) -> Forward:
    """The entries of a kept index in the order of the texts."""
    return _turn(index, _by_text(index))


def _by_text(index: Index) -> Iterator[NDArray[np.int64]]:
    """Positions of the entries in the order of the texts: a stretch at a time, so that the work space stays small."""
    step = len(index.squares) // _STRETCHES + 1
    for begin in range(0, len(index.squares), step):
        here = np.flatnonzero((index.texts >= begin) & (index.texts < begin + step))
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
    for begin in range(0, len(grams), _MANY):
        cuts = starts[begin : begin + _MANY + 1]
        here = slice(cuts[0], cuts[-1])
        index.squares[:] += index.squares_of(index.texts[here], index.levels[here], np.diff(cuts).astype(np.int64), rule)
    return index


def _sort_part(keys: UInt64, most: int) -> tuple[NDArray[Any], ...]:
    """(keys of those that one text has for itself, grams, entries of each, the places of the entries, the numbers of those
    dropped) of one part.

    Too common grams come without entries.

    Most grams are in one text only: those that are alone in their bucket are dropped before the costly sorting.
    """
    size = 1 << (4 * len(keys)).bit_length()
    buckets = (keys >> HIGH).astype(np.intp) & (size - 1)
    filled = np.zeros(size, np.uint32)
    np.add.at(filled, buckets, np.uint32(1))
    shared = filled[buckets] > 1
    del buckets, filled
    alone, keys = keys[~shared], keys[shared]
    keys.sort()
    names = (keys >> HIGH).astype(np.uint32)
    first = starts_of(names)
    counts = lengths_of(first, len(names))
    kept = (counts >= 2) & (counts <= most + _SLACK)
    entries = keys[np.repeat(kept, counts)].astype(np.uint32)
    listed = counts >= 2
    alone = np.concatenate([alone, keys[first[~listed]]])
    excess = counts[counts > most + _SLACK].astype(np.uint32)
    return alone, names[first[listed]], np.where(kept, counts, 0)[listed], entries, excess


def _by_place(entries: Spill, total: int) -> Iterator[NDArray[np.int32]]:
    """Positions of the entries in the order of their places, of which there are ``total``: a stretch at a time, so that the
    work space stays small."""
    step = total // _STRETCHES + 1
    for begin in range(0, total, step):
        source = np.full(step, -1, np.int32)
        for first in range(0, entries.count, _MANY):
            some = entries.part(first, min(first + _MANY, entries.count)) - np.uint32(begin)
            here = np.flatnonzero(some < step)  # what comes before has gone round, to the largest numbers
            source[some[here]] = here + first
        yield source[source >= 0]


def _turn(index: Index, order: Iterable[NDArray[np.int32 | np.int64]]) -> Forward:
    """The entries text by text; ``order`` are their positions so, in stretches."""
    gram_of, most = np.empty(len(index.texts), np.int32), 0
    for begin in range(0, len(index.grams), _MANY):
        cuts = index.starts[begin : begin + _MANY + 1]
        sizes = np.diff(cuts)
        gram_of[cuts[0] : cuts[-1]] = np.repeat(np.arange(begin, begin + len(sizes), dtype=np.int32), sizes)
        most = max(most, int(sizes.max()))
    places, levels = Spill(np.int32), Spill(np.uint8)
    ranks = Spill(np.uint8 if most < 1 << 8 else np.uint32)
    for source in order:
        grams = gram_of[source]
        places.add(grams)
        ranks.add(np.subtract(source, index.starts[grams]))
        levels.add(index.levels[source])
    had = np.zeros(len(index.squares), np.int64)
    for begin in range(0, len(index.texts), _MANY):
        had += np.bincount(index.texts[begin : begin + _MANY], minlength=len(had))
    bounds = np.concatenate([[0], np.cumsum(had)])
    return Forward(bounds, places, ranks, levels)
