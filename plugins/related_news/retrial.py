"""Retrial: lists chosen again after bodies of some stories were edited, from what was kept of all others."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from plugins.newsroom.bulletin import Bulletin
from plugins.newsroom.revision import FarReaching

from .chooser import Chooser
from .entries import entry_of, texts_of
from .frozen import Line
from .kept_lists import load_sealed, plain, rewritten
from .settings import RelatedNewsSettings
from .syllables import Runs


def choose_again(bulletin: Bulletin, told: Mapping[str, Line], rule: RelatedNewsSettings, cache: Path) -> str | None:
    """The seal of what is chosen now, the same as was published with ``bulletin.lists``; FarReaching if it is not.

    The bulletin holds the edited stories only; ``told`` are their lists, as far as they were frozen.
    """
    kept = load_sealed(cache, bulletin.lists or "")
    if kept is None:
        raise FarReaching
    edited = {key: entry_of(story, told.get(key)) for key, story in bulletin.stories.items()}
    anew = {}
    for place, entry in enumerate(kept.entries):
        if entry.key in edited:
            one = anew[place] = edited[entry.key]._replace(refused=entry.refused)
            if (one.when, one.languages, one.held is None) != (entry.when, entry.languages, entry.held is None):
                raise FarReaching
    now = [anew.get(place, entry) for place, entry in enumerate(kept.entries)]

    def read(key: str) -> Sequence[Runs]:
        """Who has to read a text that is as it was, reads them all."""
        if key not in edited:
            raise FarReaching
        return texts_of(bulletin.stories[key])

    choices, seal = Chooser(now, read, rule, cache, rewritten(kept.kept_as, anew)).choose()
    if list(map(plain, choices)) != kept.choices:
        raise FarReaching
    return seal
