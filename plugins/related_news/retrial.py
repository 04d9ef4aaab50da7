"""Retrial: lists chosen again after bodies of some stories were edited, from what was kept of all others."""

from collections.abc import Mapping
from pathlib import Path

from plugins.newsroom.bulletin import Bulletin
from plugins.newsroom.revision import FarReaching

from .chooser import Chooser
from .item import Item
from .kept_lists import Entry, load_sealed, plain
from .lists import Held
from .plan import item_of
from .settings import RelatedNewsSettings
from .syllables import Runs


def choose_again(
    bulletin: Bulletin, frozen: Mapping[str, Held | None], rule: RelatedNewsSettings, cache: Path
) -> str | None:
    """The seal of what is chosen now, the same as was published with ``bulletin.lists``; FarReaching if it is not.

    The bulletin holds the edited stories only; ``frozen`` are their lists, as far as they are frozen and still hold.
    """
    kept = load_sealed(cache, bulletin.lists or "")
    if kept is None:
        raise FarReaching
    entries, before = kept
    edited = {key: item_of(story) for key, story in bulletin.stories.items()}
    items = [edited.get(entry.key) or _item(entry) for entry in entries]
    for item, entry in zip(items, entries, strict=True):
        now = (item.when, item.languages, frozen.get(item.key, entry.held) is None)
        if now != (entry.when, entry.languages, entry.held is None):
            raise FarReaching
    held = {entry.key: frozen.get(entry.key) or entry.held for entry in entries if entry.held}
    choices, seal = Chooser(items, [entry.refused for entry in entries], held, rule, cache).choose()
    if list(map(plain, choices)) != list(map(plain, before)):
        raise FarReaching
    return seal


def _item(entry: Entry) -> Item:
    """A story whose texts are as they were: whoever has to read one, reads them all."""

    def read() -> list[Runs]:
        raise FarReaching

    return Item(entry.key, entry.when, entry.languages, read, lambda: entry.digest)
