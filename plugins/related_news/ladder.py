"""Ladder: what fills the slots that similarity leaves empty: stories with the same tags, then of the same section.

Older stories come first, the nearest in date before the others, then newer ones from the oldest on: so a new story
changes only the lists that are short.
"""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

_NEAREST = 12
"""Stories of each tag that are looked at."""
_FEW, _SHARE = 5, 0.15
"""A tag of more stories than this, and of a greater share of all, says nothing; as with grams (index.py)."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the desk put a story: its tags and its section."""

    tags: tuple[str, ...]
    section: str


class Ladder:
    """``stories`` in the order of their dates, numbered from 0."""

    def __init__(self, stories: Sequence[Placed]) -> None:
        self.stories = stories
        self._by_tag: dict[str, list[int]] = defaultdict(list)
        self._by_section: dict[str, list[int]] = defaultdict(list)
        for number, story in enumerate(stories):
            for tag in story.tags:
                self._by_tag[tag].append(number)
            self._by_section[story.section].append(number)

    def same_tags(self, number: int) -> list[int]:
        """The stories that share the rarest tags, of equals in the order above. A tag of every seventh story ties nothing."""
        shared: dict[int, float] = defaultdict(float)
        for tag in self.stories[number].tags:
            bearers = self._by_tag[tag]
            if len(bearers) <= max(_FEW, _SHARE * len(self.stories)):
                for other in islice(_outwards(bearers, number), _NEAREST):
                    shared[other] += math.log1p(len(self.stories) / len(bearers))
        return sorted(shared, key=lambda other: (-shared[other], other > number, abs(other - number)))

    def same_section(self, number: int) -> Iterator[int]:
        """The stories of the very same section: the panel says "in this section", and means it."""
        return iter(_outwards(self._by_section[self.stories[number].section], number))


def _outwards(rising: Sequence[int], number: int) -> Iterable[int]:
    """The numbers below, falling, then those above, rising."""
    at = bisect_left(rising, number)
    after = at + (at < len(rising) and rising[at] == number)
    return chain((rising[place] for place in range(at - 1, -1, -1)), islice(rising, after, None))
