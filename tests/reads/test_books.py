"""From counts to the files of the ledger, and the command as an editor runs it."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.newsroom.problem import Problem
from plugins.newsroom.reads import Ledger, Row, read_ledger
from plugins.reads.__main__ import main
from plugins.reads.books import merge
from plugins.reads.segments import Segment
from plugins.reads.state import State, read_state, seal, write_all
from tests.building import text
from tests.reads.lines import CHROME

STORY = "2026/11/a.vi"


def counted(hours: dict[str, int], kind: str = "mark", key: str = "1") -> State:
    """A state that has counted one text."""
    segment = Segment("x", key, counts={kind: {hour: {STORY: reads} for hour, reads in hours.items()}})
    return State(segments={"web": {key: segment}})


def rows(state: State, *old: Row, evidence: str = "auto") -> list[tuple[str, int]]:
    return [(row.slot, row.reads) for row in merge(Ledger(list(old)), state, evidence)]


def test_small_hours_go_into_the_day_and_smaller_days_are_dropped() -> None:
    """Every read stands in one row; no row has fewer than three."""
    assert rows(counted({"2026-11-21T10": 5, "2026-11-21T11": 2, "2026-11-21T12": 1})) == [
        ("2026-11-21", 3), ("2026-11-21T10", 5)
    ]  # fmt: skip
    assert rows(counted({"2026-11-21T11": 1, "2026-11-21T12": 1})) == []


def test_old_hours_become_days() -> None:
    """Three days after, an hour is not told apart any more."""
    assert rows(counted({"2026-11-17T10": 5, "2026-11-17T11": 4, "2026-11-21T12": 3})) == [
        ("2026-11-17", 9), ("2026-11-21T12", 3)
    ]  # fmt: skip


def test_other_days_stay() -> None:
    """Only days that were counted are replaced."""
    assert rows(counted({"2026-11-21T10": 5}), Row("2026-11-20", "2026/11/a", "vi", 8)) == [
        ("2026-11-20", 8), ("2026-11-21T10", 5)
    ]  # fmt: skip


def test_without_its_state_the_larger_count_of_a_day_stays() -> None:
    """A new machine that has only today's second half does not take the morning away."""
    morning = Row("2026-11-21T08", "2026/11/a", "vi", 50)
    state = counted({"2026-11-21T15": 5})
    assert rows(state, morning) == [("2026-11-21T08", 50)]
    state.segments["web"]["1"].counts["mark"]["2026-11-21T08"] = {STORY: 60}
    assert rows(state, morning) == [("2026-11-21T08", 60), ("2026-11-21T15", 5)]


def test_by_day_marks_go_before_assets() -> None:
    """Unless the setting says what tells a read."""
    state = counted({"2026-11-21T10": 5})
    state.segments["web"]["2"] = Segment(
        "y", "2", counts={"asset": {"2026-11-21T10": {STORY: 7}, "2026-11-20T10": {STORY: 4}}}
    )
    assert rows(state) == [("2026-11-20T10", 4), ("2026-11-21T10", 5)]
    assert rows(state, evidence="asset") == [("2026-11-20T10", 4), ("2026-11-21T10", 7)]


def test_logs_go_before_other_counters() -> None:
    """A day is never counted twice."""
    state = counted({"2026-11-21T10": 5})
    state.external = {
        "plausible": {"2026-11-21T10": {STORY: 9}, "2026-11-20T10": {STORY: 9}},
        "umami": {"2026-11-20": {STORY: 4}},
    }
    assert rows(state) == [("2026-11-20T10", 9), ("2026-11-21T10", 5)]


def test_old_segments_are_sealed() -> None:
    """Forty days after, a log can't grow any more; its rows stay."""
    state = State(segments={"web": {"1": Segment("a", "1", until=0), "2": Segment("b", "2", until=41 * 86400)}})
    seal(state, 40)
    assert list(state.segments["web"]) == ["2"]


def test_a_full_disk_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old file or the new one, never half; and nothing left lying about."""
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text("old")
    calls = iter([None, OSError(errno.ENOSPC, "No space left on device")])

    def fsync(_: int) -> None:
        if error := next(calls):
            raise error

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(OSError, match="No space left"):
        write_all({first: "new", second: "new"})
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
    assert first.read_text() == "old"


@pytest.mark.parametrize("data", ["", "{", "[]", '{"version": 1}', '{"version": 99}', '{"version": 1, "segments": 3}'])
def test_a_broken_state_is_begun_anew(tmp_path: Path, data: str) -> None:
    """State is advisory."""
    path = tmp_path / "state.json"
    path.write_text(data)
    assert read_state(path, list[Problem]()).segments == {}


@pytest.fixture
def desk(tmp_path: Path) -> list[str]:
    """A bulletin of two stories, its settings, and the words that lead the command there."""
    for part in (
        text("2026/01/a/vi"),
        text("2026/01/a/en", slug="letter"),
        text("2026/01/b/vi", aliases="[/2025/12/x/]"),
    ):
        head, _, body = part.partition(" --\n")
        path = tmp_path / "content" / head.removeprefix("-- ")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, encoding="utf-8")
    (tmp_path / "conf.py").write_text(f"PATH = {str(tmp_path / 'content')!r}\nTHEME = 'theme'\n")
    return ["--settings", str(tmp_path / "conf.py"), "--state", str(tmp_path / "state"), "--now", "2026-01-22 08:00"]


def marks(folder: Path, key: str, reads: int, name: str) -> str:
    lines = (
        f'14.{n}.1.1 - - [22/Jan/2026:07:{n % 60:02}:00 +0700] "GET /_read/{key}.gif HTTP/1.1" 200 43 "-" "{CHROME}"\n'
        for n in range(reads)
    )
    (folder / name).write_text("".join(lines))
    return str(folder / name)


def test_the_command_counts_reports_and_freshens(
    tmp_path: Path, desk: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Logs in, rows out; the report ranks them; the fresh list stands beside the site."""
    files = [marks(tmp_path, "2026/01/a.vi", 5, "1.log"), marks(tmp_path, "2026/01/b.vi", 9, "2.log")]
    assert main([*files, *desk]) == 0
    assert "reads found: 14 by mark" in capsys.readouterr().out
    folder = tmp_path / "content" / "desk" / "reads"
    assert (folder / "2026-01.csv").read_text() == (
        "hour_or_day,story,edition,reads\n2026-01-22T07,2026/01/a,vi,5\n2026-01-22T07,2026/01/b,vi,9\n"
    )
    assert (folder / "sources.csv").read_text() == (
        "source,evidence,since,until\nweb,mark,2026-01-22T07:00+07:00,2026-01-22T07:08+07:00\n"
    )
    problems: list[Problem] = []
    assert len(read_ledger(folder, problems).rows) == 2
    assert problems == []
    assert main(["--report", "--fresh", str(tmp_path / "out"), *desk]) == 0
    told = capsys.readouterr().out
    assert told.index("2026/01/b") < told.index("2026/01/a")
    assert (tmp_path / "state" / "reads.html").read_text().count("<svg") == 2
    assert '"/2026/01/b/","Tít b"' in (tmp_path / "out" / "doc-nhieu.json").read_text()
    assert not (tmp_path / "out" / "en").exists()


def test_errors_change_nothing(tmp_path: Path, desk: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A missing file beside a good one: exit code 1, no ledger."""
    assert main([marks(tmp_path, "2026/01/a.vi", 5, "1.log"), str(tmp_path / "none.log"), *desk]) == 1
    assert "there is no such file -> look for a slip in the name" in capsys.readouterr().err
    assert not (tmp_path / "content" / "desk" / "reads").exists()


def test_standard_input_and_no_pelican(tmp_path: Path, desk: list[str]) -> None:
    """``-`` reads what is piped in; the command never loads Pelican."""
    log = Path(marks(tmp_path, "2026/01/a.vi", 5, "1.log")).read_bytes()
    code = (
        f"import sys; from plugins.reads.__main__ import main; code = main({['-', *desk]!r}); "
        "print('pelican' in sys.modules); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code], input=log, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.endswith(b"False\n")


def test_wrong_settings_are_told_all_at_once(
    tmp_path: Path, desk: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong word and a broken pattern, each with its cure."""
    with (tmp_path / "conf.py").open("a") as conf:
        conf.write("READS = {'evidence': 'assets', 'robots': '('}\n")
    assert main(["x.log", *desk]) == 1
    assert capsys.readouterr().err.splitlines() == [
        "pelicanconf.py:1:1: READS['evidence'] can't be 'assets' -> did you mean 'asset'?",
        "pelicanconf.py:1:1: READS['robots'] is no regular expression: missing ), unterminated subpattern at position 0 "
        '-> write it like "mybot|othercrawler"',
    ]
