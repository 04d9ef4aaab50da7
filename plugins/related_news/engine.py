"""Engine: all that needs numpy behind one door; loaded when there is something to rank (neighbours.py)."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from . import kept
from .item import Item, Rule
from .kept_grams import KeptGrams
from .neighbours import Neighbours
from .ranking import Ranking, base


class Engine:
    """Neighbours by text."""

    def __init__(self, items: Sequence[Item], rule: Rule, folder: Path | None) -> None:
        """In ``folder``, if given, the index and the counted texts are kept."""
        self._items = items
        self._kept = KeptGrams(folder, rule) if folder else None
        self._ranking = _ranking(items, rule, folder, self._kept) if folder and self._kept else Ranking(items, rule)

    def near(self, wanted: Iterable[int], floor: float, older: bool) -> Iterator[tuple[int, Neighbours]]:
        """(story, its neighbours with a similarity of ``floor`` and more, by number), in the order wanted."""
        for story, others, similarity in self._ranking.near(wanted, floor, older):
            yield story, list(zip(others.tolist(), similarity.tolist(), strict=True))

    def alike(self, one: int, other: int) -> bool:
        return self._ranking.alike(one, other)

    def ties(self, one: int, other: int) -> dict[int, float]:
        return self._ranking.ties(one, other)


    def sweep(self) -> None:
        if self._kept:
            self._kept.sweep(self._items)


def _ranking(items: Sequence[Item], rule: Rule, folder: Path, grams: KeptGrams) -> Ranking:
    """With the index kept in ``folder`` where it fits, else with a new one, which is kept."""
    within = [items[number] for number in base(items, rule)]
    index, whole = kept.load(folder, within, rule, grams)
    ranking = Ranking(items, rule, index, grams)
    if not whole:
        kept.save(folder, within, rule, ranking.index)
    return ranking
