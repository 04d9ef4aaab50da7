"""Kept index: what was indexed last time, under CACHE_PATH. Advisory: without it the same lists come out, only later.

Six plain arrays (.npy, never pickle), ``stories.txt``, which tells what they were made of, and ``index.json`` with the digest
of that and the arrays' checksums. Of an index of some stories more these are taken out. Whatever else does not agree
(another text, another rule, a broken or missing file) is as if nothing had been kept.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from hashlib import blake2b
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np

from .index import Index
from .item import Item, Rule
from .kept_grams import KeptGrams

_VERSION = 4
_NAMES = tuple(one.name for one in fields(Index))
_Row = tuple[str, str, str]
"""Key, languages and digest of a story."""
_FEW = 64
"""Stories taken out of an index; to leave out more it is made anew."""


def load(folder: Path, items: Sequence[Item], rule: Rule, grams: KeptGrams) -> tuple[Index | None, bool]:
    """The kept index of exactly these stories under this rule, its arrays mapped into memory, and whether it is kept so.

    ``grams`` tell what stories said that it has and that are not among these.
    """
    try:
        told = json.loads((folder / "index.json").read_text(encoding="utf-8"))
        if not isinstance(told, dict):
            return None, False
        wanted = _stories(items)
        whole = told["made_of"] == _made_of(wanted, rule)
        kept = wanted if whole else (folder / "stories.txt").read_text(encoding="utf-8")
        if not whole and told["made_of"] != _made_of(kept, rule):
            return None, False
        rows = [] if whole else _rows(kept)
        gone = [] if whole else _missing(rows, _rows(wanted))
        if gone is None:
            return None, False
        index = Index(*(_load_one(folder / f"{name}.npy", told["checksums"][name]) for name in _NAMES))
        return (index, True) if whole else (_without(index, rows, gone, rule, grams), False)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, EOFError):
        return None, False


def _missing(kept: Sequence[_Row], wanted: Sequence[_Row]) -> list[int] | None:
    """The places of the few stories that are kept and not wanted, if all others are the same in the same order; or None."""
    found = set(wanted)
    gone = [place for place, row in enumerate(kept) if row not in found]
    same = len(gone) <= _FEW and [row for row in kept if row in found] == list(wanted)
    return gone if same else None


def _without(index: Index, kept: Sequence[_Row], gone: Sequence[int], rule: Rule, grams: KeptGrams) -> Index | None:
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


def _load_one(path: Path, checksum: int) -> Any:
    array = np.load(path, mmap_mode="r", allow_pickle=False)
    if _checksum(array) != checksum:
        raise ValueError(f"{path.name}: checksum")
    return array


def save(folder: Path, items: Sequence[Item], rule: Rule, index: Index) -> None:
    """Keep the index; ``index.json`` comes last, so that a half-written one is never believed."""
    checksums = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "index.json").unlink(missing_ok=True)
        for name in _NAMES:
            array = getattr(index, name)
            np.save(folder / f"new-{name}.npy", array, allow_pickle=False)
            (folder / f"new-{name}.npy").replace(folder / f"{name}.npy")
            checksums[name] = _checksum(array)
        stories = _stories(items)
        (folder / "stories.txt").write_text(stories, encoding="utf-8")
        told = {"made_of": _made_of(stories, rule), "checksums": checksums}
        (folder / "index.json").write_text(json.dumps(told), encoding="utf-8")
    except OSError:
        return  # A full or read-only disk costs time at the next build, nothing else.


def _checksum(array: np.ndarray[Any, Any]) -> int:
    """Sum of the bytes, eight by eight: finds what is flipped, zeroed or missing, five times as fast as CRC-32."""
    data = array.view(np.uint8)
    whole = len(data) - len(data) % 8
    return (int(data[:whole].view(np.uint64).sum()) + int.from_bytes(data[whole:].tobytes(), "little")) % (1 << 64)


def _made_of(stories: str, rule: Rule) -> str:
    """A digest of version, rule, and the stories with their texts in their order."""
    head = json.dumps([_VERSION, np.__version__, asdict(rule)])
    return blake2b(f"{head}\n{stories}".encode(), digest_size=16).hexdigest()


def _stories(items: Sequence[Item]) -> str:
    """Three lines: the keys, the languages, and the digests of all stories, with tabs between."""
    spoken = {languages: "".join(map(str, languages)) for languages in {item.languages for item in items}}
    columns = [item.key for item in items], [spoken[item.languages] for item in items], [str(item.digest()) for item in items]
    return "\n".join(map("\t".join, columns))


def _rows(stories: str) -> list[_Row]:
    keys, spoken, digests = (line.split("\t") for line in stories.split("\n"))
    return list(zip(keys, spoken, digests, strict=True))
