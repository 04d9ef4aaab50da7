"""Chooser: all lists from the entries of the stories; or what was chosen from the same last time."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from .item import Item, Rule
from .kept_lists import Entry, load_lists, made_of, save_lists, written
from .lists import Choice, Dated, Lists
from .neighbours import Lazy
from .settings import RelatedNewsSettings
from .syllables import Runs


class Chooser:
    """``entries`` in the order of their dates; ``read`` gives the texts of a story by its key.

    In ``cache``, if given, is kept what is worked out.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        read: Callable[[str], Sequence[Runs]],
        rule: RelatedNewsSettings,
        cache: Path | None,
        kept_as: str | None = None,
    ) -> None:
        """``kept_as`` are the entries as they are kept, if that is known and no list was chosen from them."""
        self._entries, self._rule, self._cache, self._kept_as = entries, rule, cache, kept_as
        self.near = Lazy([_item(entry, read) for entry in entries], _rule(rule), cache)
        dated = [Dated(entry.key, entry.when, entry.refused) for entry in entries]
        held = {entry.key: entry.held for entry in entries if entry.held}
        self.lists = Lists(dated, held, self.near, rule)

    def choose(self) -> tuple[list[Choice], str | None]:
        """The choices, and the seal under which they are kept: empty if they don't depend on texts, None if nowhere."""
        if len(self.lists.held) == len(self._entries):
            choices = self.lists.choose()
            return choices, None if self.near.asked else ""
        if not self._cache:
            return self.lists.choose(), None
        kept_as = self._kept_as or written(self._entries)
        of = made_of(kept_as, self._rule)
        kept = None if self._kept_as else load_lists(self._cache, of)
        if kept:
            return kept[1], kept[0]
        choices = self.lists.choose()
        self.near.keep()
        return choices, save_lists(self._cache, of, kept_as, choices)


def _item(entry: Entry, read: Callable[[str], Sequence[Runs]]) -> Item:
    """The story as it weighs."""
    weighs = not (entry.held and entry.held.corrected)
    return Item(entry.key, entry.when, entry.languages, partial(read, entry.key), entry.digest, weighs)


def _rule(rule: RelatedNewsSettings) -> Rule:
    weights = (rule.title_weight, rule.lead_weight, 1)
    return Rule(weights, rule.longest_gram, rule.idf_power, rule.common, rule.alike)
