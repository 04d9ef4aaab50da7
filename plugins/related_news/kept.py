"""Kept index: what was indexed last time, under CACHE_PATH. Advisory: without it the same lists come out, only later.

Of an index of some stories more these are taken out, and where stories were edited their words are exchanged. Whatever else
does not agree (another order, another rule, a broken or missing file) is as if nothing had been kept.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from hashlib import blake2b
from itertools import accumulate
from pathlib import Path

import numpy as np

from . import arrays
from .arrays import Row
from .edited import Said, edited
from .grams import UInt32
from .index import Index
from .item import Item, Rule
from .kept_grams import KeptGrams
from .texts import Texts

_VERSION = 4
_NAME = "index"
_NAMES = tuple(one.name for one in fields(Index))
_FEW = 64
"""Stories taken out of an index, or edited in it; for more it is made anew."""


@dataclass(frozen=True, slots=True)
class Found:
    """An index of the stories that were asked for, in their order."""

    of: str
    """A digest of what it is, or shall be, made of."""
    index: Index | None = None
    """Its arrays may be mapped into memory."""
    since: str = ""
    """The digest of the kept one, if it weighs all as that does but for some stories."""
    touched: tuple[int, ...] = ()
    """These: the places of all that say something else, or whose words are rarer or commoner now."""

    @property
    def whole(self) -> bool:
        """Whether it is kept so."""
        return self.of == self.since


def load(folder: Path, items: Sequence[Item], rule: Rule, grams: KeptGrams) -> Found:
    """The kept index of exactly these stories under this rule.

    ``grams`` tell what stories said that it has and that are not among these, or say something else now.
    """
    wanted = arrays.stories(items)
    of = _made_of(wanted, rule)
    try:
        told = arrays.tell(folder, _NAME)
        if told.of != _made_of(told.stories, rule):
            return Found(of)
        index = Index(*(arrays.load(folder, name, told.checksums[name]) for name in _NAMES))
    except arrays.BROKEN:
        return Found(of)
    if told.of == of:
        return Found(of, index, of)
    rows, now = arrays.rows(told.stories), arrays.rows(wanted)
    if [row[:2] for row in rows] == [row[:2] for row in now]:
        places = [place for place, row in enumerate(rows) if row != now[place]]
        return _edited(Found(of, index, told.of), rows, items, places, rule, grams)
    gone = _missing(rows, now)
    return Found(of, None if gone is None else _without(index, rows, gone, rule, grams))


def save(folder: Path, items: Sequence[Item], rule: Rule, index: Index) -> None:
    """Keep the index of these stories."""
    told = arrays.stories(items)
    arrays.save(folder, _NAME, _made_of(told, rule), told, {name: getattr(index, name) for name in _NAMES})


def _missing(kept: Sequence[Row], wanted: Sequence[Row]) -> list[int] | None:
    """The places of the few stories that are kept and not wanted, if all others are the same in the same order; or None."""
    found = set(wanted)
    gone = [place for place, row in enumerate(kept) if row not in found]
    same = len(gone) <= _FEW and [row for row in kept if row in found] == list(wanted)
    return gone if same else None


def _without(index: Index, kept: Sequence[Row], gone: Sequence[int], rule: Rule, grams: KeptGrams) -> Index | None:
    """The index without the stories at these places, if what they said is kept."""
    had = _had([kept[place] for place in gone], grams)
    return None if had is None else index.without(_texts(kept, gone), had, rule)


def _edited(
    since: Found, kept: Sequence[Row], items: Sequence[Item], places: Sequence[int], rule: Rule, grams: KeptGrams
) -> Found:
    """The index with what the stories at these places say now, if what they said is kept."""
    anew = Found(since.of)
    had = _had([kept[place] for place in places], grams) if len(places) <= _FEW else None
    if had is None or since.index is None:
        return anew
    first = np.array(_first(kept))
    numbers = np.array(_texts(kept, places))
    text, names, levels = Texts([items[place] for place in places], rule, grams).line(range(len(numbers)))
    stay = np.delete(np.arange(len(items)), places)
    unheard = np.setdiff1d(names[since.index.find(names) < 0], had)
    others = grams.having([items[place] for place in stay.tolist()], unheard)
    if others is None:
        return anew
    owners = first[stay[others[0]]] + others[1]
    made = edited(since.index, had, Said(numbers[text], names, levels), Said(owners, *others[2:]), rule)
    if made is None:
        return anew
    index, touched = made
    stories = np.unique(np.searchsorted(first, touched, "right") - 1)
    return replace(since, index=index, touched=tuple(stories.tolist()))


def _had(rows: Iterable[Row], grams: KeptGrams) -> UInt32 | None:
    """The grams of the stories' texts, one after another, if all are kept."""
    said = [grams.find(key, int(digest)) for key, _, digest in rows]
    return None if None in said else np.concatenate([text.grams for texts in said for text in texts or ()])


def _first(kept: Sequence[Row]) -> list[int]:
    """The numbers of the stories' first texts, and how many texts there are."""
    return list(accumulate((len(spoken) for _, spoken, _ in kept), initial=0))


def _texts(kept: Sequence[Row], places: Iterable[int]) -> list[int]:
    """The numbers of the texts of the stories at these places."""
    first = _first(kept)
    return [text for place in places for text in range(first[place], first[place + 1])]


def _made_of(stories: str, rule: Rule) -> str:
    """A digest of version, rule, and the stories with their texts in their order."""
    head = json.dumps([_VERSION, np.__version__, asdict(rule)])
    return blake2b(f"{head}\n{stories}".encode(), digest_size=16).hexdigest()
