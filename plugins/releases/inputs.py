"""Inputs: everything a build is made from, by content. Size and time of change only save reading a file again."""

import hashlib
import os
import sys
import sysconfig
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

_SKIPPED = {"__pycache__", ".git"}
_WORDS = f"{os.sep}README.md"
"""Beside code and theme: for people, no part of either."""
_RACY = 2_000_000_000
"""Nanoseconds: a file changed this shortly before it was looked at may have changed again since (as git's index has it)."""

Seen = tuple[int, int, str]
"""(size in bytes, time of change in ns, BLAKE2b of the content); a time of 0 is never trusted."""


@dataclass(slots=True)
class Inputs:
    """The files under content/, and the digest of all the rest: code, theme, settings, versions."""

    content: dict[str, Seen] = field(default_factory=dict)
    frame: dict[str, Seen] = field(default_factory=dict)
    versions: str = ""
    folders: dict[str, int] = field(default_factory=dict)
    """Times of change (ns) of all folders looked into; a file that comes or goes changes its folder's. 0 is never trusted."""
    known: dict[str, tuple[list[str], list[str]]] = field(default_factory=dict)
    """(files, folders) in each folder that did not change since the look before."""

    def content_digest(self, path: str) -> str:
        return self.content[path][2]

    def same_frame(self, other: "Inputs") -> bool:
        """Whether code, theme, settings and versions are those of the other."""
        return self.versions == other.versions and _hashes(self.frame) == _hashes(other.frame)

    def changed(self, other: "Inputs") -> set[str]:
        """Paths under content/ that were added, removed or altered between the two."""
        gone = other.content.keys() - self.content.keys()
        # What was not read again is the same entry.
        looked = ((path, seen, other.content.get(path)) for path, seen in self.content.items())
        return gone.union(path for path, seen, old in looked if seen is not old and (old is None or seen[2] != old[2]))


def _hashes(files: Mapping[str, Seen]) -> dict[str, str]:
    return {path: seen[2] for path, seen in files.items()}


def look(content: Path, frame: list[Path], before: Inputs) -> Inputs:
    """The inputs as they are now; ``before`` saves reading what is, by size and time, as it was."""
    now = time.time_ns()
    inputs = Inputs(versions=_versions())
    walker = _Walker(before, now, inputs)
    for path, entry in walker.files(str(content)):
        inputs.content[path] = _seen(path, entry, before.content.get(path), now)
    for place in frame:
        entries = walker.files(str(place)) if place.is_dir() else [(str(place), place.stat())]
        for path, entry in entries:
            if not path.endswith(_WORDS):
                inputs.frame[path] = _seen(path, entry, before.frame.get(path), now)
    return inputs


class _Walker:
    """Finds files; names are read of the folders only that changed since ``before``. Notes folders in ``inputs``."""

    def __init__(self, before: Inputs, now: int, inputs: Inputs) -> None:
        self.before, self.now, self.inputs = before.folders, now, inputs
        self._files: dict[str, list[str]] = defaultdict(list)
        self._folders: dict[str, list[str]] = defaultdict(list)
        for path in (*before.content, *before.frame):
            self._files[path.rpartition(os.sep)[0]].append(path)
        for path in before.folders:
            self._folders[path.rpartition(os.sep)[0]].append(path)

    def files(self, place: str) -> Iterator[tuple[str, os.stat_result]]:
        """Every file below the place; what is no regular file is told by the reading of content, not here."""
        waiting = [place]
        while waiting:
            folder = waiting.pop()
            with suppress(OSError):
                changed = os.lstat(folder).st_mtime_ns
                if self.before.get(folder) == changed:
                    files = [(path, os.lstat(path)) for path in self._files[folder]]
                    folders = self._folders[folder]
                    self.inputs.known[folder] = self._files[folder], folders
                else:
                    files, folders = _names(folder)
                self.inputs.folders[folder] = changed if self.now - changed > _RACY else 0
                waiting += folders
                yield from files


def _names(folder: str) -> tuple[list[tuple[str, os.stat_result]], list[str]]:
    """(files, folders) right below the folder."""
    files, folders = [], []
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                files.append((entry.path, entry.stat(follow_symlinks=False)))
            elif entry.name not in _SKIPPED:
                folders.append(entry.path)
    return files, folders


def _seen(path: str, entry: os.stat_result, before: Seen | None, now: int) -> Seen:
    size, changed = entry.st_size, entry.st_mtime_ns
    if before is not None and before[0] == size and before[1] == changed:
        return before
    try:
        with open(path, "rb", opener=_no_wait) as file:
            content = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
    except OSError:
        return (size, 0, "unreadable")
    return (size, changed if now - changed > _RACY else 0, content)


def _no_wait(path: str, flags: int) -> int:
    """Open without following links and without waiting for a pipe's other end."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


def _versions() -> str:
    """Python and all installed packages. Their folders are named after name and version; asking importlib.metadata for
    one costs more than the rest of an idle build."""
    places = {Path(sysconfig.get_path(name)) for name in ("purelib", "platlib")}
    packages = (one.name for place in places for one in place.iterdir() if one.suffix in (".dist-info", ".egg-info"))
    return " ".join([sys.version, *sorted(packages)])
