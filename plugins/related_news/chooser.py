"""Chooser: all lists from items, refusals and frozen lists; or what was chosen from the same last time."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from .item import Item, Rule
from .kept_lists import Entry, load_lists, made_of, save_lists, written
from .lists import Choice, Dated, Held, Lists
from .neighbours import Lazy
from .settings import RelatedNewsSettings


class Chooser:
    """``items`` with whom each refuses, in the order of their dates; ``held`` are the frozen lists that still hold.

    In ``cache``, if given, is kept what is worked out.
    """

    def __init__(
        self,
        items: Sequence[Item],
        refused: Iterable[frozenset[str]],
        held: dict[str, Held],
        rule: RelatedNewsSettings,
        cache: Path | None,
    ) -> None:
        self._cache, self._rule, self._held = cache, rule, held
        self.items = [self._item(item) for item in items]
        self.near = Lazy(self.items, _rule(rule), cache)
        self._dated = [Dated(item.key, item.when, one) for item, one in zip(items, refused, strict=True)]
        self.lists = Lists(self._dated, held, self.near, rule)

    def _item(self, item: Item) -> Item:
        """The item as it weighs."""
        held = self._held.get(item.key)
        return replace(item, weighs=False) if held and held.corrected else item

    def choose(self) -> tuple[list[Choice], str | None]:
        """The choices, and the seal under which they are kept: empty if they don't depend on texts, None if nowhere."""
        if len(self._held) == len(self.items):
            choices = self.lists.choose()
            return choices, None if self.near.asked else ""
        if not self._cache:
            return self.lists.choose(), None
        entries = self._entries()
        kept_as = written(entries)
        of = made_of(kept_as, self._rule)
        kept = load_lists(self._cache, of)
        if kept:
            return kept[1], kept[0]
        choices = self.lists.choose()
        self.near.keep()
        return choices, save_lists(self._cache, of, kept_as, choices)

    def _entries(self) -> list[Entry]:
        return [
            Entry(item.key, item.when, item.languages, item.digest(), dated.refused, self._held.get(item.key))
            for item, dated in zip(self.items, self._dated, strict=True)
        ]


def _rule(rule: RelatedNewsSettings) -> Rule:
    weights = (rule.title_weight, rule.lead_weight, 1)
    return Rule(weights, rule.longest_gram, rule.idf_power, rule.common, rule.alike)
