"""Manifest: what the live release was made from, kept beside it. Advisory: without it, or with another's, all is made anew."""

import json
import os
from array import array
from dataclasses import dataclass, field, fields
from pathlib import Path
from zlib import crc32

from plugins.newsroom.shelf import DIGEST_SIZE

from .columns import Column, cut, pieces, read_numbers, read_texts, texts
from .folders import inside, same_time
from .inputs import Inputs, of_blocks

_VERSION = 11
_SUM = 4
"""Bytes of the checksum."""
_FILES = ("files", "sizes", "times")


@dataclass(slots=True)
class Manifest:
    """One release: the order it was built to, its inputs, and its files."""

    order: str = ""
    inputs: Inputs = field(default_factory=Inputs)
    files: dict[str, bytes] = field(default_factory=dict)
    """Digests of what they are made from, by path, relative to the folder."""
    sizes: Column = field(default_factory=lambda: array("q"))
    """Of the files, in their order: an entry for each would cost more than all that is done with it."""
    times: Column = field(default_factory=lambda: array("q"))
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
        table = (texts(self.files), b"".join(self.files.values()), self.sizes.tobytes(), self.times.tobytes())
        blocks = [*table, *self.inputs.blocks()]
        told = [_VERSION, others, self.inputs.versions, list(map(len, blocks))]
        head = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        beside, total = path.with_suffix(".new"), 0
        with beside.open("wb") as file:
            file.write(bytes(_SUM))
            for block in (head.encode(), b"\n", *blocks):
                total = crc32(block, total)
                file.write(block)
            file.seek(0)
            file.write(total.to_bytes(_SUM))
        beside.replace(path)

    def fits(self, folder: Path) -> bool:
        """Whether every file of the manifest is there with its size and time of change.

        A file that is not ours goes at the next switch: looking for it would cost as much again at each build.
        """
        try:
            with inside(folder) as here:
                for path, size, changed in zip(self.files, self.sizes, self.times, strict=True):
                    info = os.lstat(path, dir_fd=here)
                    now = info.st_mtime_ns
                    if info.st_size != size or (now != changed and not same_time(now, changed)):
                        return False
        except (OSError, ValueError):
            return False
        return True


def load(path: Path) -> Manifest:
    """The manifest at ``path``; an empty one where it is absent, broken or of another version.

    In the file: a checksum of the rest, a line of JSON, and columns, whose lengths the line tells.
    """
    try:
        data = path.read_bytes()
        if data[:_SUM] != crc32(memoryview(data)[_SUM:]).to_bytes(_SUM):
            return Manifest()
        end = data.index(b"\n", _SUM)
        number, *head = json.loads(data[_SUM:end])
        if number != _VERSION:
            return Manifest()
        others, versions, lengths = head
        paths, digests, sizes, times, *inputs = cut(memoryview(data)[end + 1 :], lengths)
        files = dict(zip(read_texts(paths), pieces(digests, DIGEST_SIZE), strict=True))
        columns = read_numbers(sizes), read_numbers(times)
        return Manifest(others.pop("order"), of_blocks(versions, inputs), files, *columns, **others)
    except (OSError, ValueError, LookupError, TypeError):
        return Manifest()
