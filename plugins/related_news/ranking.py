"""Ranking: how much two stories have to do with each other, by what all their texts say.

Stories are numbered by date, the oldest 0. The similarity of two stories is the sum of their texts' cosines in one space
of grams, divided by the number of languages both have (1 if none: names and numbers tie across languages), at most 1.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .grams import LEVELS, UInt32
from .index import Forward, Index
from .item import Item, Rule
from .texts import Texts, containment

_CELLS = 1_000_000
"""Cells (stories asked for times texts) worked on at once: 8 MB."""


@dataclass(frozen=True, slots=True)
class Query:
    """One text as it is compared: G grams (none where only the index is asked), and what a match of each is worth."""

    grams: UInt32
    rarity: NDArray[np.float32]
    places: NDArray[np.intp]
    """In the index, -1 where absent."""
    worth: NDArray[np.float32]
    """Weight over norm, times the rarity of the other side: that one adds its level over its norm."""
    sizes: NDArray[np.int64]
    """How many entries of each gram are looked at."""


class Ranking:
    """Compares stories. The index holds the oldest ``fitted`` of them; the few later ones are compared one by one."""

    def __init__(self, items: Sequence[Item], rule: Rule, index: Index | None = None) -> None:
        self.items, self.rule = items, rule
        self.base = rule.base(len(items))
        self.texts = Texts(items, rule)
        self.first = self.texts.first
        masks = {one: sum(1 << language for language in one) for one in {item.languages for item in items}}
        self.masks = np.array([masks[item.languages] for item in items], np.uint8)
        self.forward: Forward | None = None
        if index is None:
            index, self.forward = self.texts.index(self.base)
        self.index = index
        self.scale = 1 / (np.maximum(index.norms, np.float32(1e-9)) * LEVELS)
        self._line_up([self._query(text) for text in range(self.first[self.base], self.first[-1])])

    def _line_up(self, later: list[Query]) -> None:
        """All grams of the later texts in one line: gram, number of the text, weight over norm without the rarity."""
        numbers = range(self.first[self.base], self.first[-1])
        grams, owners, worths = [np.empty(0, np.uint32)], [np.empty(0, np.intp)], [np.empty(0, np.float32)]
        for number, one in zip(numbers, later, strict=True):
            grams.append(one.grams)
            owners.append(np.full(len(one.grams), number))
            worths.append(one.worth / one.rarity**2)
        self.line = np.concatenate(grams), np.concatenate(owners), np.concatenate(worths)

    def _query(self, text: int, older: bool = False) -> Query:
        """The text as a query; with ``older`` (texts of a fresh index only) to the texts before it alone."""
        if self.forward is not None and text < self.first[self.base]:
            here = slice(int(self.forward.bounds[text]), int(self.forward.bounds[text + 1]))
            places = self.forward.places[here].astype(np.intp)
            grams, levels = self.index.grams[places], self.forward.levels[here]
        else:
            grams, levels = self.texts.grams(text)
            places = self.index.find(grams)
        df = self.index.frequency(places)
        rarity = self.index.rarity(df, self.rule)
        weight = np.asarray(rarity * (levels / np.float32(LEVELS)), np.float32)
        own = float(self.index.norms[text]) if text < self.first[self.base] else _length(weight[places >= 0])
        norm = own or _length(weight) or 1.0
        said = (rarity > 0) & ((places >= 0) | (text >= self.first[self.base]))
        sizes = np.where(places >= 0, df, 0)
        if older and self.forward is not None and text < self.first[self.base]:
            sizes = self.forward.ranks[here].astype(np.int64)
        return Query(grams[said], rarity[said], places[said], (weight * rarity / np.float32(norm))[said], sizes[said])

    def rows(self, wanted: Iterable[int], older: bool = False) -> Iterator[tuple[int, NDArray[np.float64]]]:
        """(story, its similarity with every story; 0 with itself), in the order wanted.

        With ``older`` the similarity with later stories may be left 0: half the work where all stories are asked for.
        """
        step = max(1, _CELLS // max(1, self.first[-1]))
        stories = iter(wanted)
        while block := list(islice(stories, step)):
            queries = [[self._query(text, older) for text in self._texts(story)] for story in block]
            table = np.zeros((len(block), self.first[-1]))
            table[:, : self.first[self.base]] = self._against_index(queries)
            for row, asked in enumerate(queries):
                if not older or block[row] >= self.base:
                    for one in asked:
                        self._against_later(one, table[row])
            yield from zip(block, self._fold(table, block), strict=True)

    def _texts(self, story: int) -> range:
        return range(self.first[story], self.first[story + 1])

    def _against_index(self, queries: list[list[Query]]) -> NDArray[np.float64]:
        """Add up worth times level over the entries of all grams asked for: one bincount for the whole block."""
        width = len(self.index.norms)
        asked = [(row, one) for row, texts in enumerate(queries) for one in texts]
        places = np.concatenate([one.places for _, one in asked])
        sizes = np.concatenate([one.sizes for _, one in asked])
        worth = np.concatenate([one.worth for _, one in asked])
        row = np.repeat([row for row, _ in asked], [len(one.places) for _, one in asked])
        used = sizes > 0
        places, sizes, worth, row = places[used], sizes[used], worth[used], row[used]
        begin = self.index.starts[places].astype(np.int64)
        entry = np.repeat(begin - (np.cumsum(sizes) - sizes), sizes) + np.arange(int(sizes.sum()))
        cell = np.repeat(row * width, sizes) + self.index.texts[entry]
        gain = np.repeat(worth, sizes) * self.index.levels[entry]
        table = np.bincount(cell, weights=gain, minlength=len(queries) * width).reshape(len(queries), width)
        return np.asarray(table * self.scale)

    def _against_later(self, query: Query, row: NDArray[np.float64]) -> None:
        grams, owner, weight = self.line
        if len(grams) and len(query.grams):
            at = np.minimum(np.searchsorted(query.grams, grams), len(query.grams) - 1)
            hit = np.flatnonzero(query.grams[at] == grams)
            row += np.bincount(owner[hit], weights=query.worth[at[hit]] * weight[hit], minlength=len(row))

    def _fold(self, table: NDArray[np.float64], stories: list[int]) -> NDArray[np.float64]:
        """From texts to stories."""
        sums = np.add.reduceat(table, self.first[:-1], axis=1)
        shared = np.maximum(np.bitwise_count(self.masks[stories][:, None] & self.masks), 1)
        result: NDArray[np.float64] = np.minimum(sums / shared, 1.0)
        result[np.arange(len(stories)), stories] = 0.0
        return result

    def alike(self, one: int, other: int) -> bool:
        """Whether a text of one story tells the same as a text of the other."""
        pairs = ((a, b) for a in self.texts.shingles(one) for b in self.texts.shingles(other))
        return any(containment(a, b) > self.rule.alike for a, b in pairs)

    def ties(self, one: int, other: int) -> dict[int, float]:
        """What each gram adds to the cosines of the texts of two stories, by its hash."""
        found: dict[int, float] = {}
        theirs = [self._query(text) for text in self._texts(other)]
        for mine in (self._query(text) for text in self._texts(one)):
            for text in theirs:
                grams, here, there = np.intersect1d(mine.grams, text.grams, assume_unique=True, return_indices=True)
                gains = mine.worth[here] * text.worth[there] / mine.rarity[here] ** 2
                for gram, gain in zip(grams.tolist(), gains.tolist(), strict=True):
                    found[gram] = found.get(gram, 0.0) + gain
        return found


def _length(weights: NDArray[np.floating[Any]]) -> float:
    return float(np.sqrt(np.dot(weights, weights)))
