"""Kept index: what was indexed last time, under CACHE_PATH. Advisory: without it the same lists come out, only later.

Five plain arrays (.npy, never pickle) and ``index.json``, which tells what they were made of and their checksums. Whatever
does not agree (another text, another rule, a broken or missing file) is as if nothing had been kept.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np

from .index import Index
from .item import Item, Rule

_VERSION = 2
_NAMES = tuple(one.name for one in fields(Index))


def load(folder: Path, items: Sequence[Item], rule: Rule) -> Index | None:
    """The kept index of exactly these stories under this rule, its arrays mapped into memory; or None."""
    try:
        told = json.loads((folder / "index.json").read_text(encoding="utf-8"))
        if not isinstance(told, dict) or told.get("made_of") != _made_of(items, rule):
            return None
        arrays = [_load_one(folder / f"{name}.npy", told["checksums"][name]) for name in _NAMES]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, EOFError):
        return None
    return Index(*arrays)


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
        told = {"made_of": _made_of(items, rule), "checksums": checksums}
        (folder / "index.json").write_text(json.dumps(told), encoding="utf-8")
    except OSError:
        return  # A full or read-only disk costs time at the next build, nothing else.


def _checksum(array: np.ndarray[Any, Any]) -> int:
    """Sum of the bytes, eight by eight: finds what is flipped, zeroed or missing, five times as fast as CRC-32."""
    data = array.view(np.uint8)
    whole = len(data) - len(data) % 8
    return (int(data[:whole].view(np.uint64).sum()) + int.from_bytes(data[whole:].tobytes(), "little")) % (1 << 64)


def _made_of(items: Sequence[Item], rule: Rule) -> str:
    """A digest of version, rule, and the stories with their texts in their order."""
    head = json.dumps([_VERSION, np.__version__, asdict(rule)])
    spoken = {languages: "".join(map(str, languages)) for languages in {item.languages for item in items}}
    lines = [f"{item.key} {spoken[item.languages]} {item.digest()}" for item in items]
    return blake2b("\n".join([head, *lines]).encode(), digest_size=16).hexdigest()
