"""What a rebuild leaves is byte for byte what a clean build makes."""

import contextlib
import os
import random
import re
import shutil
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.building import Site
from tests.conftest import MakeSite
from tests.rebuild.edits import ALL, KEEPING, START, Edit, edit_body
from tests.releases.commands import command, finished

MOMENTS = ("2026-01-22 08:00", "2026-01-22 08:30", "2026-01-22 09:30", "2026-02-01 08:00")


def clean_copy(site: Site, folder: Path, now: str) -> dict[str, bytes]:
    """The bytes a first build makes of the same files, in a folder that has seen no build, with nothing ranked before."""
    kept = site.folder / "kept"
    state = [site.output, site.folder / ".releases", site.folder / ".cache/related_news"]
    moved = [(path, kept / path.name) for path in state if path.exists()]
    kept.mkdir()
    for path, aside in moved:
        path.rename(aside)
    built = site.build(now=now, allow_loss=True)
    assert built.code == 0, built.said
    bytes_now = built.snapshot()
    for path, aside in moved:
        shutil.rmtree(path, ignore_errors=True)
        aside.rename(path)
    kept.rmdir()
    return bytes_now


def differing(mine: dict[str, bytes], clean: dict[str, bytes]) -> list[str]:
    return sorted(path for path in mine.keys() | clean.keys() if mine.get(path) != clean.get(path))


@pytest.mark.parametrize("seed", range(2))
def test_edits(site: MakeSite, tmp_path: Path, seed: int) -> None:
    """After each of a few random edits the rebuilt tree is the clean one."""
    small, rng = site(START, RELATED_NEWS=KEEPING), random.Random(seed)
    assert small.build(now=MOMENTS[0]).code == 0
    for _ in range(4):
        edit = rng.choice(ALL)
        edit(small, rng)
        built = small.build(now=MOMENTS[0], allow_loss=True)
        assert built.code == 0, f"after {edit.__name__}: {built.said}"
        assert not differing(built.snapshot(), clean_copy(small, tmp_path, MOMENTS[0])), edit.__name__


STEPS = st.lists(
    st.tuples(st.lists(st.sampled_from(ALL), min_size=1, max_size=3), st.sampled_from(("", "", "killed", "faulty"))),
    min_size=1,
    max_size=4,
)


@pytest.mark.slow
def test_many_sequences(site: MakeSite, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """After any sequence of edits, kills and faults, with the clock going on, the rebuilt tree is the clean one.

    ``--sequences 200`` for the whole measure; the usual run takes fewer.
    """

    @settings(
        max_examples=request.config.getoption("--sequences"), deadline=None, database=None, derandomize=True,
        phases=(Phase.generate, Phase.shrink),
    )  # fmt: skip
    @given(steps=STEPS, seed=st.integers(0, 2**32))
    def sequence(steps: list[tuple[list[Edit], str]], seed: int) -> None:
        small, rng = site(START, RELATED_NEWS=KEEPING), random.Random(seed)
        now = MOMENTS[0]
        assert small.build(now=now).code == 0
        for number, (edits, trouble) in enumerate(steps):
            for edit in edits:
                edit(small, rng)
            now = MOMENTS[min(number, len(MOMENTS) - 1)]
            if trouble == "killed":
                kill_build(small, now, rng.uniform(0.2, 1.5))
            elif trouble == "faulty":
                fail_build(small, now)
            built = small.build(now=now, allow_loss=True)
            assert built.code == 0, built.said
        assert not differing(built.snapshot(), clean_copy(small, tmp_path, now))
        shutil.rmtree(small.folder)

    sequence()


def kill_build(small: Site, now: str, after: float) -> None:
    """A build that is killed some seconds after its start; what readers see is one whole site."""
    build = command(small, "--now", now, "--allow-loss")
    time.sleep(after)
    build.kill()
    finished(build)
    assert (small.output / "index.html").exists()


def fail_build(small: Site, now: str) -> None:
    """A build of faulty content changes nothing, and what was there before builds again."""
    before = small.output.stat().st_ino
    bad = small.content / "news/2025/12/bad/index.vi.md"
    bad.parent.mkdir(parents=True)
    bad.write_text("---\ntitle: Thiếu\n---\n", encoding="utf-8")
    assert small.build(now=now, allow_loss=True).code == 1
    assert small.output.stat().st_ino == before
    shutil.rmtree(bad.parent)


@pytest.mark.parametrize("harm", ["delete", "truncate", "flip", "other version"])
def test_state_is_advisory(site: MakeSite, harm: str) -> None:
    """State that is lost or harmed changes no byte of the site."""
    small = site(START, RELATED_NEWS=KEEPING)
    before = small.build().snapshot()
    kinds = ("manifest", "db", "folders", "roll")
    names = (*(f".releases/*.{kind}" for kind in kinds), ".cache/*.db", ".cache/related_news/*.*")
    state = (path for name in names for path in small.folder.glob(name))
    for path in list(state):
        data = path.read_bytes()
        if harm == "delete":
            path.unlink()
        elif harm == "truncate":
            path.write_bytes(data[: len(data) // 2])
        elif harm == "flip":
            middle = len(data) // 2
            path.write_bytes(data[:middle] + bytes([data[middle] ^ 0x55]) + data[middle + 1 :])
        elif path.name == "output.live.manifest":
            newer = re.sub(rb"^\[\d+,", b"[99,", data[4:])
            assert newer != data[4:]
            path.write_bytes(crc32(newer).to_bytes(4) + newer)
        elif path.suffix == ".db":
            with contextlib.closing(sqlite3.connect(path)) as database, database:
                database.execute("UPDATE heads SET text = 'another' WHERE key = x''")
    again = small.build()
    assert again.code == 0, again.said
    assert again.snapshot() == before


HARMS: dict[str, Callable[[Path], object]] = {
    "altered": lambda root: (root / "index.html").write_text("hacked", encoding="utf-8"),
    "added": lambda root: (root / "2025/added.html").write_text("x", encoding="utf-8"),
    "lost": lambda root: (root / "en/index.html").unlink(),
    "moved": lambda root: (root / "2025/06").rename(root / "2025/00"),
}


@pytest.mark.parametrize("harm", [name for name in HARMS if name != "added"])
def test_a_page_changed_by_hand_is_mended(site: MakeSite, harm: str) -> None:
    """A file of the live site that was altered, lost or moved is as it was after the next build."""
    small = site(START)
    before = small.build().snapshot()
    HARMS[harm](small.output)
    assert small.build(allow_loss=True).snapshot() == before


@pytest.mark.parametrize("harm", [name for name in HARMS if name != "altered"])
def test_the_release_before_is_looked_at(site: MakeSite, harm: str) -> None:
    """The release that takes its turn again is no worse for what was done to it meanwhile."""
    small, rng = site(START), random.Random(0)
    for _ in range(3):
        edit_body(small, rng)
        assert small.build().code == 0
    HARMS[harm](small.folder / ".releases/output.previous")
    edit_body(small, rng)
    assert not differing(small.build().snapshot(), clean_copy(small, small.folder, MOMENTS[0]))


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
