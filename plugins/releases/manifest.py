"""Manifest: what the live release was made from, kept beside it. Advisory: without it, or with another's, all is made anew."""

import json
import os
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from hashlib import blake2b
from itertools import chain
from pathlib import Path

from plugins.newsroom.shelf import content_digest, digest

from .inputs import Inputs

_VERSION = 8
_INPUTS = ("content", "frame", "versions", "folders")
"""What is kept of the inputs."""

File = tuple[str, int, int]
"""(digest of what it is made from, size in bytes, time of change in ns)."""
Times = dict[str, int]
"""Time of change (ns) of each folder, by its path."""


@dataclass(slots=True)
class Manifest:
    """One release: the order it was built to, its inputs, and its files."""

    order: str = ""
    inputs: Inputs = field(default_factory=Inputs)
    files: dict[str, File] = field(default_factory=dict)
    """By path, relative to the folder."""
    moment: str = ""
    """The moment called now when it was made (ISO 8601); an earlier one may give another site."""
    next_change: str = ""
    """The moment (ISO 8601) at which the same inputs give another site: an embargo ends, an item expires."""
    pages: int = 0
    lists: str | None = None
    """How lists of stories depend on what texts say (newsroom/bulletin.py)."""
    told: str = ""
    """The warnings that were told."""
    roll: str = ""
    """Seal of the roll of its articles (plugins/rebuild/roll.py)."""
    folders: str = ""
    """Seal of the times of the release's folders."""
    behind: dict[str, bool] | None = None
    """Paths at which the release before this one, kept beside it, differs, and whether it has a file there; None if that
    is not known."""
    folders_behind: str = ""
    """Seal of the times of that release's folders."""

    def save(self, path: Path) -> None:
        """Write the manifest whole or not at all."""
        others = {one.name: getattr(self, one.name) for one in fields(self) if one.name not in ("files", "inputs")}
        inputs = (getattr(self.inputs, name) for name in _INPUTS)
        beside, hasher = path.with_suffix(".new"), blake2b(digest_size=16)
        with beside.open("wb") as file:
            file.write(bytes(32))
            # Line by line: as one text, and that encoded, it would take more memory than anything else in a build.
            for piece in chain([_VERSION, others], inputs, _columns(self.files)):
                line = json.dumps(piece, ensure_ascii=False, separators=(",", ":")).encode()
                for part in (b"\n", line):
                    hasher.update(part)
                    file.write(part)
            file.seek(0)
            file.write(hasher.hexdigest().encode())
        beside.replace(path)

    def published(self) -> dict[str, bytes]:
        """Digest by path, as newsroom.output wants it."""
        return {path: bytes.fromhex(entry[0]) for path, entry in self.files.items()}

    def fits(self, folder: Path) -> bool:
        """Whether every file of the manifest is there with its size and time of change.

        A file that is not ours goes at the next switch: looking for it would cost as much again at each build.
        """
        root = f"{folder}{os.sep}"
        try:
            for path, (_, size, changed) in self.files.items():
                info = os.lstat(root + path)
                if info.st_size != size or info.st_mtime_ns != changed:
                    return False
        except OSError:
            return False
        return True

    def times_behind(self, folder: Path) -> Times | None:
        """The times of the folders, if the folder holds the release before this one; nothing if not.

        Its files need no look: where it has those of this release they are the same ones, the others will be replaced.
        """
        if self.behind is None or not folder.is_dir():
            return None
        files = {path for path in self.files if self.behind.get(path, True)}
        files.update(path for path, there in self.behind.items() if there)
        times = folder_times(folder, places(files))
        return times if seal(times) == self.folders_behind else None


def load(path: Path) -> Manifest:
    """The manifest at ``path``; an empty one where it is absent, broken or of another version."""
    try:
        data = path.read_bytes()
        if data[:32] != content_digest(data[32:]).hex().encode():
            return Manifest()
        number, *lines = data.split(b"\n")[1:]
        if json.loads(number) != _VERSION:
            return Manifest()
        others, *values = map(json.loads, lines)
        inputs = Inputs(**dict(zip(_INPUTS, values, strict=False)))
        return Manifest(inputs=inputs, files=_rows(*values[len(_INPUTS) :]), **others)
    except (OSError, ValueError, TypeError):
        return Manifest()


def _columns(files: Mapping[str, File]) -> tuple[str, str, list[int], list[int]]:
    """Paths, digests, sizes, times: a third of the time to write that entry by entry takes."""
    digests, sizes, times = zip(*files.values(), strict=True) if files else ((), (), ())
    return "\n".join(files), " ".join(digests), list(sizes), list(times)


def _rows(paths: str, digests: str, sizes: list[int], times: list[int]) -> dict[str, File]:
    return dict(zip(paths.split("\n"), zip(digests.split(" "), sizes, times, strict=True), strict=True)) if sizes else {}


def places(files: Iterable[str]) -> set[str]:
    """All folders these files lie in, up to the root, which is called nothing."""
    found = {""}
    for path in files:
        place = path.rpartition("/")[0]
        while place not in found:
            found.add(place)
            place = place.rpartition("/")[0]
    return found


def folder_times(folder: Path, below: Iterable[str]) -> Times:
    """Time of change (ns) of each of the folders; OSError if one is not there."""
    root = f"{folder}{os.sep}"
    return {place: os.lstat(root + place).st_mtime_ns for place in below}


def seal(times: Times) -> str:
    """Digest of the folders' times: a file that comes or goes changes one."""
    order = sorted(times)
    return digest("\n".join(order), array("q", map(times.__getitem__, order)).tobytes()).hex()
