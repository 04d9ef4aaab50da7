"""Kept grams: what the texts of stories were counted into, under CACHE_PATH, so that who ranks anew neither reads nor counts
them again.

Advisory, by the digest of a story's files: what is not kept is read and counted. Rows hold plain numbers: of each text its
grams and shingles (uint32), then of each its levels (uint8).
"""

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from plugins.newsroom.shelf import Shelf, digest

from .grams import Grams, Positions, UInt8, UInt32, find
from .item import Item, Rule

_CODE = ("syllables.py", "grams.py", "kept_grams.py")
_SPARE = 64
"""Stories that may be kept as they were before: to look for them takes as long as to choose some lists."""


class KeptGrams:
    """The counted texts of stories, in ``folder``."""

    def __init__(self, folder: Path, rule: Rule) -> None:
        self._file, self._rule = folder / "grams.db", rule

    @cached_property
    def _shelf(self) -> Shelf:
        code = [Path(__file__).with_name(name).read_bytes() for name in _CODE]
        told = json.dumps([np.__version__, unicodedata.unidata_version, sys.byteorder, self._rule.weights, self._rule.longest])
        return Shelf(self._file, digest(*code, told).hex(), few=True)

    def find(self, story: str, files: int) -> list[Grams] | None:
        """The texts of the story when its files had this digest, or None."""
        kept = self._shelf.data(_place(story, files))
        return None if kept is None else _unpack(kept)

    def put(self, story: str, files: int, texts: Sequence[Grams]) -> None:
        """Keep the texts of the story."""
        self._shelf.put(_place(story, files), "", _pack(texts))

    def having(self, asked: Iterable[tuple[str, int]], wanted: UInt32) -> tuple[Positions, Positions, UInt32, UInt8] | None:
        """(which of the stories, which of its texts, gram, level): which texts of these stories, told by key and digest, have
        which of the grams (rising).

        None if a story is not kept.
        """
        found = [(*(np.empty(0, np.intp),) * 2, np.empty(0, np.uint32), np.empty(0, np.uint8))]
        for number, story in enumerate(asked):
            said = self.find(*story)
            if said is None:
                return None
            for text, one in enumerate(said):
                here = np.flatnonzero(find(wanted, one.grams) >= 0)
                found.append((np.full(len(here), number), np.full(len(here), text), one.grams[here], one.levels[here]))
        stories, texts, grams, levels = map(np.concatenate, zip(*found, strict=True))
        return stories, texts, grams, levels

    def sweep(self, items: Sequence[Item]) -> None:
        """Throw away all but what these stories say now, if there is more than a little."""
        self._shelf.flush()
        if len(self._shelf) > len(items) + _SPARE:
            self._shelf.sweep({_place(item.key, item.digest) for item in items})


def _place(story: str, files: int) -> bytes:
    return digest(story, f"{files:08x}")


def _pack(texts: Sequence[Grams]) -> bytes:
    sizes = json.dumps([(len(one.grams), len(one.shingles)) for one in texts])
    numbers = [part.tobytes() for one in texts for part in (one.grams, one.shingles)]
    return b"\n".join([sizes.encode(), b"".join([*numbers, *(one.levels.tobytes() for one in texts)])])


def _unpack(data: bytes) -> list[Grams]:
    """Shingles are copied: they are kept longer than the rest."""
    head, _, body = data.partition(b"\n")
    sizes = json.loads(head)
    numbers = np.frombuffer(body, np.uint32, sum(map(sum, sizes)))
    levels = np.frombuffer(body, np.uint8, offset=numbers.nbytes)
    texts, at, level = [], 0, 0
    for grams, shingles in sizes:
        mid, end = at + grams, at + grams + shingles
        texts.append(Grams(numbers[at:mid], levels[level : level + grams], numbers[mid:end].copy()))
        at, level = end, level + grams
    return texts
