"""Store: what was made once is kept by its content, and believed only while it is exactly what was written.

``made/<name>.json`` says what a job made; ``files/<sha256>`` holds the bytes under their own hash. The folder may be
deleted, shared between machines, or damaged: what is missing or not sound is made again, with the same bytes.
"""

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Made:
    """One file fresh from the darkroom: width and height in pixels, and its bytes."""

    width: int
    height: int
    suffix: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """One file in the store: width and height in pixels, its hash and its size in bytes."""

    width: int
    height: int
    suffix: str
    digest: str
    weight: int


class Store:
    """The kept files of all jobs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, digest: str) -> Path:
        return self.folder / "files" / digest[:2] / digest

    def load(self, name: str) -> list[Kept] | None:
        """What the job made, or None where it is not told as it was written; the files are looked at when read."""
        try:
            told = json.loads((self.folder / "made" / f"{name}.json").read_text(encoding="utf-8"))
            kept = [Kept(*row) for row in told["rows"]]
            sound = told["seal"] == _seal(name, kept)
        except (OSError, ValueError, TypeError, KeyError):
            return None
        return kept if sound and kept else None

    def read(self, digest: str) -> bytes | None:
        """The file, or None where it is not there or its bytes are not the ones it is called after."""
        try:
            data = self.path(digest).read_bytes()
        except OSError:
            return None
        return data if hashlib.sha256(data).hexdigest() == digest else None

    def keep(self, name: str, made: Iterable[Made]) -> list[Kept]:
        """Write the files of a job, and last what it made: a kill in between leaves nothing that could be believed."""
        kept = []
        for one in made:
            digest = hashlib.sha256(one.data).hexdigest()
            _write(self.path(digest), one.data)
            kept.append(Kept(one.width, one.height, one.suffix, digest, len(one.data)))
        told = {"rows": [_row(one) for one in kept], "seal": _seal(name, kept)}
        _write(self.folder / "made" / f"{name}.json", json.dumps(told).encode())
        return kept


def _row(one: Kept) -> tuple[int, int, str, str, int]:
    return one.width, one.height, one.suffix, one.digest, one.weight


def _seal(name: str, kept: list[Kept]) -> str:
    return hashlib.sha256(f"{name}{[_row(one) for one in kept]}".encode()).hexdigest()


def _write(path: Path, data: bytes) -> None:
    """Write in one step, so that two builds at a time may share the store."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.write_bytes(data)
    draft.replace(path)
