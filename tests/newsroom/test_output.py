"""The files of a release: made where they are wanted, together where they share, and none is missed."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.newsroom import workers
from plugins.newsroom.output import MOST_NAMES, Output


def test_files_about_one_thing_are_made_together(tmp_path: Path) -> None:
    """Wherever they were offered: in the order of the first of them."""
    made: list[str] = []

    def maker(path: str) -> Callable[[], bytes]:
        def make() -> bytes:
            made.append(path)
            return b""

        return make

    output = Output(tmp_path)
    for path, about in (("a", "story"), ("b", ""), ("m/a", "story"), ("c", "other"), ("m/b", ""), ("s/a", "story")):
        output.offer(path, b"", maker(path), about)
    output.finish()
    assert made == ["a", "m/a", "s/a", "b", "c", "m/b"]


def test_workers_make_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file a piece of work, not a group: few groups of many files are worth a fork too."""
    monkeypatch.setattr(workers, "hands", lambda pieces: 2 if pieces == 12 else 1)
    told: list[tuple[int, int]] = []
    output = Output(tmp_path)
    output.on_made = lambda done, total: told.append((done, total))
    for number in range(12):
        output.offer(f"{number % 4}/{number}", b"", str(number).encode, str(number % 4))
    output.finish()
    assert {path.name: path.read_text() for path in tmp_path.glob("*/*")} == {str(n): str(n) for n in range(12)}
    assert told == [(done, 12) for done in range(1, 7)]  # this process made half


def test_what_others_wrote_is_adopted(tmp_path: Path) -> None:
    """At the top and below it, and nothing twice."""
    output = Output(tmp_path / "new" / "fresh")
    output.offer_bytes("a/b/own.html", b"own")
    output.finish()
    for path in ("stock.xml", "a/stock.xml", "a/b/stock.xml", "d/e/stock.xml"):
        (output.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (output.folder / path).write_text(path)
    output.adopt()
    assert sorted(output.offered) == ["a/b/own.html", "a/b/stock.xml", "a/stock.xml", "d/e/stock.xml", "stock.xml"]
    assert output.made == output.offered.keys()


def test_what_others_wrote_before_is_adopted(tmp_path: Path) -> None:
    """Where that is wanted, before this output's own files are there."""
    output = Output(tmp_path)
    output.adopts = True
    output.offer_bytes("own.html", b"own")
    (tmp_path / "stock.xml").write_text("stock")
    output.finish()
    assert output.made == output.offered.keys() == {"own.html", "stock.xml"}


def test_one_path_is_wanted_once(tmp_path: Path) -> None:
    """Of two things at one address one would be lost in silence."""
    output = Output(tmp_path)
    output.offer_bytes("a", b"1")
    with pytest.raises(FileExistsError, match="two things want to be a"):
        output.offer_bytes("a", b"1")


def linked(folder: Path, kept: Path) -> Path:
    """The file published of a kept one, after another was written."""
    output = Output(folder)
    output.offer_bytes("a/first", b"first")
    output.offer("a/kept", b"", lambda: kept)
    output.finish()
    assert (folder / "a/kept").read_bytes() == b"kept"
    assert (folder / "a/kept").stat().st_mode == (folder / "a/first").stat().st_mode
    return folder / "a/kept"


def test_a_kept_file_gets_one_more_name(tmp_path: Path) -> None:
    """Its bytes are not written again, and its time stays."""
    (tmp_path / "kept").write_bytes(b"kept")
    before = (tmp_path / "kept").stat()
    after = linked(tmp_path / "output", tmp_path / "kept").stat()
    assert (after.st_ino, after.st_mtime_ns, after.st_nlink) == (before.st_ino, before.st_mtime_ns, 2)


def test_what_cannot_be_linked_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Closed to a web server, a symbolic link, of very many names, or beyond this file system: a file of its own."""
    for name in ("closed", "open", "known"):
        (tmp_path / name).write_bytes(b"kept")
    (tmp_path / "closed").chmod(0o600)
    (tmp_path / "led-to").symlink_to("open")
    for number in range(MOST_NAMES):
        (tmp_path / f"{number}").hardlink_to(tmp_path / "known")

    def refuse(*paths: object, **of: object) -> None:
        raise OSError(errno.EXDEV, "elsewhere")

    names = ["closed", "led-to", "known", "open"]
    for name in names:
        if name == "open":
            monkeypatch.setattr(os, "link", refuse)
        published = linked(tmp_path / f"output-{name}", tmp_path / name)
        assert published.stat(follow_symlinks=False).st_nlink == 1


def test_files_of_the_same_bytes_are_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more names a file than any file system gives three releases at a time; each worker makes its own."""
    count = 2 * MOST_NAMES + 32  # of which both workers get the same
    paths = [f"{number % 7}/{number}" for number in range(count)]
    for hands, files in ((1, 3), (2, 4)):
        monkeypatch.setattr(workers, "hands", lambda pieces, hands=hands: hands)
        folder = tmp_path / f"{hands}"
        output = Output(folder)
        output.offer_alike(paths, b"same")
        output.finish()
        assert {(folder / path).read_bytes() for path in paths} == {b"same"}
        assert len({(folder / path).stat().st_ino for path in paths}) == files


def test_no_file_is_written_in_place(tmp_path: Path) -> None:
    """What stands in the folder may be a link to what is kept: that stays as it is."""
    kept = tmp_path / "kept"
    kept.write_bytes(b"kept")
    for make_other in (Output.offer_bytes, Output.replace):
        published = linked(tmp_path / "output", kept)
        assert published.samefile(kept)
        output = Output(tmp_path / "output")
        make_other(output, "a/kept", b"other")
        output.finish()
        assert (kept.read_bytes(), published.read_bytes()) == (b"kept", b"other")
