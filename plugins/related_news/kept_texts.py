"""Kept texts: stories as numbered syllables, under CACHE_PATH, so that who ranks anew need not read and split all bodies.

Advisory, by the digest of a story's files: what is not kept is read.
"""

import json
import unicodedata
import zlib
from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from pathlib import Path

from plugins.newsroom.shelf import Shelf, digest

from .syllables import Runs


class KeptTexts:
    """The texts of stories, in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "texts.db"

    @cached_property
    def _shelf(self) -> Shelf:
        code = Path(__file__).with_name("syllables.py").read_bytes()
        return Shelf(self._file, digest(code, unicodedata.unidata_version).hex(), few=True)

    def read(self, story: str, files: int, make: Callable[[], Sequence[Runs]]) -> Sequence[Runs]:
        """The texts of the story whose files have this digest; what ``make`` gives, which is kept, if they are not there."""
        texts: Sequence[Runs] | None = self.find(story, files)
        if texts is None:
            texts = make()
            self._shelf.put(_place(story, files), "", _pack(texts))
        return texts

    def find(self, story: str, files: int) -> list[Runs] | None:
        """The texts of the story when its files had this digest, or None."""
        kept = self._shelf.data(_place(story, files))
        return None if kept is None else _unpack(kept)

    def sweep(self, stories: Iterable[tuple[str, int]]) -> None:
        """Throw away all but these: (story, digest of its files)."""
        self._shelf.sweep({_place(*one) for one in stories})


def _place(story: str, files: int) -> bytes:
    return digest(story, f"{files:08x}")


def _pack(texts: Sequence[Runs]) -> bytes:
    """Zone and length of each run of each text, a line, then all syllables."""
    told = json.dumps([[(zone, len(run)) for zone, run in text] for text in texts])
    return zlib.compress(b"\n".join([told.encode(), b"".join(run for text in texts for _, run in text)]), 1)


def _unpack(data: bytes) -> list[Runs]:
    told, _, numbers = zlib.decompress(data).partition(b"\n")
    texts = json.loads(told)
    cuts = pairwise(accumulate((8 * length for text in texts for _, length in text), initial=0))
    return [[(zone, array("Q", numbers[slice(*next(cuts))])) for zone, _ in text] for text in texts]
