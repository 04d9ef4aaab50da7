"""Portable: ``release.jsonl``, published with a site, from which a build can start on a machine that has nothing but a copy.

It tells of every file what it was made from and what it holds, and what plugins noted (newsroom/output.py). A copy of the
deployed site in the output folder is believed file by file, by content; what is not as it was written is made again.

Two lines of JSON: the digest of the second, and the second: ``{"version", "files": {path: [made from, content]}, "notes"}``.
"""

import json
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from plugins.newsroom.output import Output
from plugins.newsroom.shelf import content_digest, digest

from .manifest import Manifest

NAME = "release.jsonl"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Portable:
    """What a site says of itself."""

    files: dict[str, tuple[str, str]] = field(default_factory=dict)
    """By path: (digest of what the file is made from, digest of its content), as hexadecimal digits."""
    notes: dict[str, Any] = field(default_factory=dict)


def read(folder: Path) -> Portable:
    """What the site in the folder says; nothing where it is absent, broken or of another version."""
    try:
        seal, _, text = (folder / NAME).read_text(encoding="utf-8").partition("\n")
        told = json.loads(text)
        if json.loads(seal) == digest(text).hex() and told["version"] == _VERSION:
            return Portable(told["files"], told["notes"])
    except (OSError, ValueError, LookupError, TypeError):
        pass
    return Portable()


def adopt(folder: Path, told: Portable) -> Manifest:
    """A manifest of the files in the folder that hold what is told of them."""
    known = Manifest()
    for path in _below(folder) if told.files else ():
        made_from, content = told.files.get(path, ("", ""))
        if content and content_digest((folder / path).read_bytes()).hex() == content:
            _add(known, folder, path, bytes.fromhex(made_from))
    if known.files:
        _add(known, folder, NAME, digest((folder / NAME).read_bytes()))
    return known


def _add(known: Manifest, folder: Path, path: str, made_from: bytes) -> None:
    info = (folder / path).stat()
    known.files[path] = made_from
    known.sizes.append(info.st_size)
    known.times.append(info.st_mtime_ns)


def _below(folder: Path) -> Iterator[str]:
    """The regular files below the folder, with slashes."""
    for place, _, names in os.walk(folder):
        for name in names:
            path = Path(place, name)
            if stat.S_ISREG(path.lstat().st_mode):
                yield path.relative_to(folder).as_posix()


def offer(fresh: Output, live: Path, before: Portable, noted: Mapping[str, Callable[[Any], Any]]) -> None:
    """Have the file in the release that is ready in ``fresh`` and, for the rest, ``live``; ``before`` is what that one says."""
    files = {}
    for path in sorted(fresh.offered.keys() - {NAME}):
        if path in fresh.made or path not in before.files:
            data = Path(fresh.folder if path in fresh.made else live, path).read_bytes()
            content = content_digest(data).hex()
        else:
            content = before.files[path][1]
        files[path] = (fresh.offered[path].hex(), content)
    notes = before.notes | {name: tell(before.notes.get(name)) for name, tell in sorted(noted.items())}
    told = {"version": _VERSION, "files": files, "notes": notes}
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    fresh.replace(NAME, f'"{digest(text).hex()}"\n{text}'.encode())
