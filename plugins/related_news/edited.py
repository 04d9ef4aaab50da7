"""Edited: an index some texts of which say something else now, worked out from the old one in a tenth of the time."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .grams import Positions, UInt8, UInt32, lengths_of, starts_of, stretches
from .index import Index, assembled, ceiling
from .item import Rule
from .parted import HIGH


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
    sizes = np.diff(index.starts).astype(np.int64)
    stays = ~np.isin(np.arange(len(index.norms)), now.texts)[index.texts]
    keys = (np.repeat(index.grams, sizes).astype(np.uint64) << HIGH | index.texts)[stays]
    places = index.find(now.grams)
    listed = np.flatnonzero((places < 0) | (sizes[places] > 0))
    new = np.concatenate([now.texts[listed], others.texts]).astype(np.uint64)
    new |= np.concatenate([now.grams[listed], others.grams]).astype(np.uint64) << HIGH
    rising = np.argsort(new)
    at = np.searchsorted(keys, new[rising])
    keys = np.insert(keys, at, new[rising])
    levels = np.insert(index.levels[stays], at, np.concatenate([now.levels[listed], others.levels])[rising])
    made = _listed(keys, levels, index.grams[sizes == 0], excess, len(index.norms), rule)
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


def _listed(keys: NDArray[np.uint64], levels: UInt8, common: UInt32, excess: UInt32, texts: int, rule: Rule) -> Index:
    """An index of these entries, but for grams of one text only, and of the ``common`` grams without entries."""
    names = (keys >> HIGH).astype(np.uint32)
    first = starts_of(names)
    counts = lengths_of(first, len(names))
    entries = np.flatnonzero(np.repeat(counts >= 2, counts))
    grams = np.concatenate([names[first[counts >= 2]], common])
    rising = np.argsort(grams, kind="stable")
    sizes = np.concatenate([counts[counts >= 2], np.zeros(len(common), np.int64)])[rising]
    return assembled(grams[rising], sizes, keys[entries].astype(np.uint32), levels[entries], texts, excess, rule)


def _touched(index: Index, had: UInt32, now: Said, others: Said) -> Positions:
    """The texts that have a gram which is rarer or commoner now."""
    grams, number = np.unique(np.concatenate([had, now.grams]), return_inverse=True)
    change = np.bincount(number, np.repeat([-1, 1], [len(had), len(now.grams)]), len(grams))
    places = index.find(grams[change != 0])
    places = places[places >= 0]
    begin = index.starts[places].astype(np.int64)
    entries = stretches(begin, index.starts[places + 1].astype(np.int64) - begin)
    return np.unique(np.concatenate([index.texts[entries], now.texts, others.texts])).astype(np.intp)
