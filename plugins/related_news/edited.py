"""Edited: an index from which texts go and to which texts come, worked out from the old one in a fraction of the time."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .grams import Positions, UInt8, UInt32, stretches
from .index import Index, assembled, ceiling, number_for
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


def edited(index: Index, change: Change, rule: Rule) -> tuple[Index, Positions] | None:
    """The index after the change, and the texts that come or whose words weigh differently.

    None where a gram that was too common may be no more, and its entries are not known.
    """
    excess = _excess(index, change.had, change.come.grams)
    if (excess <= ceiling(change.count, rule)).any():
        return None
    new = _entries(index, change.come, change.others)
    called = change.numbers.astype(number_for(change.count))[index.texts]
    unheard = np.unique(new.grams[index.find(new.grams) < 0])
    at = np.searchsorted(index.grams, unheard)
    grams = np.insert(index.grams, at, unheard)
    begin = np.insert(index.starts[:-1].astype(np.int64), at, index.starts[at])
    sizes = np.diff(begin, append=len(index.texts))
    listed = np.insert(index.starts[1:] > index.starts[:-1], at, True)

    row = np.searchsorted(grams, new.grams)
    place = _places(called, begin[row], sizes[row], new.texts)
    stays = ~change.goes[index.texts]
    owner = np.searchsorted(begin, np.flatnonzero(~stays), "right") - 1
    sizes += np.bincount(row, minlength=len(grams)) - np.bincount(owner, minlength=len(grams))
    stays = np.insert(stays, place, True)
    texts, levels = (np.insert(*one)[stays] for one in ((called, place, new.texts), (index.levels, place, new.levels)))

    single = (np.cumsum(sizes) - sizes)[listed & (sizes == 1)]
    kept = ~listed | (sizes > 1)
    columns = np.delete(texts, single), np.delete(levels, single)
    made = assembled(grams[kept], sizes[kept], *columns, change.count, excess, rule)
    return made, _touched(index, change)


def _excess(index: Index, had: UInt32, come: UInt32) -> UInt32:
    """How many texts have each gram without entries."""
    excess = index.excess.copy()
    common = index.starts[1:] == index.starts[:-1]
    number = np.cumsum(common) - 1
    for change, grams in ((np.subtract, had), (np.add, come)):
        places = index.find(grams)
        places = places[places >= 0]
        change.at(excess, number[places[common[places]]], 1)
    return excess


def _entries(index: Index, come: Said, others: Said) -> Said:
    """The entries that come, in the order of an index: none of grams that are there without entries."""
    places = index.find(come.grams)
    listed = np.flatnonzero((places < 0) | (index.starts[places + 1] > index.starts[places]))
    texts = np.concatenate([come.texts[listed], others.texts])
    grams = np.concatenate([come.grams[listed], others.grams])
    rising = np.lexsort((texts, grams))
    return Said(texts[rising], grams[rising], np.concatenate([come.levels[listed], others.levels])[rising])


def _places(called: NDArray[Any], begin: Positions, sizes: NDArray[np.int64], texts: Positions) -> Positions:
    """Where the texts come among the entries that begin there: before the first that is not lower."""
    lower = called[stretches(begin, sizes)] < np.repeat(texts, sizes)
    counted = np.concatenate([[0], np.cumsum(lower)])
    ends = np.cumsum(sizes)
    return np.asarray(begin + counted[ends] - counted[ends - sizes], np.intp)


def _touched(index: Index, change: Change) -> Positions:
    """The texts that have a gram which is rarer or commoner now: all, if there are more or fewer texts."""
    if change.count != len(index.norms):
        return np.arange(change.count)
    had, come = change.had, change.come.grams
    grams, number = np.unique(np.concatenate([had, come]), return_inverse=True)
    more = np.bincount(number, np.repeat([-1, 1], [len(had), len(come)]), len(grams))
    places = index.find(grams[more != 0])
    places = places[places >= 0]
    begin = index.starts[places].astype(np.int64)
    entries = stretches(begin, index.starts[places + 1].astype(np.int64) - begin)
    texts = index.texts[entries]
    stay = change.numbers[texts[~change.goes[texts]]]
    return np.unique(np.concatenate([stay, change.come.texts, change.others.texts])).astype(np.intp)
