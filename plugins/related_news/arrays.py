"""Arrays: plain numpy arrays (.npy, never pickle) under CACHE_PATH, with what they were made of and their checksums in a JSON
file beside them, and the stories they tell of in a text file.

Advisory: what is broken, missing or half-written is as if nothing had been kept.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .item import Item

Row = tuple[str, str, str]
"""Key, languages and digest of a story."""
BROKEN = (OSError, ValueError, KeyError, TypeError, AttributeError, EOFError)
"""What reading something that is not as it was written may raise."""


class Told(NamedTuple):
    """What is told of a set of arrays."""

    of: str
    """A digest of what they were made of."""
    stories: str
    """See ``stories``."""
    checksums: dict[str, int]


def tell(folder: Path, name: str) -> Told:
    """What is told of the set; one of ``BROKEN`` where there is none."""
    told = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return Told(told["made_of"], (folder / f"{name}.txt").read_text(encoding="utf-8"), told["checksums"])


def load(folder: Path, name: str, checksum: int) -> Any:
    """One of the arrays, mapped into memory; one of ``BROKEN`` if it is not what was kept."""
    array = np.load(folder / f"{name}.npy", mmap_mode="r", allow_pickle=False)
    if _checksum(array) != checksum:
        raise ValueError(f"{name}: checksum")
    return np.asarray(array)  # a plain one: each slice of a mapped one costs a microsecond


def save(
    folder: Path, name: str, of: str, stories: str, arrays: Mapping[str, NDArray[Any]], stays: Mapping[str, int] | None = None
) -> None:
    """Keep a set of arrays; what is told of it comes last, so that a half-written one is never believed.

    ``stays`` are the checksums of those that lie there as they shall.
    """
    checksums = dict(stays or ())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.json").unlink(missing_ok=True)
        for one, array in arrays.items():
            if one in checksums:
                continue
            np.save(folder / f"new-{one}.npy", array, allow_pickle=False)
            (folder / f"new-{one}.npy").replace(folder / f"{one}.npy")
            checksums[one] = _checksum(array)
        (folder / f"{name}.txt").write_text(stories, encoding="utf-8")
        (folder / f"{name}.json").write_text(json.dumps({"made_of": of, "checksums": checksums}), encoding="utf-8")
    except OSError:
        return  # A full or read-only disk costs time at the next build, nothing else.


def _checksum(array: NDArray[Any]) -> int:
    """Sum of the bytes, eight by eight: finds what is flipped, zeroed or missing, five times as fast as CRC-32."""
    data = array.view(np.uint8)
    whole = len(data) - len(data) % 8
    return (int(data[:whole].view(np.uint64).sum()) + int.from_bytes(data[whole:].tobytes(), "little")) % (1 << 64)


def stories(items: Sequence[Item]) -> str:
    """Three lines: the keys, the languages, and the digests of all stories, with tabs between."""
    spoken = {languages: "".join(map(str, languages)) for languages in {item.languages for item in items}}
    columns = [item.key for item in items], [spoken[item.languages] for item in items], [str(item.digest) for item in items]
    return "\n".join(map("\t".join, columns))


def rows(stories: str) -> list[Row]:
    """The same, story by story."""
    keys, spoken, digests = (line.split("\t") for line in stories.split("\n"))
    return list(zip(keys, spoken, digests, strict=True))


def places(before: Sequence[Row], now: Sequence[Row]) -> NDArray[np.int64]:
    """Where each story stands now; -1 where it does not, or says something else."""
    if len(before) == len(now):
        # Mostly bodies were edited, and nothing else.
        others = [place for place, (one, other) in enumerate(zip(before, now, strict=True)) if one != other]
        if all(before[place][0] == now[place][0] for place in others):
            found = np.arange(len(now))
            found[others] = -1
            return found
    at = {row: place for place, row in enumerate(now)}
    return np.array([at.get(row, -1) for row in before], np.int64)


def marked(count: int, places: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which of so many places are among these, of which some may be -1. (``np.isin`` imports masked arrays, 6 ms.)"""
    marks = np.zeros(count + 1, bool)
    marks[places] = True
    return marks[:-1]
