"""Grams: runs of syllables as hashed n-grams with their weights, many texts at a time.

T texts become three arrays: ``bounds`` (T + 1), and for text t in ``bounds[t]:bounds[t + 1]`` its distinct ``grams``
(uint32, rising) and how often each stands there, as ``levels`` (uint8): 32 * (1 + ln(zone-weighted count)), rounded. Eight bits
lose nothing (../shared/related/README.md).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from .syllables import LAST, MIX, Runs

LEVELS = 32
"""Steps of a level in one unit of 1 + ln(count)."""
_BATCH = 40_000
"""Syllables in one batch: so few that they stay in the processor's cache."""
_SHINGLE = 5
_MIX, _LAST = np.uint64(MIX), np.uint64(LAST)

_LEVEL = np.minimum(np.rint(LEVELS * (1 + np.log(np.maximum(np.arange(2048), 1)))), 255).astype(np.uint8)

UInt32 = NDArray[np.uint32]
UInt8 = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Grams:
    """The grams of some texts (see above), and of each text its five-syllable shingles (uint32, rising)."""

    bounds: NDArray[np.int64]
    grams: UInt32
    levels: UInt8
    shingles: list[UInt32]


def count(texts: Iterable[Runs], weights: Sequence[int], longest: int) -> Iterator[Grams]:
    """The grams of 1 to ``longest`` syllables, some hundred texts at a time; a syllable of zone z weighs ``weights[z]``."""
    batch: list[Runs] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += sum(len(run) for _, run in text)
        if size >= _BATCH:
            yield _count(batch, weights, longest)
            batch, size = [], 0
    if batch:
        yield _count(batch, weights, longest)


def _count(texts: Sequence[Runs], weights: Sequence[int], longest: int) -> Grams:
    """Syllables of all texts in one line; gram n at place i is gram n - 1 at i and the syllable at i + n - 1."""
    lengths = np.array([len(run) for text in texts for _, run in text], np.int64)
    line = chain.from_iterable(run for text in texts for _, run in text)
    syllables = np.fromiter(line, np.int64, int(lengths.sum())).astype(np.uint64)
    left = _left(syllables, np.cumsum(lengths))
    tags = np.array([place << 34 | zone for place, text in enumerate(texts) for zone, _ in text], np.uint64)
    tag = np.repeat(tags, lengths)
    keys, shingles = [np.empty(0, np.uint64)], np.empty(0, np.uint64)
    rolled = np.zeros(len(syllables), np.uint64)
    for n in range(1, max(longest, _SHINGLE) + 1):
        places = len(syllables) - n + 1
        if places <= 0:
            break
        rolled = rolled[:places] * _MIX + syllables[n - 1 :] + np.uint64(n)
        inside = np.flatnonzero(left[:places] >= n)
        packed = tag[inside] | _short(rolled[inside]) << np.uint64(2)
        if n <= longest:
            keys.append(packed)
        if n == _SHINGLE:
            shingles = packed >> np.uint64(2)
    return _gather(np.concatenate(keys), shingles, weights, len(texts))


def _left(syllables: NDArray[np.uint64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many syllables from each place on stand before the next break or the end of the run."""
    places = np.arange(len(syllables))
    stops = np.where(syllables == 0, places, len(syllables))
    last = ends[ends > 0] - 1
    stops[last] = np.minimum(stops[last], last + 1)
    stops = np.minimum.accumulate(stops[::-1])[::-1]
    return stops - places


def _short(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The upper 32 bits of each hash after a last mixing."""
    mixed: NDArray[np.uint64] = (hashes ^ (hashes >> np.uint64(32))) * _LAST
    return mixed >> np.uint64(32)


def _gather(keys: NDArray[np.uint64], shingles: NDArray[np.uint64], weights: Sequence[int], texts: int) -> Grams:
    """Sort keys (text, gram, zone) and add up the weights of equal (text, gram)."""
    keys.sort()
    worth = np.asarray(weights, np.int64)[(keys & np.uint64(3)).astype(np.intp)]
    pairs = keys >> np.uint64(2)
    first = np.flatnonzero(np.concatenate([[len(pairs) > 0], pairs[1:] != pairs[:-1]])[: len(pairs)])
    counts = np.add.reduceat(worth, first) if len(first) else worth
    pairs = pairs[first]
    edges = np.arange(texts + 1, dtype=np.uint64) << np.uint64(32)
    shingles.sort()
    shingles = shingles[np.concatenate([[True], shingles[1:] != shingles[:-1]])[: len(shingles)]]
    cuts = np.searchsorted(shingles, edges)
    return Grams(
        np.searchsorted(pairs, edges),
        pairs.astype(np.uint32),
        _LEVEL[np.minimum(counts, len(_LEVEL) - 1)],
        [shingles[a:b].astype(np.uint32) for a, b in pairwise(cuts.tolist())],
    )
