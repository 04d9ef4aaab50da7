"""Shelf: things worked out before, kept by the hash of what they were made from. Advisory: without it, only slower.

One SQLite file, every row with a checksum of its own; a row or a file that is not as it was written counts as absent.
Nothing on the shelf is code: texts only, no pickle.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

_SCHEMA = "CREATE TABLE IF NOT EXISTS shelf (key BLOB PRIMARY KEY, head TEXT, rest TEXT, sum BLOB) WITHOUT ROWID"


def digest(*parts: bytes | str) -> bytes:
    """16 bytes of BLAKE2b over the parts, each with its length, so that no two lists of parts are alike."""
    hasher = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        hasher.update(len(data).to_bytes(8, "little"))
        hasher.update(data)
    return hasher.digest()


class Shelf:
    """Rows of two texts: a small head that is read for every row, and a rest that is read when it is wanted."""

    def __init__(self, path: Path, label: str) -> None:
        """``label`` names the makers (code, versions, settings): rows of another label are thrown away."""
        self.path = path
        self.label = label
        self._heads: dict[bytes, str] | None = None
        self._used: set[bytes] = set()
        self._db = self._open()

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        for _ in range(2):
            try:
                db = sqlite3.connect(self.path, isolation_level=None)
                db.execute("PRAGMA synchronous = OFF")
                db.execute(_SCHEMA)
                (label,) = db.execute("SELECT head FROM shelf WHERE key = x''").fetchone() or ("",)
                if label != self.label:
                    db.execute("DELETE FROM shelf")
                    db.execute("INSERT INTO shelf VALUES (x'', ?, '', x'')", (self.label,))
                db.execute("BEGIN")
                return db
            except sqlite3.DatabaseError:
                self.path.unlink(missing_ok=True)
        raise OSError(f"can't write {self.path}")

    def head(self, key: bytes) -> str | None:
        """The head kept under the key, or None."""
        if self._heads is None:
            self._heads = dict(self._sound_heads())
        head = self._heads.get(key)
        if head is not None:
            self._used.add(key)
        return head

    def _sound_heads(self) -> Iterator[tuple[bytes, str]]:
        try:
            for key, head, check in self._db.execute("SELECT key, head, sum FROM shelf WHERE key != x''"):
                if isinstance(head, str) and check[:8] == digest(key, head)[:8]:
                    yield key, head
        except (sqlite3.DatabaseError, TypeError):
            return

    def rest(self, key: bytes) -> str | None:
        """The rest kept under the key, or None."""
        try:
            row = self._db.execute("SELECT rest, sum FROM shelf WHERE key = ?", (key,)).fetchone()
        except sqlite3.DatabaseError:
            return None
        if row is None or not isinstance(row[0], str) or row[1][8:] != digest(key, row[0])[:8]:
            return None
        return str(row[0])

    def put(self, key: bytes, head: str, rest: str) -> None:
        """Keep both texts under the key."""
        check = digest(key, head)[:8] + digest(key, rest)[:8]
        self._db.execute("INSERT OR REPLACE INTO shelf VALUES (?, ?, ?, ?)", (key, head, rest, check))
        self._used.add(key)
        if self._heads is not None:
            self._heads[key] = head

    def close(self) -> None:
        """Write what was put, and throw away what this build did not use."""
        if self._heads is not None:
            unused = [(key,) for key in self._heads if key not in self._used]
            self._db.executemany("DELETE FROM shelf WHERE key = ?", unused)
        self._db.execute("COMMIT")
        self._db.close()
