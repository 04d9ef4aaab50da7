"""Kept index: what was indexed last time, under CACHE_PATH. Advisory: without it the same lists come out, only later.

Where few stories come, go or say something else, the index is changed so. Whatever else does not agree (another order, another
rule, a broken or missing file) is as if nothing had been kept.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from hashlib import blake2b
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from . import arrays
from .arrays import Row
from .edited import Change, Said, edited
from .grams import UInt32
from .index import Index
from .item import Item, Rule
from .kept_grams import KeptGrams
from .texts import Texts

_VERSION = 4
_NAME = "index"
_NAMES = tuple(one.name for one in fields(Index))
_FEW = 64
"""Stories that may come, and that may go; for more the index is made anew."""


@dataclass(frozen=True, slots=True)
class Found:
    """An index of the stories that were asked for, in their order."""

    of: str
    """A digest of what it is, or shall be, made of."""
    index: Index | None = None
    """Its arrays may be mapped into memory."""
    since: str = ""
    """The digest of the kept one from which it was worked out; it weighs all as that does but for some stories."""
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
    change = _change(rows, now, items, index, rule, grams)
    made = edited(index, change, rule) if change else None
    if made is None:
        return Found(of)
    touched = np.unique(np.searchsorted(_first(now), made[1], "right") - 1)
    return Found(of, made[0], told.of, tuple(touched.tolist()))


def save(folder: Path, items: Sequence[Item], rule: Rule, index: Index) -> None:
    """Keep the index of these stories."""
    told = arrays.stories(items)
    arrays.save(folder, _NAME, _made_of(told, rule), told, {name: getattr(index, name) for name in _NAMES})


def _change(
    kept: Sequence[Row], now: Sequence[Row], items: Sequence[Item], index: Index, rule: Rule, grams: KeptGrams
) -> Change | None:
    """What has to become of the kept index, if few stories come or go and it is known what they said."""
    before, after = set(kept), set(now)
    gone = [place for place, row in enumerate(kept) if row not in after]
    come = [place for place, row in enumerate(now) if row not in before]
    same_order = [row for row in kept if row in after] == [row for row in now if row in before]
    had = _had([kept[place] for place in gone], grams) if same_order and max(len(gone), len(come)) <= _FEW else None
    if had is None:
        return None
    goes, comes = _marked(kept, gone), _marked(now, come)
    numbers = np.zeros(len(goes), np.int64)
    numbers[~goes] = np.flatnonzero(~comes)
    text, names, levels = Texts([items[place] for place in come], rule, grams).line(range(int(comes.sum())))
    unheard = np.setdiff1d(names[index.find(names) < 0], had)
    stay = np.delete(np.arange(len(now)), come)
    others = grams.having([items[place] for place in stay.tolist()], unheard)
    if others is None:
        return None
    owners = np.array(_first(now))[stay[others[0]]] + others[1]
    said = Said(np.flatnonzero(comes)[text], names, levels)
    return Change(goes, np.maximum.accumulate(numbers), had, said, Said(owners, *others[2:]), len(comes))


def _had(rows: Iterable[Row], grams: KeptGrams) -> UInt32 | None:
    """The grams of the stories' texts, one after another, if all are kept."""
    said = [grams.find(key, int(digest)) for key, _, digest in rows]
    grams_of = (text.grams for texts in said for text in texts or ())
    return None if None in said else np.concatenate([np.empty(0, np.uint32), *grams_of])


def _first(kept: Sequence[Row]) -> list[int]:
    """The numbers of the stories' first texts, and how many texts there are."""
    return list(accumulate((len(spoken) for _, spoken, _ in kept), initial=0))


def _marked(rows: Sequence[Row], places: Sequence[int]) -> NDArray[np.bool_]:
    """Of all texts those of the stories at these places."""
    marks = np.zeros(len(rows), bool)
    marks[places] = True
    return np.repeat(marks, [len(spoken) for _, spoken, _ in rows])


def _made_of(stories: str, rule: Rule) -> str:
    """A digest of version, rule, and the stories with their texts in their order."""
    head = json.dumps([_VERSION, np.__version__, asdict(rule)])
    return blake2b(f"{head}\n{stories}".encode(), digest_size=16).hexdigest()
