"""What a rebuild leaves is byte for byte what a clean build makes."""

import contextlib
import os
import random
import re
import shutil
import sqlite3
from pathlib import Path

import pytest

from plugins.newsroom.shelf import digest
from tests.building import Site
from tests.conftest import MakeSite
from tests.rebuild.edits import ALL, START

MOMENTS = ("2026-01-22 08:00", "2026-01-22 08:30", "2026-01-22 09:30", "2026-02-01 08:00")


def clean_copy(site: Site, folder: Path, now: str) -> dict[str, bytes]:
    """The bytes a first build makes of the same files, in a folder that has seen no build."""
    kept = site.folder / "kept"
    state = [site.output, site.folder / ".releases"]
    moved = [(path, kept / path.name) for path in state if path.exists()]
    kept.mkdir()
    for path, aside in moved:
        path.rename(aside)
    built = site.build(now=now, allow_loss=True)
    assert built.code == 0, built.said
    bytes_now = built.snapshot()
    for path, aside in moved:
        shutil.rmtree(path)
        aside.rename(path)
    kept.rmdir()
    return bytes_now


def run_sequence(site: Site, rng: random.Random, steps: int, tmp_path: Path) -> None:
    assert site.build(now=MOMENTS[0]).code == 0
    for step in range(steps):
        chosen = [rng.choice(ALL) for _ in range(rng.choice((1, 1, 1, 2, 3)))]
        for edit in chosen:
            edit(site, rng)
        now = MOMENTS[min(step // 3, len(MOMENTS) - 1)]
        built = site.build(now=now, allow_loss=True)
        names = ", ".join(edit.__name__ for edit in chosen)
        assert built.code == 0, f"after {names}: {built.said}"
        clean = clean_copy(site, tmp_path, now)
        mine = built.snapshot()
        differing = sorted(path for path in mine.keys() | clean.keys() if mine.get(path) != clean.get(path))
        assert not differing, f"after {names}: {differing[:6]}"


@pytest.mark.parametrize("seed", range(2))
def test_edits(site: MakeSite, tmp_path: Path, seed: int) -> None:
    """After any sequence of edits the rebuilt tree is the clean one."""
    run_sequence(site(START), random.Random(seed), 4, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(100, 125))
def test_many_edits(site: MakeSite, tmp_path: Path, seed: int) -> None:
    """After 200 random edits, in 25 sequences of eight, every rebuilt tree is the clean one."""
    run_sequence(site(START), random.Random(seed), 8, tmp_path)


@pytest.mark.parametrize("harm", ["delete", "truncate", "flip", "other version"])
def test_state_is_advisory(site: MakeSite, harm: str) -> None:
    """State that is lost or harmed changes no byte of the site."""
    small = site(START)
    before = small.build().snapshot()
    for path in [*(small.folder / ".releases").glob("*.json"), *(small.folder).glob(".cache/*.db")]:
        data = path.read_bytes()
        if harm == "delete":
            path.unlink()
        elif harm == "truncate":
            path.write_bytes(data[: len(data) // 2])
        elif harm == "flip":
            middle = len(data) // 2
            path.write_bytes(data[:middle] + bytes([data[middle] ^ 0x55]) + data[middle + 1 :])
        elif path.suffix == ".json":
            newer = re.sub(r"^\[\d+,", "[99,", data[32:].decode())
            path.write_bytes((digest(newer).hex() + newer).encode())
        else:
            with contextlib.closing(sqlite3.connect(path)) as database, database:
                database.execute("UPDATE heads SET text = 'another' WHERE key = x''")
    again = small.build()
    assert again.code == 0, again.said
    assert again.snapshot() == before


def test_a_page_changed_by_hand_is_mended(site: MakeSite) -> None:
    """A file of the live site that was altered, lost or added is as it was after the next build."""
    small = site(START)
    before = small.build().snapshot()
    (small.output / "index.html").write_text("hacked", encoding="utf-8")
    (small.output / "added.html").write_text("x", encoding="utf-8")
    (small.output / "en/index.html").unlink()
    assert small.build(allow_loss=True).snapshot() == before


def test_nothing_changed_writes_nothing(site: MakeSite) -> None:
    """A build with nothing to do touches no file, not even its time."""
    small = site(START)
    small.build()
    before = {path: path.stat().st_mtime_ns for path in small.output.rglob("*")}
    for path in small.content.rglob("*.md"):
        os.utime(path)
    built = small.build()
    assert built.said == "nothing changed since the last build; output/ is up to date\n"
    assert {path: path.stat().st_mtime_ns for path in small.output.rglob("*")} == before
