"""Store: what was made once is kept by its content, and believed only while it is exactly what was written.

``files/<sha256>`` holds the bytes under their own hash, ``made.db`` what each job made. The folder may be deleted, shared
between machines, or damaged: what is missing or not sound is made again, with the same bytes.
"""

import hashlib
import json
import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from plugins.newsroom.shelf import Shelf

VERSION = "1"
"""Of the form of a note."""
_PAUSE = 1.0
"""Seconds between two notes: the work that a kill may cost."""


@dataclass(frozen=True, slots=True)
class Made:
    """One file fresh from the darkroom: width and height in pixels, and its bytes."""

    width: int
    height: int
    suffix: str
    data: bytes


class Kept(NamedTuple):
    """One file in the store: width and height in pixels, its hash and its size in bytes."""

    width: int
    height: int
    suffix: str
    digest: str
    weight: int


@dataclass(frozen=True, slots=True)
class Files:
    """The bytes; many processes may write them at a time."""

    folder: Path

    def path(self, digest: str) -> Path:
        return self.folder / digest[:2] / digest

    def sound(self, digest: str) -> Path | None:
        """The file, or None where it is not there or its bytes are not the ones it is called after."""
        path = self.path(digest)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        return path if hashlib.sha256(data).hexdigest() == digest else None

    def keep(self, made: Iterable[Made]) -> list[Kept]:
        """Write the files of a job, each in one step: never in place, as a published file may be the same one."""
        kept = []
        for one in made:
            digest = hashlib.sha256(one.data).hexdigest()
            path = self.path(digest)
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_name(f"{digest}.{os.getpid()}")
            draft.write_bytes(one.data)
            draft.replace(path)
            kept.append(Kept(one.width, one.height, one.suffix, digest, len(one.data)))
        return kept


class Store:
    """The kept files of all jobs. Notes belong to the process that opened the store."""

    def __init__(self, folder: Path, elsewhere: Mapping[str, Any] | None = None, few: bool = False) -> None:
        """``elsewhere``: what jobs of a site made that was built on another machine, as ``told`` has it. With ``few`` only
        some of the jobs will be asked for."""
        self.files = Files(folder / "files")
        self._notes = Shelf(folder / "made.db", VERSION, few)
        self._used: set[str] = set()
        for name, rows in (elsewhere or {}).items():
            if self._notes.head(name.encode()) is None:
                self._notes.put(name.encode(), json.dumps(rows), "")
        self.flush()

    def load(self, name: str) -> list[Kept] | None:
        """What the job made, or None where it is not told as it was written; the files are looked at when read."""
        self._used.add(name)
        told = self._notes.head(name.encode())
        try:
            return [Kept(*row) for row in json.loads(told)] if told else None
        except (ValueError, TypeError):
            return None

    def told(self) -> dict[str, list[Kept] | None]:
        """What the jobs made that were asked for."""
        return {name: self.load(name) for name in sorted(self._used)}

    def note(self, name: str, kept: list[Kept]) -> None:
        """Tell what the job made, when its files are written: a kill in between leaves nothing that could be believed.

        Told once a second, as each telling costs a tenth of making a card; the rest when ``flush`` is called.
        """
        self._notes.put(name.encode(), json.dumps(kept), "")
        if time.monotonic() - self._told > _PAUSE:
            self.flush()

    def flush(self) -> None:
        """Tell what waits."""
        self._notes.flush()
        self._told = time.monotonic()
