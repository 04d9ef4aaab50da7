"""Folders: when those of the live release and of the one before it changed, kept beside the manifest, which has the seal.

The release before the live one becomes the next one. Its files need no look: where it has those of the live release they
are the same ones, the others are replaced; and a file that comes or goes changes the time of its folder.
"""

import os
from array import array
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import compress
from pathlib import Path

from plugins.newsroom.shelf import content_digest

from .columns import Column, cut, read_numbers, read_texts, texts

Times = dict[str, int]
"""Time of change (ns) of each folder, by its path."""
_SECOND = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Folders:
    """Of both releases; a time is 0 where a release has no such folder, or nothing is known of it."""

    names: list[str] = field(default_factory=list)
    live: Column = field(default_factory=lambda: array("q"))
    behind: Column = field(default_factory=lambda: array("q"))

    def save(self, file: Path) -> str:
        """Keep them; their seal."""
        names = texts(self.names)
        data = b"".join((len(names).to_bytes(8), names, self.live.tobytes(), self.behind.tobytes()))
        file.write_bytes(data)
        return content_digest(data).hex()

    def apart(self) -> "Folders":
        """Those of the live release, as if there were none before it."""
        return Folders(self.names, self.live, _zeros(len(self.names)))

    def swapped(self, times: Times, below: Container[str] | None = None) -> "Folders":
        """After the release behind has become the live one: some of its folders have these times now, and it has only those
        ``below``, if told."""
        places = {name: place for place, name in enumerate(self.names) if name in times}
        more = [name for name in times if name not in places]
        places |= zip(more, range(len(self.names), len(self.names) + len(more)), strict=True)
        live, behind = self.behind + _zeros(len(more)), self.live + _zeros(len(more))
        for name, place in places.items():
            live[place] = times[name]
        names = self.names + more
        if below is None:
            return Folders(names, live, behind)
        live = array("q", [time if name in below else 0 for name, time in zip(names, live, strict=True)])
        there = [one or other for one, other in zip(live, behind, strict=True)]
        return Folders(list(compress(names, there)), *(array("q", compress(column, there)) for column in (live, behind)))


def load(file: Path, seal: str, behind: Path) -> Folders:
    """What was kept under this seal; of the release before the live one nothing, if that is not as it was left."""
    try:
        data = file.read_bytes()
        if content_digest(data).hex() != seal:
            return Folders()
    except OSError:
        return Folders()
    length = int.from_bytes(data[:8])
    numbers = (len(data) - 8 - length) // 2
    names, *columns = cut(memoryview(data)[8:], (length, numbers, numbers))
    found = Folders(read_texts(names), *map(read_numbers, columns))
    return found if _are_so(behind, found) else found.apart()


def _are_so(folder: Path, known: Folders) -> bool:
    """Whether the folders below this one have the times of change that are known of the release behind."""
    try:
        with inside(folder) as here:
            for name, time in zip(known.names, known.behind, strict=True):
                if time and (now := os.lstat(name or ".", dir_fd=here).st_mtime_ns) != time and not same_time(now, time):
                    return False
    except OSError:
        return False
    return True


def same_time(now: int, then: int) -> bool:
    """Whether a time of change (ns) is the one that is known. Of what a cache brought back it may have the seconds alone, as
    zip (GitLab) and GNU tar by default keep no more."""
    return now == then or now == then - then % _SECOND


@contextmanager
def inside(folder: Path) -> Iterator[int]:
    """A descriptor of the folder: from it, a path is found in less time than from the root. OSError if it is not there."""
    here = os.open(folder, os.O_RDONLY)
    try:
        yield here
    finally:
        os.close(here)


def _zeros(count: int) -> Column:
    return array("q", bytes(8 * count))


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
