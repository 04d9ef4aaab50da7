"""What was made once is kept, and believed only while it is exactly what was written."""

import sqlite3
from pathlib import Path
from typing import NoReturn

import pytest

from plugins.newsroom.shelf import content_digest
from plugins.photos.settings import PhotoSettings
from plugins.photos.social_card import CardWords
from plugins.photos.store import Kept, Made, Store
from plugins.photos.workshop import Fault, Job, do_all, fetch
from tests.photos import samples

SMALL = PhotoSettings(widths=(80, 160))


def job(folder: Path, data: bytes, name: str = "a.jpg", settings: PhotoSettings = SMALL) -> Job:
    path = folder / name
    path.write_bytes(data)
    return Job(path, content_digest(data).hex(), settings)


def keep(store: Store, made: list[Made]) -> list[Kept]:
    kept = store.files.keep(made)
    store.note("x", kept)
    store.flush()
    return kept


def test_kept_files_are_found_again(tmp_path: Path) -> None:
    """A second store on the same folder knows what the first one kept."""
    kept = keep(Store(tmp_path), [Made(3, 2, ".jpg", b"abc"), Made(6, 4, ".jpg", b"def")])
    assert Store(tmp_path).load("x") == kept
    path = Store(tmp_path).files.sound(kept[0].digest)
    assert path and path.read_bytes() == b"abc"


def test_a_damaged_note_counts_as_absent(tmp_path: Path) -> None:
    """Cut off, altered, or under another job's name: what a job made is not believed."""
    keep(Store(tmp_path), [Made(3, 2, ".jpg", b"abc")])
    notes = tmp_path / "made.db"
    for change in ("key = CAST('y' AS BLOB)", "text = substr(text, 1, 9)", "text = replace(text, '[3,', '[9,')", "text = '[]'"):
        sound = notes.read_bytes()
        with sqlite3.connect(notes) as database:
            database.execute(f"UPDATE heads SET {change} WHERE key != x''")
        database.close()
        assert Store(tmp_path).load("x") is None
        assert Store(tmp_path).load("y") is None
        notes.write_bytes(sound)
        assert Store(tmp_path).load("x")
    notes.write_bytes(b"no database")
    assert Store(tmp_path).load("x") is None


def test_a_damaged_file_is_made_again(tmp_path: Path) -> None:
    """The same bytes come out as at the first time."""
    one = job(tmp_path, samples.encode(samples.scene(), "JPEG"))
    store = Store(tmp_path / "cache")
    outcome = do_all({one.name: one}, store, SMALL)[one.name]
    assert isinstance(outcome, list)
    files = store.files
    paths = [files.path(made.digest) for made in outcome[:2]]
    before = [path.read_bytes() for path in paths]
    paths[0].write_bytes(b"damaged")
    paths[1].unlink()
    assert [fetch(files, made.digest, one).read_bytes() for made in outcome[:2]] == before


class Stopped(Job):
    """Someone presses Ctrl-C while it is made."""

    def make(self) -> NoReturn:
        raise KeyboardInterrupt


def test_what_was_made_before_a_stop_is_kept(tmp_path: Path) -> None:
    """It costs the picture that is being made, not those before it."""
    one = job(tmp_path, samples.encode(samples.scene(), "JPEG"))

    with pytest.raises(KeyboardInterrupt):
        do_all({"first": one, "second": Stopped(one.source, one.digest, SMALL)}, Store(tmp_path / "cache"), SMALL)

    assert Store(tmp_path / "cache").load("first")


def test_many_processes_make_what_one_makes(tmp_path: Path) -> None:
    """Two processes or one, in whatever order they end: the same files."""
    jobs = {}
    for number in range(9):
        one = job(tmp_path, samples.encode(samples.scene((200 + number, 120)), "JPEG"), f"{number}.jpg")
        jobs[one.name] = one
    alone, both = PhotoSettings(widths=(80, 160), workers=1), PhotoSettings(widths=(80, 160), workers=2)
    assert do_all(jobs, Store(tmp_path / "one"), alone) == do_all(jobs, Store(tmp_path / "two"), both)


def test_the_name_tells_the_recipe(tmp_path: Path) -> None:
    """Another picture, quality, focus or headline is another name: nothing old is ever taken for it."""
    one = job(tmp_path, b"x")
    others = [
        job(tmp_path, b"y"),
        job(tmp_path, b"x", settings=PhotoSettings(widths=(80, 160), avif_quality=40)),
        Job(one.source, one.digest, SMALL, focus=(0.1, 0.2)),
        Job(one.source, one.digest, SMALL, focus=(0.2, 0.1)),
        Job(one.source, one.digest, SMALL, words=CardWords("N", "", "T")),
        Job(one.source, one.digest, SMALL, words=CardWords("N", "", "U")),
        Job(one.source, one.digest, SMALL, poster=True),
    ]
    assert len({one.name, *(other.name for other in others)}) == len(others) + 1


def test_a_bad_picture_does_not_stop_the_others(tmp_path: Path) -> None:
    """Its fault is told; it is not kept, so that it is looked at again."""
    bad, good = job(tmp_path, b"<html>"), job(tmp_path, samples.encode(samples.scene(), "JPEG"), "b.jpg")
    done = do_all({bad.name: bad, good.name: good}, Store(tmp_path / "cache"), SMALL)
    assert isinstance(done[bad.name], Fault)
    assert isinstance(done[good.name], list)
    assert Store(tmp_path / "cache").load(bad.name) is None


def test_a_file_changed_since_its_digest_was_taken_is_told(tmp_path: Path) -> None:
    """Its prints would be kept under the name of the other bytes for ever."""
    one = job(tmp_path, samples.encode(samples.scene(), "JPEG"))
    assert one.source is not None
    one.source.write_bytes(samples.encode(samples.scene((99, 66)), "JPEG"))
    store = Store(tmp_path / "cache")
    assert do_all({one.name: one}, store, SMALL)[one.name] == Fault("the file changed while it was read", "build again")
