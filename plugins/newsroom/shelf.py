"""Shelf: things worked out before, kept by the hash of what they were made from. Advisory: without it, only slower.

One SQLite file, every row with a checksum of its own; a row or a file that is not as it was written counts as absent.
Nothing on the shelf is code: texts only, no pickle.
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_SCHEMA = "CREATE TABLE IF NOT EXISTS shelf (key BLOB PRIMARY KEY, head TEXT, rest TEXT, sum BLOB) WITHOUT ROWID"
_BATCH = 200
"""Rows written in one go."""


def digest(*parts: bytes | str) -> bytes:
    """16 bytes of BLAKE2b over the parts, each with its length, so that no two lists of parts are alike."""
    hasher = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        hasher.update(len(data).to_bytes(8, "little"))
        hasher.update(data)
    return hasher.digest()


def content_digest(data: bytes) -> bytes:
    """16 bytes of BLAKE2b over the bytes of a file."""
    return hashlib.blake2b(data, digest_size=16).digest()


class Shelf:
    """Rows of two texts: a small head that is read for every row, and a rest that is read when it is wanted.

    ``label`` names the makers (code, versions, settings): rows of another label are thrown away. Nothing here fails a
    build: a shelf that can't be read or written is an empty one.
    """

    def __init__(self, path: Path, label: str) -> None:
        self.path = path
        self._process = os.getpid()
        self._waiting: list[tuple[bytes, str, str, bytes]] = []
        self._used: set[bytes] = set()
        self._db = self._open(label)
        self._heads = dict(self._sound_heads())

    def _open(self, label: str) -> sqlite3.Connection:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            return _prepared(sqlite3.connect(self.path, timeout=1), label)
        except sqlite3.OperationalError:
            return _prepared(sqlite3.connect(":memory:"), label)
        except sqlite3.DatabaseError:
            self.path.unlink(missing_ok=True)
            return _prepared(sqlite3.connect(self.path, timeout=1), label)

    def _sound_heads(self) -> Iterator[tuple[bytes, str]]:
        try:
            for key, head, check in self._db.execute("SELECT key, head, sum FROM shelf WHERE key != x''"):
                if isinstance(head, str) and check[:8] == digest(key, head)[:8]:
                    yield key, head
        except (sqlite3.DatabaseError, TypeError):
            return

    def head(self, key: bytes) -> str | None:
        """The head kept under the key, or None."""
        head = self._heads.get(key)
        if head is not None:
            self._used.add(key)
        return head

    def rest(self, key: bytes) -> str | None:
        """The rest kept under the key, or None."""
        try:
            if os.getpid() != self._process:
                # A connection must not be used on both sides of a fork.
                self._process = os.getpid()
                self._waiting.clear()
                self._db = sqlite3.connect(self.path, timeout=1)
            self.flush()
            row = self._db.execute("SELECT rest, sum FROM shelf WHERE key = ?", (key,)).fetchone()
            sound = row is not None and isinstance(row[0], str) and row[1][8:] == digest(key, row[0])[:8]
        except (sqlite3.DatabaseError, TypeError):
            return None
        return str(row[0]) if sound else None

    def put(self, key: bytes, head: str, rest: str) -> None:
        """Keep both texts under the key."""
        check = digest(key, head)[:8] + digest(key, rest)[:8]
        self._waiting.append((key, head, rest, check))
        self._heads[key] = head
        self._used.add(key)
        if len(self._waiting) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what was put; if that can't be, it is only not kept."""
        if self._waiting:
            with suppress(sqlite3.DatabaseError), self._db:
                self._db.executemany("INSERT OR REPLACE INTO shelf VALUES (?, ?, ?, ?)", self._waiting)
            self._waiting.clear()

    def sweep(self) -> None:
        """Throw away the rows that this build did not use."""
        self.flush()
        unused = [(key,) for key in self._heads if key not in self._used]
        with suppress(sqlite3.DatabaseError), self._db:
            self._db.executemany("DELETE FROM shelf WHERE key = ?", unused)


def _prepared(db: sqlite3.Connection, label: str) -> sqlite3.Connection:
    """The database with its table, holding rows of this label only."""
    with db:
        db.execute("PRAGMA synchronous = OFF")
        db.execute(_SCHEMA)
        (found,) = db.execute("SELECT head FROM shelf WHERE key = x''").fetchone() or ("",)
        if found != label:
            db.execute("DELETE FROM shelf")
            db.execute("INSERT INTO shelf VALUES (x'', ?, '', x'')", (label,))
    return db
