"""Inputs: everything a build is made from, by content. Size and time of change only save reading a file again."""

import os
import sys
import sysconfig
import time
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from plugins.newsroom.shelf import DIGEST_SIZE

from .columns import pieces, read_numbers, read_texts, texts

_SKIPPED = {"__pycache__", ".git"}
_WORDS = f"{os.sep}README.md"
"""Beside code and theme: for people, no part of either."""
_RACY = 2_000_000_000
"""Nanoseconds: a file changed this shortly before it was looked at may have changed again since (as git's index has it)."""
_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Without following links and without waiting for a pipe's other end."""
_BLOCK = 65_536
"""Bytes read at once."""
UNREADABLE = bytes(DIGEST_SIZE)
"""The digest of what can't be read."""

Seen = tuple[int, int, bytes]
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

    def same_frame(self, other: "Inputs") -> bool:
        """Whether code, theme, settings and versions are those of the other."""
        return self.versions == other.versions and _digests(self.frame) == _digests(other.frame)

    def changed(self, other: "Inputs") -> set[str]:
        """Paths under content/ that were added, removed or altered between the two."""
        before = other.content
        # What was not read again is the same entry.
        looked = [(seen, path) for path, seen in self.content.items() if seen is not before.get(path)]
        altered = {path for seen, path in looked if path not in before or seen[2] != before[path][2]}
        return altered.union(path for path in before if path not in self.content)

    def blocks(self) -> Iterator[bytes]:
        """All that is kept of them, but for the versions."""
        for files in (self.content, self.frame):
            yield texts(files)
            yield array("q", [seen[0] for seen in files.values()]).tobytes()
            yield array("q", [seen[1] for seen in files.values()]).tobytes()
            yield b"".join([seen[2] for seen in files.values()])
        yield texts(self.folders)
        yield array("q", self.folders.values()).tobytes()


def of_blocks(versions: str, blocks: Sequence[bytes]) -> Inputs:
    """Inputs as their blocks tell them; ValueError where columns differ in length."""
    folders = zip(read_texts(blocks[8]), read_numbers(blocks[9]), strict=True)
    return Inputs(_files(*blocks[:4]), _files(*blocks[4:8]), versions, dict(folders))


def _files(paths: bytes, sizes: bytes, times: bytes, digests: bytes) -> dict[str, Seen]:
    entries = zip(read_numbers(sizes), read_numbers(times), pieces(digests, DIGEST_SIZE), strict=True)
    return dict(zip(read_texts(paths), entries, strict=True))


def _digests(files: Mapping[str, Seen]) -> dict[str, bytes]:
    return {path: seen[2] for path, seen in files.items()}


def look(content: Path, frame: list[Path], before: Inputs) -> Inputs:
    """The inputs as they are now; ``before`` saves reading what is, by size and time, as it was."""
    inputs = Inputs(versions=_versions())
    walker = _Walker(before, inputs)
    inputs.content = walker.files(str(content), before.content)
    for place in frame:
        # A settings file may be a link: what counts is what it leads to.
        one = [os.path.realpath(place)]
        files = walker.files(str(place), before.frame) if place.is_dir() else walker.seen(one, before.frame)
        inputs.frame |= {path: seen for path, seen in files.items() if not path.endswith(_WORDS)}
    return inputs


class _Walker:
    """Finds files; names are read of the folders only that changed since ``before``. Notes folders in ``inputs``."""

    def __init__(self, before: Inputs, inputs: Inputs) -> None:
        self.before, self.inputs, self.now = before.folders, inputs, time.time_ns()
        self._files: dict[str, list[str]] = defaultdict(list)
        self._folders: dict[str, list[str]] = defaultdict(list)
        for path in (*before.content, *before.frame):
            self._files[path.rpartition(os.sep)[0]].append(path)
        for path in before.folders:
            self._folders[path.rpartition(os.sep)[0]].append(path)

    def files(self, place: str, before: Mapping[str, Seen]) -> dict[str, Seen]:
        """Every file below the place; what is no regular file is told by the reading of content, not here."""
        found: dict[str, Seen] = {}
        waiting = [place]
        while waiting:
            folder = waiting.pop()
            try:
                changed = os.lstat(folder).st_mtime_ns
                if self.before.get(folder) == changed:
                    names = self.inputs.known[folder] = self._files[folder], self._folders[folder]
                else:
                    names = _names(folder)
                self.inputs.folders[folder] = changed if self.now - changed > _RACY else 0
                waiting += names[1]
                found |= self.seen(names[0], before)
            except OSError:
                continue  # it went in this moment
        return found

    def seen(self, paths: Iterable[str], before: Mapping[str, Seen]) -> dict[str, Seen]:
        """The entries of these files."""
        found: dict[str, Seen] = {}
        for path in paths:
            info, entry = os.lstat(path), before.get(path)
            if entry is None or entry[1] != info.st_mtime_ns or entry[0] != info.st_size:
                entry = self._read(path, info)
            found[path] = entry
        return found

    def _read(self, path: str, info: os.stat_result) -> Seen:
        try:
            content = _digest(path)
        except OSError:
            return (info.st_size, 0, UNREADABLE)
        return (info.st_size, info.st_mtime_ns if self.now - info.st_mtime_ns > _RACY else 0, content)


def _names(folder: str) -> tuple[list[str], list[str]]:
    """(files, folders) right below the folder."""
    files, folders = [], []
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                files.append(entry.path)
            elif entry.name not in _SKIPPED:
                folders.append(entry.path)
    return files, folders


def _digest(path: str) -> bytes:
    """The digest of the content. As hashlib.file_digest, which clears 256 kB of memory for each file."""
    hasher = blake2b(digest_size=DIGEST_SIZE)
    file = os.open(path, _OPEN)
    try:
        while block := os.read(file, _BLOCK):
            hasher.update(block)
    finally:
        os.close(file)
    return hasher.digest()


def _versions() -> str:
    """Python and all installed packages. Their folders are named after name and version; asking importlib.metadata for
    one costs more than the rest of an idle build."""
    places = {Path(sysconfig.get_path(name)) for name in ("purelib", "platlib")}
    packages = (one.name for place in places for one in place.iterdir() if one.suffix in (".dist-info", ".egg-info"))
    return " ".join([sys.version, *sorted(packages)])
