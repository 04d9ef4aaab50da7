"""Manifest: what the live release was made from, kept beside it. Advisory: without it, or with another's, all is made anew."""

import json
import os
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields
from hashlib import blake2b
from pathlib import Path

from plugins.newsroom.shelf import DIGEST_SIZE, content_digest

from .inputs import Inputs

_VERSION = 10
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
        inputs = [getattr(self.inputs, name) for name in _INPUTS]
        # In bulk: entry by entry the files would take ten times as long.
        paths, digests = "\n".join(self.files).encode(), b"".join(self.files.values())
        blocks = (paths, digests, self.sizes.tobytes(), self.times.tobytes())
        told = [_VERSION, others, inputs, list(map(len, blocks))]
        head = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        beside, hasher = path.with_suffix(".new"), blake2b(digest_size=DIGEST_SIZE)
        with beside.open("wb") as file:
            file.write(bytes(DIGEST_SIZE))
            for block in (head.encode(), b"\n", *blocks):
                hasher.update(block)
                file.write(block)
            file.seek(0)
            file.write(hasher.digest())
        beside.replace(path)

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
    """The manifest at ``path``; an empty one where it is absent, broken or of another version.

    In the file: the digest of the rest, a line of JSON, and the columns of the files, whose lengths the line tells.
    """
    try:
        data = path.read_bytes()
        whole = memoryview(data)
        if whole[:DIGEST_SIZE] != content_digest(whole[DIGEST_SIZE:]):
            return Manifest()
        end = data.index(b"\n", DIGEST_SIZE)
        number, *head = json.loads(data[DIGEST_SIZE:end])
        if number != _VERSION:
            return Manifest()
        others, values, lengths = head
        inputs = Inputs(**dict(zip(_INPUTS, values, strict=True)))
        files, sizes, times = _rows(*_blocks(whole[end + 1 :], lengths))
        return Manifest(inputs=inputs, files=files, sizes=sizes, times=times, **others)
    except (OSError, ValueError, TypeError):
        return Manifest()


def _blocks(data: memoryview, lengths: Sequence[int]) -> Iterator[bytes]:
    at = 0
    for length in lengths:
        yield bytes(data[at : at + length])
        at += length


def _rows(paths: bytes, digests: bytes, sizes: bytes, times: bytes) -> tuple[dict[str, bytes], "array[int]", "array[int]"]:
    each = (digests[at : at + DIGEST_SIZE] for at in range(0, len(digests), DIGEST_SIZE))
    files = dict(zip(paths.decode().split("\n"), each, strict=True)) if digests else {}
    return files, array("q", sizes), array("q", times)
