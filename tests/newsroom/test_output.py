"""The files of a release: made where they are wanted, together where they share, and none is missed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.newsroom import workers
from plugins.newsroom.output import Output


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


def test_one_path_is_wanted_once(tmp_path: Path) -> None:
    """Of two things at one address one would be lost in silence."""
    output = Output(tmp_path)
    output.offer_bytes("a", b"1")
    with pytest.raises(FileExistsError, match="two things want to be a"):
        output.offer_bytes("a", b"1")
