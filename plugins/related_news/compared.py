"""Compared: what came out when stories were last compared with all others, under CACHE_PATH, so that only what an edit
touches need be compared anew: all stories, or those whose lists are not frozen.

Two stories are as similar as they were if both say what they said and the index weighs it so, and a comparison gives the
same number whichever of the two is asked (ranking.py). Whether they tell the same depends on their own texts alone.
Advisory like the kept index.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from . import arrays
from .item import Item
from .kept_lists import code_digest
from .neighbours import Neighbours
from .ranking import Ranking

_NAME = "compared"
_MANY = 4
"""If all are wanted and more than every fourth is to be compared anew, all are: then each is compared with older ones only."""


class Pairs(NamedTuple):
    """P pairs of neighbours."""

    newer: NDArray[Any]
    older: NDArray[Any]
    similarity: NDArray[Any]

    def among(self, numbers: NDArray[np.int64]) -> "Pairs":
        """The pairs whose stories have new numbers, with these."""
        newer, older = numbers[self.newer], numbers[self.older]
        both = np.flatnonzero((newer >= 0) & (older >= 0))
        return Pairs(newer[both], older[both], self.similarity[both])

    def of(self, marked: NDArray[np.bool_]) -> "Pairs":
        """The pairs with a story that is marked."""
        with_one = np.flatnonzero(marked[self.newer] | marked[self.older])
        return Pairs(*(column[with_one] for column in self))

    def each(self, stories: NDArray[np.int64], older: bool) -> Iterator[tuple[int, Neighbours]]:
        """(story, its neighbours, the ``older`` ones or all), story by story."""
        both = self if older else Pairs(*map(np.concatenate, ((self[0], self[1]), (self[1], self[0]), (self[2], self[2]))))
        order = np.lexsort((both[1], both[0]))
        asked, others, similarity = (column[order] for column in both)
        bounds = (np.searchsorted(asked, stories, side).tolist() for side in ("left", "right"))
        near = list(zip(others.tolist(), similarity.tolist(), strict=True))
        return ((story, near[begin:end]) for story, begin, end in zip(stories.tolist(), *bounds, strict=True))


class Compared:
    """Stories compared with all others."""

    def __init__(self, folder: Path, items: Sequence[Item], index: str, since: str = "", touched: Iterable[str] = ()) -> None:
        """``index`` is the digest of the index by which they are compared, ``since`` of one that weighs all as that does but
        for the stories ``touched``."""
        self._folder, self._items, self._index, self._since = folder, items, index, since
        self._touched = frozenset(touched)
        self._floor = 0.0
        self._wanted = np.empty(0, np.int64)
        self.asked = False
        """Whether neighbours were asked for."""
        self._pairs: Pairs | None = None
        self._known: dict[tuple[int, int], bool] = {}
        self._alike: dict[tuple[int, int], bool] = {}

    def near(self, ranking: Ranking, wanted: Sequence[int], floor: float, older: bool) -> Iterator[tuple[int, Neighbours]]:
        """(story, its neighbours with a similarity of ``floor`` and more), in the order wanted.

        With ``older`` all stories are wanted, and of their neighbours the older ones at least.
        """
        self.asked, self._floor, self._wanted = True, floor, np.array(wanted)
        kept = self._load(older)
        if kept is None:
            return self._all(ranking, older)
        pairs, anew = kept
        found, asked = [pairs], self._marked(np.array(anew, np.int64))
        for story, others, similarity in ranking.near(anew, floor, False):
            found.append(_once(story, others, similarity, asked))
        self._pairs = _joined(found).of(self._marked(self._wanted))
        return self._pairs.each(self._wanted, older)

    def _all(self, ranking: Ranking, older: bool) -> Iterator[tuple[int, Neighbours]]:
        found, asked = [], self._marked(self._wanted)
        for story, others, similarity in ranking.near(self._wanted.tolist(), self._floor, older):
            found.append(_once(story, others, similarity, asked))
            yield story, list(zip(others.tolist(), similarity.tolist(), strict=True))
        self._pairs = _joined(found)

    def alike(self, ranking: Ranking, one: int, other: int) -> bool:
        """Whether a text of one story tells the same as a text of the other."""
        pair = (min(one, other), max(one, other))
        if pair not in self._alike:
            known = self._known.get(pair)
            self._alike[pair] = ranking.alike(*pair) if known is None else known
        return self._alike[pair]

    def _load(self, older: bool) -> tuple[Pairs, list[int]] | None:
        """The kept pairs of stories that nothing touched, as they are numbered now, and the stories that are to be compared
        with all others; None if those that are wanted are sooner compared."""
        try:
            told = arrays.tell(self._folder, _NAME)
            if told.of not in (self._of(self._index), self._of(self._since)):
                return None
            numbers = arrays.places(arrays.rows(told.stories), arrays.rows(self._stories))
            pairs = Pairs(*(arrays.load(self._folder, name, told.checksums[name]) for name in Pairs._fields))
            self._known = _told_alike(arrays.load(self._folder, "alike", told.checksums["alike"]), numbers)
            whose = arrays.load(self._folder, "whose", told.checksums["whose"])
        except arrays.BROKEN:
            return None
        touched = [number for number, item in enumerate(self._items) if item.key in self._touched]
        numbers[self._marked(np.array(touched, np.int64))[numbers]] = -1
        numbers[(self._marked(self._wanted) & ~self._marked(numbers[whose]))[numbers]] = -1
        anew = np.flatnonzero(~self._marked(numbers)).tolist()
        same_order = (np.diff(numbers[numbers >= 0]) > 0).all()
        few = len(anew) * (_MANY if older else 1) < len(self._wanted)
        return (pairs.among(numbers), anew) if same_order and few else None

    @cached_property
    def _stories(self) -> str:
        return arrays.stories(self._items)

    def _marked(self, numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
        return arrays.marked(len(self._items), numbers)

    def _of(self, index: str) -> str:
        return f"{code_digest()} {index} {self._floor!r}"

    def save(self) -> None:
        """Keep what came out, if all that were wanted were compared."""
        if self._pairs is not None:
            asked = np.array([(one, other, alike) for (one, other), alike in self._alike.items()], np.uint32)
            columns = {**self._pairs._asdict(), "alike": asked.ravel(), "whose": self._wanted.astype(np.uint32)}
            arrays.save(self._folder, _NAME, self._of(self._index), self._stories, columns)


def _once(story: int, others: NDArray[Any], similarity: NDArray[Any], asked: NDArray[np.bool_]) -> Pairs:
    """The pairs of the story with its neighbours; of those that are ``asked`` themselves the older ones only."""
    here = np.flatnonzero((others < story) | ~asked[others])
    return Pairs(np.maximum(story, others[here]), np.minimum(story, others[here]), similarity[here])


def _joined(found: Sequence[Pairs]) -> Pairs:
    kinds = np.uint32, np.uint32, np.float64
    columns = zip(kinds, zip(*found, strict=True), strict=True)
    return Pairs(*(np.concatenate([np.empty(0, kind), *column], dtype=kind, casting="unsafe") for kind, column in columns))


def _told_alike(asked: NDArray[np.uint32], numbers: NDArray[np.int64]) -> dict[tuple[int, int], bool]:
    """By the stories' new numbers what was found of those that have one."""
    one, other, alike = numbers[asked[::3]], numbers[asked[1::3]], asked[2::3].astype(bool)
    both = np.flatnonzero((one >= 0) & (other >= 0))
    pairs = zip(one[both].tolist(), other[both].tolist(), strict=True)
    return dict(zip(pairs, alike[both].tolist(), strict=True))
