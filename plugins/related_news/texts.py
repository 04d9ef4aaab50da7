"""Texts: the grams and shingles of the stories that are asked for, each story read once."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

import numpy as np

from plugins.newsroom.memory import give_back

from .grams import Grams, Positions, UInt8, UInt32, count, distinct
from .index import Forward, Index, build
from .item import Item, Rule
from .kept_grams import KeptGrams
from .lone import Lone
from .parted import Parted
from .spill import Spill

_TOGETHER = 64
"""Stories counted at once, and texts indexed: so many that no batch (grams.py, parted.py) is small."""
_AT_HAND = 2048
"""Texts whose distinct shingles are kept in memory."""


class Texts:
    """Texts are numbered through all stories: those of story s are ``first[s]`` to ``first[s + 1] - 1``."""

    def __init__(self, items: Sequence[Item], rule: Rule, kept: KeptGrams | None = None) -> None:
        self.items, self.rule, self._kept = items, rule, kept
        self.first: list[int] = [0, *np.cumsum([len(item.languages) for item in items]).tolist()]
        self._grams: dict[int, Grams] = {}
        self._shingles = Spill(np.uint32)
        """Of the texts that were indexed here."""
        self._bounds = np.zeros((self.first[-1], 2), np.int64)
        """Where they begin and end, by the text's number; 0 and 0 for others."""
        self._distinct: dict[int, UInt32] = {}

    def of(self, stories: Iterable[int]) -> list[int]:
        """The numbers of the stories' texts."""
        return [text for story in stories for text in range(self.first[story], self.first[story + 1])]

    def index(self, stories: Sequence[int]) -> tuple[Index, Forward, Lone]:
        """Index these stories, in this order."""
        said = Parted()
        numbers, counted = self.of(stories), self._counted(stories)
        while texts := list(islice(counted, _TOGETHER)):
            some = numbers[said.texts : said.texts + len(texts)]
            said.add(texts)
            ends = self._shingles.count + np.cumsum([0, *(len(one.shingles) for one in texts)])
            self._bounds[some] = np.stack([ends[:-1], ends[1:]], axis=1)
            self._shingles.add(np.concatenate([one.shingles for one in texts]))
        made = build(said, self.rule)
        give_back()
        return made

    def line(self, texts: Sequence[int]) -> tuple[Positions, UInt32, UInt8]:
        """(which of the texts, gram, level) of all grams of these texts."""
        self._load(texts)
        found = [self._grams[text] for text in texts]
        which = np.repeat(np.arange(len(found)), [len(one.grams) for one in found])
        grams = np.concatenate([np.empty(0, np.uint32), *(one.grams for one in found)])
        return which, grams, np.concatenate([np.empty(0, np.uint8), *(one.levels for one in found)])

    def shingles(self, story: int) -> list[UInt32]:
        """The distinct shingles of each text of the story, rising."""
        return [self._shingles_of(text) for text in range(self.first[story], self.first[story + 1])]

    def _shingles_of(self, text: int) -> UInt32:
        found = self._distinct.get(text)
        if found is None:
            begin, end = self._bounds[text].tolist()
            if begin == end:
                self._load([text])
            found = distinct(self._shingles.part(begin, end) if begin < end else self._grams[text].shingles)
            if len(self._distinct) == _AT_HAND:
                del self._distinct[next(iter(self._distinct))]
            self._distinct[text] = found
        return found

    def _load(self, texts: Iterable[int]) -> None:
        """Read the stories of these texts, but for what was read before."""
        stories = dict.fromkeys(bisect_right(self.first, text) - 1 for text in texts if text not in self._grams)
        self._grams.update(zip(self.of(stories), self._counted(stories), strict=True))

    def _counted(self, stories: Iterable[int]) -> Iterator[Grams]:
        """The grams of the stories' texts, as they are kept or counted now."""
        waiting: list[Item] = []
        for item in map(self.items.__getitem__, stories):
            found = self._kept.find(item.key, item.digest) if self._kept else None
            if found is None:
                waiting.append(item)
            if found is not None or len(waiting) == _TOGETHER:
                yield from self._count(waiting)
                waiting.clear()
                yield from found or ()
        yield from self._count(waiting)

    def _count(self, items: Sequence[Item]) -> Iterator[Grams]:
        """Read and count the texts of these stories, and keep them so."""
        counted = count(chain.from_iterable(item.read() for item in items), self.rule.weights, self.rule.longest)
        for item in items:
            texts = list(islice(counted, len(item.languages)))
            if self._kept:
                self._kept.put(item.key, item.digest, texts)
            yield from texts


def containment(a: UInt32, b: UInt32) -> float:
    """Share of the smaller set of shingles found in the other (Broder 1997); 0 where one is empty."""
    smaller = min(len(a), len(b))
    return len(np.intersect1d(a, b, assume_unique=True)) / smaller if smaller else 0.0

