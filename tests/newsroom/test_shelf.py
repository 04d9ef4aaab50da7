"""The shelf gives back what was put on it, or nothing."""

import random
import sqlite3
from pathlib import Path

import pytest

from plugins.newsroom.shelf import Shelf

ROWS = {bytes([number]) * 16: (f"đầu {number}", f"thân {number} " * 200) for number in range(40)}


def filled(path: Path, label: str = "one") -> Path:
    shelf = Shelf(path, label)
    for key, (head, rest) in ROWS.items():
        shelf.put(key, head, rest)
    shelf.flush()
    return path


def read(path: Path, label: str = "one") -> dict[bytes, tuple[str | None, str | None]]:
    shelf = Shelf(path, label)
    return {key: (shelf.head(key), shelf.rest(key)) for key in ROWS}


def test_what_was_put_comes_back(tmp_path: Path) -> None:
    """Head and rest of every row, also after the shelf was opened again."""
    assert read(filled(tmp_path / "a.db")) == ROWS


def test_many_rows_at_once(tmp_path: Path) -> None:
    """More than are handed over in one go, some without a head; those nobody names are swept with their heads."""
    path = tmp_path / "a.db"
    rows = [(number.to_bytes(16), f"{number}" if number % 3 else "", f"thân {number}") for number in range(500)]
    Shelf(path, "one").put_all(rows)
    for few in (False, True):
        shelf = Shelf(path, "one", few)
        assert [(key, shelf.head(key) or "", shelf.rest(key)) for key, _, _ in rows] == rows
    assert len(shelf) == 500
    shelf.sweep({rows[1][0], rows[3][0]})
    shelf = Shelf(path, "one")
    assert (len(shelf), shelf.head(rows[1][0]), shelf.head(rows[2][0]), shelf.rest(rows[3][0])) == (2, "1", None, "thân 3")


def test_many_rows_are_at_hand_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few bytes put at once are not fetched again, and what is put later counts; of many none stays in memory."""
    monkeypatch.setattr("plugins.newsroom.shelf._AT_HAND", 50)
    for size, found in ((8, "a" * 8), (20, "")):
        path = tmp_path / f"{size}.db"
        shelf = Shelf(path, "one")
        shelf.put_all((bytes([number]), "tít", "a" * size) for number in range(4))
        shelf.put(bytes([1]), "tít", "thân mới")
        shelf.flush()
        sqlite3.connect(path, isolation_level=None).execute("DELETE FROM rests WHERE key != x'01'")
        assert [shelf.rest(bytes([number])) or "" for number in range(4)] == [found, "thân mới", found, found]


def test_another_label_finds_nothing(tmp_path: Path) -> None:
    """Rows of other code, versions or settings are no use."""
    assert set(read(filled(tmp_path / "a.db"), "two").values()) == {(None, None)}


def test_rows_nobody_used_are_swept(tmp_path: Path) -> None:
    """Only what the build asked for or put is kept."""
    path = filled(tmp_path / "a.db")
    used = next(iter(ROWS))
    shelf = Shelf(path, "one")
    shelf.head(used)
    shelf.sweep()
    assert {key for key, found in read(path).items() if found != (None, None)} == {used}


@pytest.mark.parametrize("seed", range(20))
def test_a_damaged_shelf_gives_what_was_put_or_nothing(tmp_path: Path, seed: int) -> None:
    """Bytes flipped anywhere, or the end cut off: never a row that was not written so, and never an error."""
    path, rng = filled(tmp_path / "a.db"), random.Random(seed)
    data = bytearray(path.read_bytes())
    if seed % 4 == 0:
        del data[rng.randrange(len(data)) :]
    for _ in range(rng.randrange(1, 30) if data else 0):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    path.write_bytes(bytes(data))
    for key, (head, rest) in read(path).items():
        assert head in (None, ROWS[key][0])
        assert rest in (None, ROWS[key][1])
    shelf = Shelf(path, "one")
    shelf.put(b"new", "a", "b")
    shelf.flush()


def test_a_folder_that_cannot_be_written_is_an_empty_shelf() -> None:
    """What is put is there as long as the build lasts, and nothing fails."""
    shelf = Shelf(Path("/proc/no/shelf.db"), "one")
    shelf.put(b"key", "head", "rest")
    assert (shelf.head(b"key"), shelf.rest(b"key")) == ("head", "rest")
