"""Kept index: what was indexed last time, under CACHE_PATH. Advisory: without it the same lists come out, only later.

Where few stories come, go or say something else, the index is changed so. Whatever else does not agree (another order, another
rule, a broken or missing file) is as if nothing had been kept.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from hashlib import blake2b
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import arrays
from .arrays import Row
from .edited import Change, Said, edited
from .grams import UInt32, distinct, find
from .index import Index
from .item import Item, Rule
from .kept_grams import KeptGrams
from .lone import Lone, Table
from .texts import Texts

_VERSION = 5
_NAME = "index"
_NAMES = tuple(one.name for one in fields(Index))
_LONE = tuple(f"lone_{name}" for name in Table._fields)
_LATE = ("late_numbers", "late_grams", "late_texts")
_FEW = 64
"""Stories that may come, and that may go; for more the index is made anew."""


@dataclass(frozen=True, slots=True)
class Found:
    """An index of the stories that were asked for, in their order."""

    of: str
    """A digest of what it is, or shall be, made of,"""
    stories: str
    """the stories, as arrays.py writes them."""
    index: Index | None = None
    """Its arrays may be mapped into memory."""
    lone: Lone | None = None
    """The grams it lacks."""
    stays: Mapping[str, int] = field(default_factory=dict)
    """Its arrays that are kept as they are, and their checksums."""
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
    nothing = Found(_made_of(wanted, rule), wanted)
    try:
        told = arrays.tell(folder, _NAME)
        if told.of != _made_of(told.stories, rule):
            return nothing
        index = Index(*(arrays.load(folder, name, told.checksums[name]) for name in _NAMES))
        lone = _lone(folder, told)
    except arrays.BROKEN:
        return nothing
    if told.of == nothing.of:
        return replace(nothing, index=index, lone=lone, since=told.of)
    now = arrays.rows(wanted)
    change = None if lone.crowded else _change(arrays.rows(told.stories), now, items, index, lone, grams, rule)
    made = edited(index, change, rule) if change else None
    if change is None or made is None:
        return nothing
    touched = distinct(np.searchsorted(_first(now), made.touched, "right") - 1)
    names = [*_LONE, *(name for name in _NAMES if getattr(made.index, name) is getattr(index, name))]
    return Found(
        nothing.of,
        wanted,
        made.index,
        lone.changed(change.goes, change.numbers, made.lone, made.owners),
        {name: told.checksums[name] for name in names},
        told.of,
        tuple(touched.tolist()),
    )


def _lone(folder: Path, told: arrays.Told) -> Lone:
    """The kept grams that the index lacks. Most of it is fetched when it is asked for: many an edit brings no new gram."""

    def kept(names: Iterable[str]) -> Iterator[Any]:
        return (arrays.load(folder, name, told.checksums[name]) for name in names)

    return Lone(lambda: Table(*kept(_LONE)), *kept(_LATE))


def save(folder: Path, found: Found, index: Index, lone: Lone) -> None:
    """Keep the index that was not found, or worked out."""
    columns = {name: getattr(index, name) for name in _NAMES} | {name: getattr(lone, name[5:]) for name in _LATE}
    if not found.stays:
        columns |= zip(_LONE, lone.told(), strict=True)
    arrays.save(folder, _NAME, found.of, found.stories, columns, found.stays)


def _change(
    kept: Sequence[Row], now: Sequence[Row], items: Sequence[Item], index: Index, lone: Lone, grams: KeptGrams, rule: Rule
) -> Change | None:
    """What has to become of the kept index, if few stories come or go and it is known what they said."""
    places = arrays.places(kept, now)
    gone, come = np.flatnonzero(places < 0).tolist(), np.flatnonzero(~arrays.marked(len(now), places)).tolist()
    same_order = (np.diff(places[places >= 0]) > 0).all()
    had = _had([kept[place] for place in gone], grams) if same_order and max(len(gone), len(come)) <= _FEW else None
    if had is None:
        return None
    goes, comes = _marked(kept, gone), _marked(now, come)
    numbers = np.zeros(len(goes), np.int64)
    numbers[~goes] = np.flatnonzero(~comes)
    numbers = np.maximum.accumulate(numbers)
    text, names, levels = Texts([items[place] for place in come], rule, grams).line(range(int(comes.sum())))
    unheard = distinct(names[index.find(names) < 0])
    others = _others(kept, goes, unheard[find(distinct(had), unheard) < 0], lone, grams)
    if others is None:
        return None
    said = Said(np.flatnonzero(comes)[text], names, levels)
    return Change(goes, numbers, had, said, replace(others, texts=numbers[others.texts]), len(comes))


def _others(
    kept: Sequence[Row], goes: NDArray[np.bool_], unheard: UInt32, lone: Lone, grams: KeptGrams
) -> Said | None:
    """The texts that stay, by their old numbers, and have one of these grams for themselves, if it is known who does."""
    try:
        texts = lone.perhaps(unheard) if len(unheard) else np.empty(0, np.intp)
    except arrays.BROKEN:
        return None
    first = np.array(_first(kept))
    stories = distinct(np.searchsorted(first, texts[~goes[texts]], "right") - 1)
    asked = [kept[story] for story in stories.tolist()]
    found = grams.having([(key, int(digest)) for key, _, digest in asked], unheard)
    return Said(first[stories[found[0]]] + found[1], *found[2:]) if found else None


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
