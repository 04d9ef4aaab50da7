"""Texts: the grams and shingles of the stories that are asked for, each story read once."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from io import BytesIO

import numpy as np

from .grams import Grams, UInt8, UInt32, count
from .index import Forward, Index, build
from .item import Item, Rule


class Texts:
    """Texts are numbered through all stories: those of story s are ``first[s]`` to ``first[s + 1] - 1``."""

    def __init__(self, items: Sequence[Item], rule: Rule) -> None:
        self.items, self.rule = items, rule
        self.first: list[int] = [0, *np.cumsum([len(item.languages) for item in items]).tolist()]
        self._grams: dict[int, tuple[UInt32, UInt8]] = {}
        self._shingles: dict[int, UInt32] = {}

    def index(self, stories: int) -> tuple[Index, Forward]:
        """Index the first so many stories."""
        bounds, grams, levels = [np.zeros(1, np.int64)], BytesIO(), BytesIO()
        text = total = 0
        runs = (one for item in self.items[:stories] for one in item.read())
        for batch in count(runs, self.rule.weights, self.rule.longest):
            bounds.append(batch.bounds[1:] + total)
            grams.write(batch.grams.tobytes())
            levels.write(batch.levels.tobytes())
            total += len(batch.grams)
            self._shingles.update(enumerate(batch.shingles, text))
            text += len(batch.shingles)
        flat = np.frombuffer(grams.getbuffer(), np.uint32)
        return build(np.concatenate(bounds), flat, np.frombuffer(levels.getbuffer(), np.uint8), self.rule)

    def grams(self, text: int) -> tuple[UInt32, UInt8]:
        """(grams, levels) of one text."""
        if text not in self._grams:
            self._load(bisect_right(self.first, text) - 1)
        return self._grams[text]

    def shingles(self, story: int) -> list[UInt32]:
        """The shingles of each text of the story."""
        if self.first[story] not in self._shingles:
            self._load(story)
        return [self._shingles[text] for text in range(self.first[story], self.first[story + 1])]

    def _load(self, story: int) -> None:
        numbers = iter(range(self.first[story], self.first[story + 1]))
        for batch in count(self.items[story].read(), self.rule.weights, self.rule.longest):
            self._keep(batch, numbers)

    def _keep(self, batch: Grams, numbers: Iterable[int]) -> None:
        cuts = zip(batch.bounds[:-1].tolist(), batch.bounds[1:].tolist(), batch.shingles, strict=True)
        for (begin, end, shingles), text in zip(cuts, numbers, strict=False):
            self._grams[text] = batch.grams[begin:end], batch.levels[begin:end]
            self._shingles[text] = shingles


def containment(a: UInt32, b: UInt32) -> float:
    """Share of the smaller set of shingles found in the other (Broder 1997); 0 where one is empty."""
    smaller = min(len(a), len(b))
    return len(np.intersect1d(a, b, assume_unique=True)) / smaller if smaller else 0.0

