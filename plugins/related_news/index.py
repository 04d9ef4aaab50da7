"""Index: for every gram the texts that have it, so that one text is compared with all others in one pass.

Weight of gram g in a text: (1 + ln count) * ln(1 + T / df)**power, divided by the text's norm (cosine, Salton & Buckley
1988), where df of T texts have it. Grams of one text only, and of more than ``common``, are cut.
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .grams import LEVELS, UInt8, UInt32
from .item import Rule

_PARTS = 16
"""Parts (by leading bits of the gram) sorted one after the other, so that the work space stays small."""
_HIGH, _LOW = np.uint64(32), np.uint64(0xFFFFFFFF)


@dataclass(frozen=True, slots=True)
class Index:
    """T texts, V grams in rising order, E entries. The arrays may lie in a mapped file."""

    grams: UInt32
    """V: the grams; those that are too common too, without entries."""
    starts: UInt32
    """V + 1: where the entries of each gram begin."""
    texts: NDArray[np.unsignedinteger[Any]]
    """E: numbers of the texts, rising within a gram."""
    levels: UInt8
    """E: how often, see grams.py."""
    norms: NDArray[np.float32]
    """T: length of each text's vector."""

    def rarity(self, df: NDArray[np.int64], rule: Rule) -> NDArray[np.float32]:
        """Inverse document frequency; 0 for what is too common (df 0)."""
        spread = np.log1p(len(self.norms) / np.maximum(df, 1)) ** rule.power
        return np.where(df > 0, spread, 0).astype(np.float32)

    def find(self, grams: UInt32) -> NDArray[np.intp]:
        """Places of grams in ``self.grams``, -1 where absent."""
        if not len(self.grams):
            return np.full(len(grams), -1, np.intp)
        places = np.minimum(np.searchsorted(self.grams, grams), len(self.grams) - 1)
        return np.where(self.grams[places] == grams, places, -1)

    def frequency(self, places: NDArray[np.intp]) -> NDArray[np.int64]:
        """In how many texts the grams at these places are: 0 for too many, 1 where the place is -1 (not in the index)."""
        if not len(self.grams):
            return np.ones(len(places), np.int64)
        counts = self.starts[np.maximum(places, 0) + 1].astype(np.int64) - self.starts[np.maximum(places, 0)]
        return np.where(places >= 0, counts, 1)


@dataclass(frozen=True, slots=True)
class Forward:
    """The same entries text by text: those of text t are ``bounds[t]:bounds[t + 1]``."""

    bounds: NDArray[np.int64]
    places: NDArray[np.int32]
    """Of the grams, in the index."""
    ranks: NDArray[np.unsignedinteger[Any]]
    """How many texts before this one have the gram too."""
    levels: UInt8


def ceiling(texts: int, rule: Rule) -> int:
    """The highest number of texts a gram may be in."""
    return min(rule.common, max(5, math.ceil(0.15 * texts)))


def build(bounds: NDArray[np.int64], grams: UInt32, levels: UInt8, rule: Rule) -> tuple[Index, Forward]:
    """Index T texts; ``bounds`` (T + 1) tells which of ``grams`` and ``levels`` are whose."""
    count = len(bounds) - 1
    leading = (grams >> np.uint32(28)).astype(np.uint8)
    parts = [_sort_part(grams, np.flatnonzero(leading == part), ceiling(count, rule)) for part in range(_PARTS)]
    names, sizes, entries = (np.concatenate(column) for column in zip(*parts, strict=True))
    del parts
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.uint32)
    owners = np.arange(count, dtype=np.uint16 if count < 1 << 16 else np.uint32)
    texts = np.repeat(owners, bounds[1:] - bounds[:-1])[entries]
    index = Index(names, starts, texts, levels[entries], np.empty(count, np.float32))
    spread = np.repeat(index.rarity(sizes, rule), sizes) * (index.levels / np.float32(LEVELS))
    index.norms[:] = np.sqrt(np.bincount(texts, weights=spread * spread, minlength=count))
    return index, _turn(index, entries, levels, len(grams))


def _sort_part(
    grams: UInt32, part: NDArray[np.intp], most: int
) -> tuple[UInt32, NDArray[np.int64], UInt32]:
    """(grams, entries of each, the entries) of one part of the entries; too common grams without entries."""
    keys = grams[part].astype(np.uint64) << _HIGH | part.astype(np.uint64)
    keys.sort()
    names = (keys >> _HIGH).astype(np.uint32)
    first = np.flatnonzero(np.concatenate([[True], names[1:] != names[:-1]])[: len(names)])
    counts = np.diff(np.append(first, len(names)))
    kept = (counts >= 2) & (counts <= most)
    entries = (keys[np.repeat(kept, counts)] & _LOW).astype(np.uint32)
    listed = counts >= 2
    return names[first[listed]], np.where(kept, counts, 0)[listed], entries


def _turn(index: Index, entries: UInt32, levels: UInt8, total: int) -> Forward:
    """The entries in the order of the texts again."""
    sizes = index.starts[1:].astype(np.int64) - index.starts[:-1]
    place = np.full(total, -1, np.int32)
    place[entries] = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    rank: NDArray[Any] = np.zeros(total, np.uint8 if int(sizes.max(initial=0)) < 256 else np.uint32)
    rank[entries] = np.arange(len(entries)) - np.repeat(index.starts[:-1].astype(np.int64), sizes)
    kept = place >= 0
    bounds = np.concatenate([[0], np.cumsum(np.bincount(index.texts, minlength=len(index.norms)))])
    ranks: NDArray[np.unsignedinteger[Any]] = rank[kept]
    return Forward(bounds, place[kept], ranks, levels[kept])
