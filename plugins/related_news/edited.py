"""Edited: an index from which texts go and to which texts come, worked out from the old one in a fraction of the time.

Only the entries of the grams that come or go are worked out; between them all is copied as it stands.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .grams import Positions, UInt8, UInt32, distinct, find, stretches
from .index import Index, assembled, ceiling, number_for, starts_after
from .item import Rule


@dataclass(frozen=True, slots=True)
class Said:
    """Grams of texts: which text has which gram, and how often."""

    texts: NDArray[Any]
    grams: UInt32
    levels: UInt8


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of the texts of an index. Those that stay keep their order."""

    goes: NDArray[np.bool_]
    """Whether a text goes."""
    numbers: NDArray[np.int64]
    """The number of a text that stays, as it is called from now on; that of the one before for one that goes."""
    had: UInt32
    """All grams of the texts that go, text by text."""
    come: Said
    """The texts that come, by their numbers from now on."""
    others: Said
    """The texts that stay and had a gram of these for themselves."""
    count: int
    """How many texts there are from now on."""

    @property
    def in_place(self) -> bool:
        """Whether all texts that stay are called as before."""
        return self.count == len(self.goes) and bool((self.numbers == np.arange(self.count))[~self.goes].all())


@dataclass(frozen=True, slots=True)
class Edited:
    """What came out."""

    index: Index
    touched: Positions
    """The texts that come or whose words weigh differently."""
    lone: UInt32
    """Grams that a text has for itself from now on,"""
    owners: NDArray[Any]
    """and the number of this text."""


class _Some(NamedTuple):
    """Some grams of an index with their entries."""

    grams: UInt32
    at: Positions
    """Where each stands in the index, or would."""
    known: NDArray[np.bool_]
    """Whether it does."""
    begin: NDArray[np.int64]
    """Where its entries begin."""
    sizes: NDArray[np.int64]
    texts: NDArray[Any]
    levels: UInt8

    @property
    def rows(self) -> Positions:
        """Of each entry, which of the grams it is of."""
        return np.repeat(np.arange(len(self.grams)), self.sizes)


def edited(index: Index, change: Change, rule: Rule) -> Edited | None:
    """The index after the change.

    None where a gram that was too common may be no more, and its entries are not known.
    """
    excess = _excess(index, change.had, change.come.grams)
    if (excess <= ceiling(change.count, rule)).any():
        return None
    old = _some(index, distinct(np.concatenate([change.had, change.come.grams])))
    rows, texts, levels = _entries(old, change)
    sizes = np.bincount(rows, minlength=len(old.grams))
    single = sizes[rows] == 1
    new = old._replace(sizes=np.where(sizes > 1, sizes, 0), texts=texts[~single], levels=levels[~single])
    made = _joined(index, old, new, change, excess, rule)
    return Edited(made, _touched(old, sizes, change), old.grams[rows[single]], texts[single])


def _excess(index: Index, had: UInt32, come: UInt32) -> UInt32:
    """How many texts have each gram without entries."""
    excess = index.excess.copy()
    common = np.flatnonzero(index.starts[1:] == index.starts[:-1])
    for change, grams in ((np.subtract, had), (np.add, come)):
        number = find(common, index.find(grams))
        change.at(excess, number[number >= 0], 1)
    return excess


def _some(index: Index, grams: UInt32) -> _Some:
    """These grams (rising), but for those that are there without entries."""
    places = index.find(grams)
    known = places >= 0
    used = np.flatnonzero(~known | (index.starts[places + known] > index.starts[places]))
    grams, known = grams[used], known[used]
    at = np.searchsorted(index.grams, grams)
    begin = index.starts[at].astype(np.int64)
    sizes = index.starts[at + known] - begin
    entries = stretches(begin, sizes)
    return _Some(grams, at, known, begin, sizes, index.texts[entries], index.levels[entries])


def _entries(old: _Some, change: Change) -> tuple[Positions, NDArray[Any], UInt8]:
    """(which of the grams, text, level) of all entries from now on, as an index has them."""
    stay = np.flatnonzero(~change.goes[old.texts])
    columns: list[tuple[NDArray[Any], ...]] = [(old.rows[stay], change.numbers[old.texts[stay]], old.levels[stay])]
    for said in (change.come, change.others):
        row = find(old.grams, said.grams)
        here = np.flatnonzero(row >= 0)
        columns.append((row[here], said.texts[here], said.levels[here]))
    rows, texts, levels = (np.concatenate(column).astype(np.uint64) for column in zip(*columns, strict=True))
    packed = np.sort(rows << np.uint64(40) | texts << np.uint64(8) | levels)
    return (packed >> np.uint64(40)).astype(np.intp), (packed >> np.uint64(8)).astype(np.uint32), packed.astype(np.uint8)


def _touched(old: _Some, sizes: NDArray[np.int64], change: Change) -> Positions:
    """The texts that have a gram which is rarer or commoner now: all, if there are more or fewer texts."""
    if change.count != len(change.goes):
        return np.arange(change.count)
    texts = old.texts[(sizes != old.sizes)[old.rows]]
    stay = change.numbers[texts[~change.goes[texts]]]
    return distinct(np.concatenate([stay, change.come.texts, change.others.texts])).astype(np.intp)


def _joined(index: Index, old: _Some, new: _Some, change: Change, excess: UInt32, rule: Rule) -> Index:
    """The index with these entries in place of the old ones. Arrays that stay as they are, are the same."""
    kind = number_for(change.count)
    grams, starts, texts, entries = index.grams, index.starts, index.texts, (old.begin, old.sizes)
    sized = np.array_equal(new.sizes, old.sizes)
    if not (sized and change.in_place and np.array_equal(new.texts, old.texts)):
        texts = texts if change.in_place else change.numbers.astype(kind)[texts]
        texts = _spliced(texts, *entries, new.texts.astype(kind), new.sizes)
    levels = _spliced(index.levels, *entries, new.levels, new.sizes)
    if not sized:
        listed, lines = new.sizes > 0, (old.at, old.known.astype(np.int64))
        grams = grams if np.array_equal(listed, old.known) else _spliced(grams, *lines, new.grams[listed], listed)
        starts = starts_after(_spliced(np.diff(starts), *lines, new.sizes[listed].astype(np.uint32), listed))
    excess = index.excess if np.array_equal(index.excess, excess) else excess
    if change.count == len(change.goes):
        squares, left = np.zeros(change.count), index.squares - index.squares_of(old.texts, old.levels, old.sizes, rule)
        squares[change.numbers[~change.goes]] = left[~change.goes]
        made = Index(grams, starts, texts, levels, squares, excess)
        squares += made.squares_of(new.texts, new.levels, new.sizes, rule)
        if index.exact(rule) and made.exact(rule):
            return made
    return assembled(grams, starts, texts, levels, change.count, excess, rule)


def _spliced(
    old: NDArray[Any], begin: Positions, sizes: NDArray[np.int64], new: NDArray[Any], new_sizes: NDArray[Any]
) -> NDArray[Any]:
    """The old numbers with so many new ones in place of those from each of the places on."""
    pieces: list[NDArray[Any]] = []
    at = taken = 0
    for first, after, end in zip(begin.tolist(), (begin + sizes).tolist(), np.cumsum(new_sizes).tolist(), strict=True):
        pieces += old[at:first], new[taken:end]
        at, taken = after, end
    return np.concatenate([*pieces, old[at:]])
