"""Texts: the grams and shingles of the stories that are asked for, each story read once."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from io import BytesIO

import numpy as np

from .grams import Grams, Positions, UInt8, UInt32, count
from .index import Forward, Index, build
from .item import Item, Rule
from .parted import Parted


class Texts:
    """Texts are numbered through all stories: those of story s are ``first[s]`` to ``first[s + 1] - 1``."""

    def __init__(self, items: Sequence[Item], rule: Rule) -> None:
        self.items, self.rule = items, rule
        self.first: list[int] = [0, *np.cumsum([len(item.languages) for item in items]).tolist()]
        self._grams: dict[int, Grams] = {}
        self._shingles: dict[int, UInt32] = {}
        self._distinct: dict[int, UInt32] = {}

    def of(self, stories: Iterable[int]) -> list[int]:
        """The numbers of the stories' texts."""
        return [text for story in stories for text in range(self.first[story], self.first[story + 1])]

    def index(self, stories: Sequence[int]) -> tuple[Index, Forward]:
        """Index these stories, in this order."""
        said, levels = Parted(), BytesIO()
        runs = (one for story in stories for one in self.items[story].read())
        for text, one in zip(self.of(stories), count(runs, self.rule.weights, self.rule.longest), strict=True):
            said.add(one.grams)
            levels.write(one.levels.data)
            self._shingles[text] = one.shingles
        return build(said, np.frombuffer(levels.getbuffer(), np.uint8), self.rule)

    def line(self, texts: Sequence[int]) -> tuple[Positions, UInt32, UInt8]:
        """(which of the texts, gram, level) of all grams of these texts."""
        self._load(texts)
        found = [self._grams[text] for text in texts]
        which = np.repeat(np.arange(len(found)), [len(one.grams) for one in found])
        grams = np.concatenate([np.empty(0, np.uint32), *(one.grams for one in found)])
        return which, grams, np.concatenate([np.empty(0, np.uint8), *(one.levels for one in found)])

    def shingles(self, story: int) -> list[UInt32]:
        """The distinct shingles of each text of the story, rising."""
        texts = range(self.first[story], self.first[story + 1])
        for text in texts:
            if text not in self._distinct:
                if text not in self._shingles:
                    self._load([text])
                self._distinct[text] = np.unique(self._shingles.pop(text))
        return [self._distinct[text] for text in texts]

    def _load(self, texts: Iterable[int]) -> None:
        """Read the stories of these texts, but for what was read before."""
        stories = dict.fromkeys(bisect_right(self.first, text) - 1 for text in texts if text not in self._grams)
        numbers = self.of(stories)
        runs = (one for story in stories for one in self.items[story].read())
        for text, found in zip(numbers, count(runs, self.rule.weights, self.rule.longest), strict=True):
            self._grams[text], self._shingles[text] = found, found.shingles


def containment(a: UInt32, b: UInt32) -> float:
    """Share of the smaller set of shingles found in the other (Broder 1997); 0 where one is empty."""
    smaller = min(len(a), len(b))
    return len(np.intersect1d(a, b, assume_unique=True)) / smaller if smaller else 0.0

