"""Ladder: what fills the slots that similarity leaves empty: stories with the same tags, then of the same section.

Older stories come first, the nearest in date before the others, then newer ones from the oldest on: so a new story
changes only the lists that are short.
"""

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

_NEAREST = 12
"""Stories of each tag that are looked at."""
_FEW, _SHARE = 5, 0.15
"""A tag of more stories than this, and of a greater share of all, says nothing; as with grams (index.py)."""


class Placed(NamedTuple):
    """Where the desk put a story: its tags and its section."""

    tags: tuple[str, ...]
    section: str


class Ladder:
    """``stories`` in the order of their dates, numbered from 0."""

    def __init__(self, stories: Sequence[Placed]) -> None:
        self.stories = stories
        by_tag: dict[str, list[int]] = defaultdict(list)
        self._by_section: dict[str, list[int]] = defaultdict(list)
        for number, story in enumerate(stories):
            for tag in story.tags:
                by_tag[tag].append(number)
            self._by_section[story.section].append(number)
        most = max(_FEW, _SHARE * len(stories))
        telling = ((tag, bearers) for tag, bearers in by_tag.items() if len(bearers) <= most)
        self._telling = {tag: (bearers, math.log1p(len(stories) / len(bearers))) for tag, bearers in telling}
        """Who has the tag, and what it is worth to have it too; tags that say nothing are not here."""

    def same_tags(self, number: int) -> list[int]:
        """The stories that share the rarest tags, of equals in the order above. A tag of every seventh story ties nothing."""
        shared: dict[int, float] = defaultdict(float)
        for tag in filter(self._telling.__contains__, self.stories[number].tags):
            bearers, worth = self._telling[tag]
            for other in _outwards(bearers, number, _NEAREST):
                shared[other] += worth
        return sorted(_outwards(sorted(shared), number, len(shared)), key=shared.__getitem__, reverse=True)

    def same_section(self, number: int) -> list[int]:
        """The stories of the very same section: the panel says "in this section", and means it."""
        section = self._by_section[self.stories[number].section]
        return _outwards(section, number, len(section))


def _outwards(rising: list[int], number: int, most: int) -> list[int]:
    """The numbers below, falling, then those above, rising; no more than so many."""
    at = bisect_left(rising, number)
    after = at + (at < len(rising) and rising[at] == number)
    older = rising[max(0, at - most) : at]
    return older[::-1] + rising[after : after + most - len(older)]
