"""Churn: how many other pages change when a story is added, over a year of adding one at a time and freezing each time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from plugins.related_news.item import Item, Rule
from plugins.related_news.lists import Choice, Dated, Held, Lists
from plugins.related_news.neighbours import Neighbours
from plugins.related_news.ranking import Ranking
from plugins.related_news.settings import RelatedNewsSettings


class Known:
    """Neighbours worked out once for all stories; tells those below ``limit`` only, as if the others were not there yet."""

    def __init__(self, ranking: Ranking, floor: float) -> None:
        self.ranking, self.limit = ranking, 0
        self.found: list[Neighbours] = []
        for _, row in ranking.rows(range(len(ranking.items))):
            near = np.flatnonzero(row >= floor)
            self.found.append(list(zip(near.tolist(), row[near].tolist(), strict=True)))

    def near(self, wanted: Iterable[int], floor: float, older: bool) -> Iterator[tuple[int, Neighbours]]:
        for story in wanted:
            yield story, [one for one in self.found[story] if one[0] < self.limit]

    def alike(self, one: int, other: int) -> bool:
        return self.ranking.alike(one, other)

    def ties(self, one: int, other: int) -> dict[int, float]:
        return self.ranking.ties(one, other)


@dataclass(frozen=True)
class Year:
    """Pages changed by each added story; and those of stories older than seven days that got no follow-up."""

    changed: list[int]
    old: int
    follow_ups: int

    def told(self) -> str:
        rank = sorted(self.changed)[int(0.95 * (len(self.changed) - 1))]
        mean = sum(self.changed) / len(self.changed)
        return f"{mean:.2f} | {rank} | {max(self.changed)} | {self.follow_ups / len(self.changed):.2f} | {self.old}"


def as_years(items: Sequence[Item], years: float) -> list[Item]:
    """The same stories, dated evenly over so many years."""
    return [item._replace(when=365 * years * place / len(items)) for place, item in enumerate(items)]


def year(known: Known, items: Sequence[Item], first: int, freeze: bool, rule: RelatedNewsSettings) -> Year:
    """Add the stories from ``first`` on, one by one; with ``freeze`` every list is frozen after each."""
    dated = [Dated(item.key, item.when, frozenset((item.key,))) for item in items]
    known.limit = first
    before = _keys(dated, Lists(dated[:first], {}, known, rule).choose())
    changed, old, follow_ups = [], 0, 0
    for count in range(first + 1, len(items) + 1):
        known.limit = count
        held = before if freeze else {}
        after = _keys(dated, Lists(dated[:count], held, known, rule).choose())
        moved = [key for key, one in before.items() if after[key] != one]
        changed.append(len(moved))
        follow_ups += sum(1 for key in moved if after[key].latest != before[key].latest)
        age = {one.key: dated[count - 1].when - one.when for one in dated[:count]}
        old += sum(1 for key in moved if age[key] > rule.open_days and after[key].related != before[key].related)
        before = after
    return Year(changed, old, follow_ups)


def _keys(dated: Sequence[Dated], choices: Sequence[Choice]) -> dict[str, Held]:
    """The lists by key, as they would be frozen."""
    return {
        dated[number].key: Held(
            tuple(dated[other].key for other, _ in choice.related),
            latest=dated[choice.latest].key if choice.latest is not None else "",
        )
        for number, choice in enumerate(choices)
    }


def refit(items: Sequence[Item], rule: Rule, times: int, span: int) -> float:
    """Lists of five old stories, by similarity alone, that differ after ``span`` added stories; mean an addition."""
    first, tops = len(items) - times * span, []
    for count in range(first, len(items) + 1, span):
        rows = (row[:first] for _, row in Ranking(items[:count], rule).rows(range(first)))
        tops.append([np.argsort(-row, kind="stable")[:5].tolist() for row in rows])
    moved = [sum(1 for a, b in zip(one, other, strict=True) if a != b) for one, other in pairwise(tops)]
    return sum(moved) / (times * span)
