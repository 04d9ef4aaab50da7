"""Ranking: which stories belong to a story, by what its editors said of it: section and tags."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Candidate:
    """A story as the ranking sees it."""

    key: str
    date: datetime
    section: str
    parent: str
    tags: frozenset[str]


class Ranking:
    """Scores stories against each other; knows nothing of Pelican.

    A shared tag scores ``tag_weight * ln(1 + N / n)``, where n of N stories carry it (inverse document frequency,
    Spärck Jones 1972), so that a rare tag ties closer; the same section scores 1, the same top section one half.
    Only stories that share a tag count: without one the panel says "in this section", not "related".
    """

    def __init__(self, stories: Iterable[Candidate], tag_weight: float) -> None:
        self.stories = {story.key: story for story in stories}
        counts = Counter(tag for story in self.stories.values() for tag in story.tags)
        total = len(self.stories)
        self.worth = {tag: tag_weight * math.log(1 + total / count) for tag, count in counts.items()}
        self.by_tag: dict[str, list[str]] = defaultdict(list)
        for story in self.stories.values():
            for tag in story.tags:
                self.by_tag[tag].append(story.key)

    def related(self, key: str, banned: Iterable[str] = ()) -> list[str]:
        """Keys of the stories that share a tag, best first; ties go to the newer one, then to the key."""
        story = self.stories[key]
        found = {other for tag in story.tags for other in self.by_tag[tag]} - {key, *banned}
        return sorted(found, key=lambda other: self._order(story, self.stories[other]))

    def _order(self, story: Candidate, other: Candidate) -> tuple[float, float, str]:
        return -self.score(story, other), -other.date.timestamp(), other.key

    def score(self, story: Candidate, other: Candidate) -> float:
        """How closely two stories are tied (no unit, 0 or more)."""
        tags = sum(self.worth[tag] for tag in sorted(story.tags & other.tags))
        same = 1.0 if story.section == other.section else 0.5 if story.parent == other.parent else 0.0
        return tags + same


def in_section(story: Candidate, newest_first: Sequence[Candidate], banned: Iterable[str] = ()) -> list[str]:
    """Keys of the other stories of the same section, newest first."""
    refused = {story.key, *banned}
    return [other.key for other in newest_first if other.section == story.section and other.key not in refused]
