"""Manifest: what the live release was made from, kept beside it. Advisory: without it, or with another's, all is made anew."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from plugins.newsroom.shelf import digest

from .inputs import Inputs

_VERSION = 1


@dataclass(slots=True)
class Manifest:
    """One release: the order it was built to, its inputs, and its files."""

    order: str = ""
    inputs: Inputs = field(default_factory=Inputs)
    files: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    """Path to (digest of what it is made from, size, time of change in ns)."""
    moment: str = ""
    """The moment called now when it was made (ISO 8601); an earlier one may give another site."""
    next_change: str = ""
    """The moment (ISO 8601) at which the same inputs give another site: an embargo ends, an item expires."""
    pages: int = 0
    slots: dict[str, Any] = field(default_factory=dict)
    """Manuscript path to what has to be known to put another body into its pages."""

    def save(self, path: Path) -> None:
        """Write the manifest whole or not at all."""
        text = json.dumps([_VERSION, asdict(self)], ensure_ascii=False, separators=(",", ":"))
        beside = path.with_suffix(".new")
        beside.write_text(digest(text).hex() + text, encoding="utf-8")
        beside.replace(path)

    def published(self) -> dict[str, bytes]:
        """Digest by path, as newsroom.output wants it."""
        return {path: bytes.fromhex(entry[0]) for path, entry in self.files.items()}

    def fits(self, folder: Path) -> bool:
        """Whether the folder holds exactly the files of the manifest, as they were written."""
        return {path: (size, changed) for path, size, changed in walk(folder)} == {
            path: (entry[1], entry[2]) for path, entry in self.files.items()
        }


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
    inputs = values["inputs"]
    for name in ("content", "frame"):
        inputs[name] = {key: tuple(seen) for key, seen in inputs[name].items()}
    values["inputs"] = Inputs(**inputs)
    return Manifest(**values)


def walk(folder: Path) -> Iterator[tuple[str, int, int]]:
    """(path relative to the folder, size, time of change in ns) of every file."""
    root = len(str(folder)) + 1
    waiting = [str(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    info = entry.stat(follow_symlinks=False)
                    yield entry.path[root:], info.st_size, info.st_mtime_ns
