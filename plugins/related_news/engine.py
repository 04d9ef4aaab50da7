"""Engine: all that needs numpy behind one door; loaded when there is something to rank (neighbours.py)."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from plugins.newsroom.memory import give_back

from . import kept
from .compared import Compared
from .item import Item, Rule
from .kept_grams import KeptGrams
from .neighbours import Neighbours
from .ranking import Ranking, base

_FEW = 32
"""Fewer stories are sooner compared than it is read how they were compared before."""


class Engine:
    """Neighbours by text."""

    def __init__(self, items: Sequence[Item], rule: Rule, folder: Path | None) -> None:
        """In ``folder``, if given, is kept what was worked out."""
        self._items = items
        self._grams: KeptGrams | None = None
        self._compared: Compared | None = None
        if folder is None:
            self._ranking = Ranking(items, rule)
            return
        self._grams = KeptGrams(folder, rule)
        within = [items[number] for number in base(items, rule)]
        found = kept.load(folder, within, rule, self._grams)
        self._ranking = Ranking(items, rule, found.index, self._grams)
        lone = found.lone or self._ranking.lone
        if lone and not found.whole:
            kept.save(folder, found, self._ranking.index, lone)
            give_back()
        touched = {within[place].key for place in found.touched}
        if touched:
            # Those beside the index may have the same words.
            touched |= {item.key for item in items}.difference(item.key for item in within)
        self._compared = Compared(folder, items, found.of, found.since, touched)

    def near(self, wanted: Iterable[int], floor: float, older: bool) -> Iterator[tuple[int, Neighbours]]:
        """(story, its neighbours with a similarity of ``floor`` and more, by number), in the order wanted.

        With ``older`` all stories are wanted, in their order; later ones may be left out of their neighbours. Those that are
        wanted first are kept.
        """
        wanted = list(wanted)
        if self._compared and not self._compared.asked and len(wanted) >= _FEW:
            return self._compared.near(self._ranking, wanted, floor, older)
        rows = self._ranking.near(wanted, floor, older)
        return ((story, list(zip(others.tolist(), similarity.tolist(), strict=True))) for story, others, similarity in rows)

    def alike(self, one: int, other: int) -> bool:
        return self._compared.alike(self._ranking, one, other) if self._compared else self._ranking.alike(one, other)

    def ties(self, one: int, other: int) -> dict[int, float]:
        return self._ranking.ties(one, other)

    def keep(self) -> None:
        if self._grams and self._compared:
            self._grams.sweep(self._items)
            self._compared.save()
