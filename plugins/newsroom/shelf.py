"""Shelf: things worked out before, kept by the hash of what they were made from. Advisory: without it, only slower.

One SQLite file, every row with a checksum of its own; a row or a file that is not as it was written counts as absent.
Nothing on the shelf is code: texts and plain bytes only, no pickle.
"""

import hashlib
import os
import sqlite3
import zlib
from collections.abc import Container, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

T = TypeVar("T", str, bytes)

_SCHEMA = """
CREATE TABLE IF NOT EXISTS heads (key BLOB PRIMARY KEY, text TEXT, sum INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS rests (key BLOB PRIMARY KEY, text TEXT, sum INTEGER);
"""
"""Two tables, so that reading all heads does not pass over the rests. Rests are large: in a tree of keys without row
numbers they cost twice as much to write and to read. They are kept as bytes, which are summed up as they are. Each row has a
rest, but a head only if that says something."""
_PAGE = 16384
"""Bytes of a page of the file: rows of a few kB fit into one. With 2,048 writing 9,000 rows took more than twice as long."""
DIGEST_SIZE = 16
"""Bytes of a digest."""
_BATCH = 200
"""Rows handed to the database in one go."""
_AT_HAND = 12 << 20
"""Bytes of rests that were put at once and are kept in memory too: all of a small bulletin, or none."""


def digest(*parts: bytes | str) -> bytes:
    """16 bytes of BLAKE2b over the parts, each with its length, so that no two lists of parts are alike."""
    hasher = hashlib.blake2b(digest_size=DIGEST_SIZE)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        hasher.update(len(data).to_bytes(8, "little"))
        hasher.update(data)
    return hasher.digest()


def content_digest(data: bytes | memoryview) -> bytes:
    """16 bytes of BLAKE2b over the bytes of a file."""
    return hashlib.blake2b(data, digest_size=DIGEST_SIZE).digest()


class Shelf:
    """Rows of a small text, the head, that is read for every row, and a rest (text or bytes) that is read when it is wanted.

    ``label`` names the makers (code, versions, settings): rows of another label are thrown away. Nothing here fails a
    build: a shelf that can't be read or written is an empty one. With ``few`` heads are fetched when they are asked for,
    not all at once.
    """

    def __init__(self, path: Path, label: str, few: bool = False) -> None:
        self.path = path
        self._few = few
        self._process = os.getpid()
        self._waiting: list[tuple[bytes, str, bytes]] = []
        self._at_hand: dict[bytes, bytes] = {}
        self._used: set[bytes] = set()
        self._db = self._open(label)
        self._heads = {} if few else dict(self._sound_heads())

    def _open(self, label: str) -> sqlite3.Connection:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            return _prepared(sqlite3.connect(self.path, timeout=1), label)
        except (sqlite3.OperationalError, OSError):
            return _prepared(sqlite3.connect(":memory:"), label)
        except sqlite3.DatabaseError:
            self.path.unlink(missing_ok=True)
            return _prepared(sqlite3.connect(self.path, timeout=1), label)

    def _sound_heads(self) -> Iterator[tuple[bytes, str]]:
        try:
            for key, head, check in self._db.execute("SELECT key, text, sum FROM heads WHERE key != x''"):
                if isinstance(head, str) and check == _sum(key, head):
                    yield key, head
        except (sqlite3.DatabaseError, TypeError):
            return

    def head(self, key: bytes) -> str | None:
        """The head kept under the key, or None."""
        head = self._heads.get(key)
        if head is None and self._few:
            head = self._row("heads", key, str)
        if head is not None:
            self._used.add(key)
        return head

    def rest(self, key: bytes) -> str | None:
        """The rest kept under the key, if it is a text, or None."""
        data = self.data(key)
        try:
            return None if data is None else data.decode()
        except UnicodeDecodeError:
            return None

    def data(self, key: bytes) -> bytes | None:
        """The rest kept under the key, a text as UTF-8, or None."""
        return self._at_hand.get(key) or self._row("rests", key, bytes)

    def _row(self, table: str, key: bytes, kind: type[T]) -> T | None:
        try:
            if os.getpid() != self._process:
                # A connection must not be used on both sides of a fork, nor closed on this one.
                self._process, self._parents = os.getpid(), self._db
                self._waiting.clear()
                self._db = sqlite3.connect(self.path, timeout=1)
                # A worker only reads, and nobody writes meanwhile: the file is locked once, not for each row.
                self._db.execute("BEGIN")
            if key in self._heads:  # it may be waiting to be written
                self.flush()
            row = self._db.execute(f"SELECT text, sum FROM {table} WHERE key = ?", (key,)).fetchone()
        except sqlite3.DatabaseError:
            return None
        return row[0] if row and isinstance(row[0], kind) and row[1] == _sum(key, row[0]) else None

    def put(self, key: bytes, head: str, rest: str | bytes) -> None:
        """Keep both under the key."""
        self._wait(key, head, rest)
        if len(self._waiting) >= _BATCH:
            self.flush()

    def put_all(self, rows: Iterable[tuple[bytes, str, str | bytes]]) -> None:
        """Keep each of these (key, head, rest). With heads among them one transaction takes half as long as many."""
        room = _AT_HAND
        with suppress(sqlite3.DatabaseError), self._db:
            for row in rows:
                self._wait(*row)
                key, _, rest = self._waiting[-1]
                room -= len(rest)
                if room > 0:
                    self._at_hand[key] = rest
                else:
                    self._at_hand.clear()
                if len(self._waiting) >= _BATCH:
                    self._write()
            self._write()

    def _wait(self, key: bytes, head: str, rest: str | bytes) -> None:
        self._waiting.append((key, head, rest.encode() if isinstance(rest, str) else rest))
        self._at_hand.pop(key, None)
        self._heads[key] = head
        self._used.add(key)

    def forget(self) -> None:
        """Everything is read: from here on heads are fetched one by one."""
        self.flush()
        self._heads.clear()
        self._few = True

    def flush(self) -> None:
        """Write what was put; if that can't be, it is only not kept."""
        if self._waiting:
            with suppress(sqlite3.DatabaseError), self._db:
                self._write()

    def _write(self) -> None:
        waiting, self._waiting = self._waiting, []
        heads = [(key, head, _sum(key, head)) for key, head, _ in waiting if head]
        rests = [(key, rest, _sum(key, rest)) for key, _, rest in waiting]
        if self._few:
            self._heads.clear()
        for table, rows in (("heads", heads), ("rests", rests)):
            self._db.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)", rows)

    def __len__(self) -> int:
        """How many rows are written."""
        with suppress(sqlite3.DatabaseError):
            (rows,) = self._db.execute("SELECT count(*) FROM rests").fetchone()
            return int(rows)
        return 0

    def sweep(self, used: Container[bytes] | None = None) -> None:
        """Throw away all rows but those of these keys, or those that this build used."""
        self.flush()
        kept = self._used if used is None else used
        with suppress(sqlite3.DatabaseError), self._db:
            unused = [row for row in self._db.execute("SELECT key FROM rests") if row[0] not in kept]
            for table in ("heads", "rests"):
                self._db.executemany(f"DELETE FROM {table} WHERE key = ?", unused)


def _sum(key: bytes, kept: str | bytes) -> int:
    """CRC-32 of both: a row is to be told from a damaged one, not from a forged one."""
    data = kept.encode("utf-8", "surrogatepass") if isinstance(kept, str) else kept
    return zlib.crc32(data, zlib.crc32(key))


def _prepared(db: sqlite3.Connection, label: str) -> sqlite3.Connection:
    """The database with its tables, holding rows of this label only."""
    db.execute(f"PRAGMA page_size = {_PAGE}")  # counts for a new file only
    with db:
        db.execute("PRAGMA synchronous = OFF")
        db.executescript(_SCHEMA)
        (found,) = db.execute("SELECT text FROM heads WHERE key = x''").fetchone() or ("",)
        if found != label:
            db.execute("DELETE FROM heads")
            db.execute("DELETE FROM rests")
            db.execute("INSERT INTO heads VALUES (x'', ?, 0)", (label,))
    return db
