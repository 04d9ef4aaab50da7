"""Kept index: what was indexed last time, under CACHE_PATH. Advisory: without it the same lists come out, only later.

Of an index of some stories more these are taken out. Whatever else does not agree (another text, another rule, a broken
or missing file) is as if nothing had been kept.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from hashlib import blake2b
from itertools import accumulate
from pathlib import Path

import numpy as np

from . import arrays
from .arrays import Row
from .index import Index
from .item import Item, Rule
from .kept_grams import KeptGrams

_VERSION = 4
_NAME = "index"
_NAMES = tuple(one.name for one in fields(Index))
_FEW = 64
"""Stories taken out of an index; to leave out more it is made anew."""


@dataclass(frozen=True, slots=True)
class Found:
    """An index of the stories that were asked for."""

    of: str
    """A digest of what it is, or shall be, made of."""
    index: Index | None
    """Its arrays may be mapped into memory."""
    whole: bool = False
    """Whether it is kept so."""


def load(folder: Path, items: Sequence[Item], rule: Rule, grams: KeptGrams) -> Found:
    """The kept index of exactly these stories under this rule.

    ``grams`` tell what stories said that it has and that are not among these.
    """
    wanted = arrays.stories(items)
    of = _made_of(wanted, rule)
    try:
        told = arrays.tell(folder, _NAME)
        if told.of != _made_of(told.stories, rule):
            return Found(of, None)
        kept = arrays.rows(told.stories)
        gone = [] if told.of == of else _missing(kept, arrays.rows(wanted))
        if gone is None:
            return Found(of, None)
        index = Index(*(arrays.load(folder, name, told.checksums[name]) for name in _NAMES))
        return Found(of, _without(index, kept, gone, rule, grams)) if gone else Found(of, index, told.of == of)
    except arrays.BROKEN:
        return Found(of, None)


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
    first = list(accumulate((len(spoken) for _, spoken, _ in kept), initial=0))
    said = []
    for key, _, digest in (kept[place] for place in gone):
        texts = grams.find(key, int(digest))
        if texts is None:
            return None
        said += [one.grams for one in texts]
    numbers = [text for place in gone for text in range(first[place], first[place + 1])]
    return index.without(numbers, np.concatenate(said), rule)


def _made_of(stories: str, rule: Rule) -> str:
    """A digest of version, rule, and the stories with their texts in their order."""
    head = json.dumps([_VERSION, np.__version__, asdict(rule)])
    return blake2b(f"{head}\n{stories}".encode(), digest_size=16).hexdigest()
