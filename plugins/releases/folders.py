"""Folders: when those of the live release and of the one before it changed, kept beside the manifest, which has the seal.

The release before the live one becomes the next one. Its files need no look: where it has those of the live release they
are the same ones, the others are replaced; and a file that comes or goes changes the time of its folder.
"""

import os
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import repeat
from pathlib import Path

from plugins.newsroom.shelf import content_digest

Times = dict[str, int]
"""Time of change (ns) of each folder, by its path."""


@dataclass(slots=True)
class Folders:
    """Of both releases; empty where nothing is known."""

    live: Times = field(default_factory=dict)
    behind: Times = field(default_factory=dict)

    def save(self, file: Path) -> str:
        """Keep them; their seal."""
        names = self.live | self.behind
        times = (array("q", map(found.get, names, repeat(0))) for found in (self.live, self.behind))
        data = "\n".join(names).encode() + b"\0" + b"".join(times)
        file.write_bytes(data)
        return content_digest(data).hex()


def load(file: Path, seal: str, behind: Path) -> Folders:
    """What was kept under this seal; of the release before the live one nothing, if that is not as it was left."""
    try:
        data = file.read_bytes()
    except OSError:
        return Folders()
    if content_digest(data).hex() != seal:
        return Folders()
    text, _, numbers = data.partition(b"\0")
    names, times = text.decode().split("\n"), array("q", numbers)
    found = Folders(*(_there(names, some) for some in (times[: len(names)], times[len(names) :])))
    if not _are_so(behind, found.behind):
        found.behind.clear()
    return found


def _there(names: Iterable[str], times: "array[int]") -> Times:
    found = dict(zip(names, times, strict=True))
    return {name: time for name, time in found.items() if time} if 0 in times else found


def _are_so(folder: Path, times: Times) -> bool:
    """Whether the folders below this one have these times of change."""
    root = f"{folder}{os.sep}"
    try:
        return all(os.lstat(root + place).st_mtime_ns == time for place, time in times.items())
    except OSError:
        return False


def places(files: Iterable[str]) -> set[str]:
    """All folders these files lie in, up to the root, which is called nothing."""
    found = {""}
    for path in files:
        place = path.rpartition("/")[0]
        while place not in found:
            found.add(place)
            place = place.rpartition("/")[0]
    return found


def times_of(folder: Path, below: Iterable[str]) -> Times:
    """Time of change of each of the folders; OSError if one is not there."""
    root = f"{folder}{os.sep}"
    return {place: os.lstat(root + place).st_mtime_ns for place in below}
