"""Retrial: lists chosen again after bodies of some stories were edited, from what was kept of all others."""

from collections.abc import Mapping
from pathlib import Path

from plugins.newsroom.bulletin import Bulletin
from plugins.newsroom.revision import FarReaching

from .chooser import Chooser
from .item import Item
from .kept_lists import Entry, load_sealed, plain
from .plan import item_of
from .settings import RelatedNewsSettings
from .syllables import Runs


def choose_again(bulletin: Bulletin, hold: Mapping[str, bool], rule: RelatedNewsSettings, cache: Path) -> str | None:
    """The seal of what is chosen now, the same as was published with ``bulletin.lists``; FarReaching if it is not.

    The bulletin holds the edited stories only; ``hold`` tells whether they have a frozen list that still holds.
    """
    kept = load_sealed(cache, bulletin.lists or "")
    if kept is None:
        raise FarReaching
    entries, before = kept
    edited = {key: item_of(story) for key, story in bulletin.stories.items()}
    items = [edited.get(entry.key) or _item(entry) for entry in entries]
    for item, entry in zip(items, entries, strict=True):
        as_it_was = (item.when, item.languages, hold.get(item.key, entry.held is not None))
        if as_it_was != (entry.when, entry.languages, entry.held is not None):
            raise FarReaching
    held = {entry.key: entry.held for entry in entries if entry.held}
    choices, seal = Chooser(items, [entry.refused for entry in entries], held, rule, cache).choose()
    if list(map(plain, choices)) != list(map(plain, before)):
        raise FarReaching
    return seal


def _item(entry: Entry) -> Item:
    """A story whose texts are as they were: whoever has to read one, reads them all."""

    def read() -> list[Runs]:
        raise FarReaching

    return Item(entry.key, entry.when, entry.languages, read, lambda: entry.digest)
