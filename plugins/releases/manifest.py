"""Manifest: what the live release was made from, kept beside it. Advisory: without it, or with another's, all is made anew."""

import json
import os
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from hashlib import blake2b
from itertools import chain
from pathlib import Path

from plugins.newsroom.shelf import DIGEST_SIZE, content_digest

from .inputs import Inputs

_VERSION = 9
_INPUTS = ("content", "frame", "versions", "folders")
"""What is kept of the inputs."""
_FILES = ("files", "sizes", "times")


@dataclass(slots=True)
class Manifest:
    """One release: the order it was built to, its inputs, and its files."""

    order: str = ""
    inputs: Inputs = field(default_factory=Inputs)
    files: dict[str, bytes] = field(default_factory=dict)
    """Digests of what they are made from, by path, relative to the folder."""
    sizes: "array[int]" = field(default_factory=lambda: array("q"))
    """Of the files, in their order: an entry for each would cost more than all that is done with it."""
    times: "array[int]" = field(default_factory=lambda: array("q"))
    """When they changed (ns)."""
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
    """Seal of what is known of the release's folders, and of those of the release before it (folders.py)."""
    behind: list[str] = field(default_factory=list)
    """Paths at which that release, kept beside this one, differs."""

    def save(self, path: Path) -> None:
        """Write the manifest whole or not at all."""
        others = {one.name: getattr(self, one.name) for one in fields(self) if one.name not in ("inputs", *_FILES)}
        inputs = (getattr(self.inputs, name) for name in _INPUTS)
        beside, hasher = path.with_suffix(".new"), blake2b(digest_size=DIGEST_SIZE)
        with beside.open("wb") as file:
            file.write(bytes(32))
            # Line by line: as one text, and that encoded, it would take more memory than anything else in a build.
            for piece in chain([_VERSION, others], inputs, self._columns()):
                line = json.dumps(piece, ensure_ascii=False, separators=(",", ":")).encode()
                for part in (b"\n", line):
                    hasher.update(part)
                    file.write(part)
            file.seek(0)
            file.write(hasher.hexdigest().encode())
        beside.replace(path)

    def _columns(self) -> Iterator[str]:
        """What is known of the files, in bulk: entry by entry it would take ten times as long."""
        yield from ("\n".join(self.files), b"".join(self.files.values()).hex())
        yield from (self.sizes.tobytes().hex(), self.times.tobytes().hex())

    def fits(self, folder: Path) -> bool:
        """Whether every file of the manifest is there with its size and time of change.

        A file that is not ours goes at the next switch: looking for it would cost as much again at each build.
        """
        root = f"{folder}{os.sep}"
        try:
            for path, size, changed in zip(self.files, self.sizes, self.times, strict=True):
                info = os.lstat(root + path)
                if info.st_size != size or info.st_mtime_ns != changed:
                    return False
        except (OSError, ValueError):
            return False
        return True


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
        files, sizes, times = _rows(*values[len(_INPUTS) :])
        return Manifest(inputs=inputs, files=files, sizes=sizes, times=times, **others)
    except (OSError, ValueError, TypeError):
        return Manifest()


def _rows(paths: str, digests: str, sizes: str, times: str) -> tuple[dict[str, bytes], "array[int]", "array[int]"]:
    joined = bytes.fromhex(digests)
    each = (joined[at : at + DIGEST_SIZE] for at in range(0, len(joined), DIGEST_SIZE))
    files = dict(zip(paths.split("\n"), each, strict=True)) if joined else {}
    return files, array("q", bytes.fromhex(sizes)), array("q", bytes.fromhex(times))
