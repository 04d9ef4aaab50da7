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

from .before import Before
from .grams import LEVELS, Positions, UInt32, stretches
from .index import Forward, Index, turned
from .item import Item, Rule
from .kept_grams import KeptGrams
from .lone import Lone
from .texts import Texts, containment

_CELLS = 1 << 17
"""Cells (stories asked for times stories) worked on at once: 1 MB, which the processor's cache holds,"""
_STORIES = 24
"""and stories asked for, as what they have in common with the others takes room too."""
_LEAST = 1e-9
_FEW = 256
"""For more stories than this the index is turned round, which costs less than to look up all their grams in it."""
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Query:
    """Some texts as they are compared: their grams in one line, and what each is worth."""

    text: Positions
    """Which of the texts the gram is of, counted from 0."""
    grams: UInt32
    places: Positions
    """In the index, -1 where absent."""
    rarity: NDArray[np.float32]
    units: NDArray[np.float32]
    """Weight over norm. What a gram that both have adds to the cosine of two texts is the product of its units there."""
    sizes: NDArray[np.int64]
    """How many entries of the gram are looked at."""


class Ranking:
    """Compares stories. The index holds those of the oldest that weigh; the few others are lined up beside it."""

    def __init__(
        self, items: Sequence[Item], rule: Rule, index: Index | None = None, kept: KeptGrams | None = None
    ) -> None:
        self.items, self.rule = items, rule
        within = base(items, rule)
        self.texts = Texts(items, rule, kept)
        self.first = self.texts.first
        self.story_of = np.repeat(np.arange(len(items)), np.diff(self.first))
        spoken = [item.languages for item in items]
        masks = {one: sum(1 << language for language in one) for one in set(spoken)}
        self.masks = np.array([masks[one] for one in spoken], np.uint8)
        self.forward: Forward | None = None
        self.lone: Lone | None = None
        if index is None:
            index, self.forward, self.lone = self.texts.index(within)
        self.index = index
        self.norms = index.norms
        self.scale = _scale(self.norms)
        weighs = np.zeros(len(items), bool)
        weighs[within] = True
        indexed = np.flatnonzero(weighs[self.story_of])
        self.place = np.full(self.first[-1], -1)
        self.place[indexed] = np.arange(len(indexed))
        self.indexed_story = self.story_of[indexed]
        self.oldest = len(within) if within == list(range(len(within))) else 0
        """So many of the oldest stories are all in the index."""
        beside = np.flatnonzero(self.place < 0)
        self.beside_story = self.story_of[beside]
        self.beside = self._ask(beside.tolist())

    def rows(self, wanted: Iterable[int], older: bool = False) -> Iterator[tuple[int, Floats]]:
        """(story, its similarity with every story; 0 with itself), in the order wanted; ``older`` as in ``near``."""
        for story, others, similarity in self.near(wanted, 0.0, older):
            row = np.zeros(len(self.items))
            row[others] = similarity
            yield story, row

    def near(self, wanted: Iterable[int], floor: float, older: bool) -> Iterator[tuple[int, Positions, Floats]]:
        """(story, the stories with a similarity above 0 and not below ``floor``, how similar), in the order wanted.

        With ``older`` later stories may be left out: half the work where all stories are asked for.
        """
        wanted = list(wanted)
        if self.forward is None and len(wanted) > _FEW:
            self.forward = turned(self.index)
        for block, table in self._tables(wanted, older):
            cells = np.flatnonzero(table >= max(floor, _LEAST))
            rows, others = np.divmod(cells, table.shape[1])
            stories = np.array(block)[rows]
            shared = np.maximum(np.bitwise_count(self.masks[stories] & self.masks[others]), 1)
            similarity = np.minimum(table.ravel()[cells] / shared, 1.0)
            kept = np.flatnonzero((similarity >= max(floor, _LEAST)) & (stories != others))
            cuts = np.searchsorted(rows[kept], np.arange(len(block) + 1))
            for row, story in enumerate(block):
                here = kept[cuts[row] : cuts[row + 1]]
                yield story, others[here], similarity[here]

    def _tables(self, wanted: Iterable[int], older: bool) -> Iterator[tuple[list[int], Floats]]:
        """(some stories, their sums of cosines with the stories from 0 on, as far as asked for)."""
        stories, before = iter(wanted), None
        if older and self.forward is not None:
            before = Before(self.index, self.forward, self.scale, self.indexed_story, self.rule)
        while block := list(islice(stories, min(_STORIES, max(1, _CELLS // max(1, len(self.items)))))):
            texts = [text for story in block for text in self._texts(story)]
            line = np.repeat(np.arange(len(block)), [len(self._texts(story)) for story in block])
            if before and max(block) < self.oldest:
                width = max(block) + 1
                table = before.sums(self.place[texts].tolist(), line * width, len(block) * width)
            else:
                width, query = len(self.items), self._ask(texts)
                row = line[query.text] * width
                table = self._against_index(query, row, len(block) * width)
                table += self._against_beside(query, row, len(block) * width)
            yield block, table.reshape(len(block), width)

    def _texts(self, story: int) -> range:
        return range(self.first[story], self.first[story + 1])

    def _ask(self, texts: Sequence[int]) -> Query:
        """The texts as a query."""
        place = self.place[list(texts)]
        if self.forward is not None and texts and place.min() >= 0:
            text, places, _, levels = self.forward.of(place.tolist())
            grams = self.index.grams[places]
        else:
            text, grams, levels = self.texts.line(texts)
            places = self.index.find(grams)
        df = self.index.frequency(places, self.rule)
        rarity = self.index.rarity(df, self.rule)
        weight = rarity * (levels / np.float32(LEVELS))
        norms = self._norms(place, text, np.where(places >= 0, weight, 0), weight)
        said = np.flatnonzero((rarity > 0) & ((places >= 0) | (place < 0)[text]))
        sizes = np.where(places >= 0, df, 0)
        units = rarity * levels * _scale(norms)[text]
        return Query(text[said], grams[said], places[said], rarity[said], units[said], sizes[said])

    def _norms(self, place: Positions, text: Positions, known: Any, weight: Any) -> NDArray[np.float32]:
        """The lengths of the texts' vectors: as indexed, else of the grams in the index, else of all."""
        norms = np.zeros(len(place))
        norms[place >= 0] = self.norms[place[place >= 0]]
        for weights in (known, weight):
            if not norms.all():
                squares = np.bincount(text, weights=np.square(weights, dtype=np.float64), minlength=len(place))
                norms = np.where(norms > 0, norms, np.sqrt(squares))
        return np.where(norms > 0, norms, 1.0).astype(np.float32)

    def _against_index(self, query: Query, row: Positions, cells: int) -> Floats:
        """Add up the products of units over the entries of all grams; ``row`` is the first cell of each gram's row."""
        used = np.flatnonzero(query.sizes)
        sizes = query.sizes[used]
        entry = stretches(self.index.starts[query.places[used]], sizes)
        texts = self.index.texts[entry]
        theirs = np.repeat(query.rarity[used], sizes) * self.index.levels[entry] * self.scale[texts]
        gain = np.repeat(query.units[used], sizes) * theirs
        cell = np.repeat(row[used], sizes) + self.indexed_story[texts]
        return _sums(cell, gain, cells)

    def _against_beside(self, query: Query, row: Positions, cells: int) -> Floats:
        """The same over the texts beside the index: their few grams are looked up in the query."""
        beside = self.beside
        rising = np.argsort(query.grams, kind="stable")
        grams = query.grams[rising]
        begin = np.searchsorted(grams, beside.grams)
        hit = np.flatnonzero(grams[np.minimum(begin, len(grams) - 1)] == beside.grams) if len(grams) else begin[:0]
        sizes = np.searchsorted(grams, beside.grams[hit], "right") - begin[hit]
        match = rising[stretches(begin[hit], sizes)]
        other = self.beside_story[beside.text[hit]]
        gain = query.units[match] * np.repeat(beside.units[hit], sizes)
        return _sums(row[match] + np.repeat(other, sizes), gain, cells)

    def alike(self, one: int, other: int) -> bool:
        """Whether a text of one story tells the same as a text of the other."""
        pairs = ((a, b) for a in self.texts.shingles(one) for b in self.texts.shingles(other))
        return any(containment(a, b) > self.rule.alike for a, b in pairs)

    def ties(self, one: int, other: int) -> dict[int, float]:
        """What each gram adds to the cosines of the texts of two stories, by its hash."""
        found: dict[int, float] = {}
        theirs = [self._ask([text]) for text in self._texts(other)]
        for mine in (self._ask([text]) for text in self._texts(one)):
            for text in theirs:
                grams, here, there = np.intersect1d(mine.grams, text.grams, assume_unique=True, return_indices=True)
                gains = mine.units[here] * text.units[there]
                for gram, gain in zip(grams.tolist(), gains.tolist(), strict=True):
                    found[gram] = found.get(gram, 0.0) + gain
        return found


def base(items: Sequence[Item], rule: Rule) -> list[int]:
    """The numbers of the stories in the index: the oldest up to the last step, but for those that don't weigh."""
    return [number for number in range(rule.base(len(items))) if items[number].weighs]


def _scale(norms: NDArray[np.float32]) -> NDArray[np.float32]:
    """By how much a level is multiplied to be a share of the text's length."""
    return np.float32(1) / (np.maximum(norms, np.float32(_LEAST)) * np.float32(LEVELS))


def _sums(cell: Positions, gain: NDArray[np.floating[Any]], cells: int) -> Floats:
    """The gains added up cell by cell."""
    return np.asarray(np.bincount(cell, weights=gain, minlength=cells), np.float64)
