"""Manifest: what the live release was made from, kept beside it. Advisory: without it, or with another's, all is made anew."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from plugins.newsroom.shelf import digest

from .inputs import Inputs

_VERSION = 3

File = tuple[str, int, int]
"""(digest of what it is made from, size in bytes, time of change in ns)."""


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
    behind: list[str] | None = None
    """Paths at which the release before this one, kept beside it, differs; None if that is not known."""

    def save(self, path: Path) -> None:
        """Write the manifest whole or not at all."""
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        values["inputs"] = {one.name: getattr(self.inputs, one.name) for one in fields(self.inputs)}
        text = json.dumps([_VERSION, values], ensure_ascii=False, separators=(",", ":"))
        beside = path.with_suffix(".new")
        beside.write_text(digest(text).hex() + text, encoding="utf-8")
        beside.replace(path)

    def published(self) -> dict[str, bytes]:
        """Digest by path, as newsroom.output wants it."""
        return {path: bytes.fromhex(entry[0]) for path, entry in self.files.items()}

    def fits(self, folder: Path) -> bool:
        """Whether the folder holds exactly the files of the manifest, as they were written."""
        return holds(folder, self.files)


def load(path: Path) -> Manifest:
    """The manifest at ``path``; an empty one where it is absent, broken or of another version."""
    try:
        text = path.read_text(encoding="utf-8")
        if text[:32] != digest(text[32:]).hex():
            return Manifest()
        number, values = json.loads(text[32:])
    except (OSError, ValueError, TypeError):
        return Manifest()
    if number != _VERSION:
        return Manifest()
    values["inputs"] = Inputs(**values["inputs"])
    return Manifest(**values)


def holds(folder: Path, files: Mapping[str, File]) -> bool:
    """Whether the folder holds exactly these files: every one of that size and time of change, and no other."""
    root = len(str(folder)) + 1
    waiting = [str(folder)]
    found = 0
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                    continue
                info = entry.stat(follow_symlinks=False)
                file = files.get(entry.path[root:])
                if file is None or file[1] != info.st_size or file[2] != info.st_mtime_ns:
                    return False
                found += 1
    return found == len(files)
