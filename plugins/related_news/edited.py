"""Edited: an index some texts of which say something else now, worked out from the old one in a tenth of the time."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .grams import Positions, UInt8, UInt32, stretches
from .index import Index, assembled, ceiling
from .item import Rule


@dataclass(frozen=True, slots=True)
class Said:
    """Grams of texts: which text has which gram, and how often."""

    texts: NDArray[Any]
    grams: UInt32
    levels: UInt8


def edited(index: Index, had: UInt32, now: Said, others: Said, rule: Rule) -> tuple[Index, Positions] | None:
    """The index where the texts in ``now`` say that instead of what they ``had``, and the texts whose words weigh differently.

    ``others`` are the texts that had a gram of ``now`` for themselves. None where a gram that was too common may be no more,
    and its entries are not known.
    """
    excess = _excess(index, had, now.grams)
    if (excess <= ceiling(len(index.norms), rule)).any():
        return None
    new = _entries(index, now, others)
    unheard = np.unique(new.grams[index.find(new.grams) < 0])
    at = np.searchsorted(index.grams, unheard)
    grams = np.insert(index.grams, at, unheard)
    begin = np.insert(index.starts[:-1].astype(np.int64), at, index.starts[at])
    sizes = np.diff(begin, append=len(index.texts))
    listed = np.insert(index.starts[1:] > index.starts[:-1], at, True)

    row = np.searchsorted(grams, new.grams)
    place = _places(index, begin[row], sizes[row], new.texts)
    stays = ~np.isin(np.arange(len(index.norms)), now.texts)[index.texts]
    owner = np.searchsorted(begin, np.flatnonzero(~stays), "right") - 1
    sizes += np.bincount(row, minlength=len(grams)) - np.bincount(owner, minlength=len(grams))
    stays = np.insert(stays, place, True)
    texts, levels = (np.insert(*one)[stays] for one in ((index.texts, place, new.texts), (index.levels, place, new.levels)))

    single = (np.cumsum(sizes) - sizes)[listed & (sizes == 1)]
    kept = ~listed | (sizes > 1)
    columns = np.delete(texts, single), np.delete(levels, single)
    made = assembled(grams[kept], sizes[kept], *columns, len(index.norms), excess, rule)
    return made, _touched(index, had, now, others)


def _excess(index: Index, had: UInt32, now: UInt32) -> UInt32:
    """How many texts have each gram without entries."""
    excess = index.excess.copy()
    common = index.starts[1:] == index.starts[:-1]
    number = np.cumsum(common) - 1
    for change, grams in ((np.subtract, had), (np.add, now)):
        places = index.find(grams)
        places = places[places >= 0]
        change.at(excess, number[places[common[places]]], 1)
    return excess


def _entries(index: Index, now: Said, others: Said) -> Said:
    """The entries that come, in the order of an index: none of grams that are there without entries."""
    places = index.find(now.grams)
    listed = np.flatnonzero((places < 0) | (index.starts[places + 1] > index.starts[places]))
    texts = np.concatenate([now.texts[listed], others.texts])
    grams = np.concatenate([now.grams[listed], others.grams])
    rising = np.lexsort((texts, grams))
    return Said(texts[rising], grams[rising], np.concatenate([now.levels[listed], others.levels])[rising])


def _places(index: Index, begin: Positions, sizes: NDArray[np.int64], texts: Positions) -> Positions:
    """Where the texts come among the entries that begin there: before the first that is not lower."""
    lower = index.texts[stretches(begin, sizes)] < np.repeat(texts, sizes)
    counted = np.concatenate([[0], np.cumsum(lower)])
    ends = np.cumsum(sizes)
    return np.asarray(begin + counted[ends] - counted[ends - sizes], np.intp)


def _touched(index: Index, had: UInt32, now: Said, others: Said) -> Positions:
    """The texts that have a gram which is rarer or commoner now."""
    grams, number = np.unique(np.concatenate([had, now.grams]), return_inverse=True)
    change = np.bincount(number, np.repeat([-1, 1], [len(had), len(now.grams)]), len(grams))
    places = index.find(grams[change != 0])
    places = places[places >= 0]
    begin = index.starts[places].astype(np.int64)
    entries = stretches(begin, index.starts[places + 1].astype(np.int64) - begin)
    return np.unique(np.concatenate([index.texts[entries], now.texts, others.texts])).astype(np.intp)
