"""The same log gives the same counts, however it comes."""

import gzip
import random
import re
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reads.lines import CSS, A, B, Machine, line

PLACES = [A, B, f"/m{A}", CSS, "/_read/2026/11/a.vi.gif", "/_read/2026/11/b.vi.gif", "/nothing"]
READERS = [f"14.1.{number}.9" for number in range(6)]


def log(seed: int, lines: int, first: int = 0) -> list[str]:
    """Lines of some hours; no two of them alike."""
    rnd = random.Random(seed)
    return [line(rnd.choice(PLACES), first + 40 * n, ip=rnd.choice(READERS), size=str(first + n)) for n in range(lines)]


def gz(machine: Machine, name: str, *lines: str) -> str:
    (machine.folder / name).write_bytes(gzip.compress("".join(lines).encode()))
    return name


def test_fed_twice_renamed_gzipped(machine: Machine) -> None:
    """Once is enough."""
    lines = log(1, 300)
    machine.feed(machine.write("access.log", *lines))
    once = machine.totals()
    assert once
    for name in (machine.write("access.log", *lines), machine.write("x.1", *lines), gz(machine, "x.2.gz", *lines)):
        outcome = machine.feed(name)
        assert (outcome.new, outcome.kept, machine.totals()) == ([], 1, once)
    machine.feed("access.log", "x.1", "x.2.gz")
    assert machine.totals() == once


def test_a_grown_log_replaces_itself(machine: Machine) -> None:
    """30, 70 and 100 percent of a log count as the whole; the beginning again changes nothing."""
    lines = log(2, 300)
    for part in (90, 210, 300, 90):
        machine.feed(machine.write("access.log", *lines[:part]))
    assert machine.totals() == machine.count(*lines)


def test_rotation(machine: Machine) -> None:
    """As logrotate does it: every run gets all files there are."""
    lines = log(3, 300)
    machine.feed(machine.write("access.log", *lines[:100]))
    machine.write("access.log.1", *lines[:150])
    machine.write("access.log", *lines[150:200])
    machine.feed("access.log*")
    gz(machine, "access.log.2.gz", *lines[:150])
    machine.write("access.log.1", *lines[150:250])
    machine.write("access.log", *lines[250:])
    machine.feed("access.log*")
    assert machine.totals() == machine.count(*lines)


def test_an_overlapping_file_is_refused_with_both_names(machine: Machine) -> None:
    """A concatenation, a tail, a head without its first lines: nothing is changed."""
    lines = log(4, 600)
    a, b = machine.write("a.log", *lines[:300]), machine.write("b.log", *lines[300:])
    machine.feed(a, b)
    before = machine.totals()
    for name, part in (("ab.log", lines), ("tail.log", lines[200:300]), ("middle.log", lines[20:400])):
        machine.feed(machine.write(name, *part))
        assert re.fullmatch(
            rf"\S+/{name}:1:1: holds lines of \S+/[ab].log as well -> "
            "feed one of the two; logs of two servers are told apart by --source NAME",
            str(machine.problems[0]),
        )
        assert machine.totals() == before


def test_a_fork_is_refused(machine: Machine) -> None:
    """Two logs that begin with the same line are not one."""
    lines = log(5, 60)
    machine.feed(machine.write("a.log", *lines))
    machine.feed(machine.write("c.log", lines[0], *log(6, 80, 50_000)))
    assert "begins like" in str(machine.problems[0])
    assert "but goes on differently" in str(machine.problems[0])


def test_two_servers_are_two_sources(machine: Machine) -> None:
    """The same lines from another server are other readers' requests."""
    lines = log(7, 200)
    machine.feed(machine.write("a.log", *lines))
    once = machine.totals()
    machine.feed("a.log", source="second")
    assert machine.totals() == {text: 2 * reads for text, reads in once.items()}


def test_who_read_in_two_files_is_told_when_they_come_apart(machine: Machine) -> None:
    """A grown log without the one it was counted with: a warning, for a reader of both would count twice."""
    lines = log(8, 200)
    machine.write("access.log.1", *lines[:100])
    machine.write("access.log", *lines[100:150])
    machine.feed("access.log.1", "access.log")
    machine.feed(machine.write("access.log", *lines[100:]))
    assert "was counted together with" in str(machine.problems[0])


def test_the_state_holds_nothing_personal(machine: Machine) -> None:
    """No address, no agent, nothing hashed of them: the same lines of other readers give the same state."""
    one, other = (
        log(9, 200),
        [text.replace("14.1.", "66.7.").replace("Chrome/140", "Firefox/3") for text in log(9, 200)],
    )
    machine.feed(machine.write("a.log", *one))
    first = (machine.folder / "state.json").read_text()
    assert not re.search(r"\d+\.\d+\.\d+\.\d+|Mozilla|Chrome", first)
    again = Machine(machine.folder)
    again.feed(again.write("a.log", *other))
    assert (machine.folder / "state.json").read_text() == first


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    cuts=st.lists(st.integers(1, 119), max_size=5, unique=True),
    order=st.randoms(use_true_random=False),
)
def test_any_split_and_order_of_files_gives_the_same(seed: int, cuts: list[int], order: random.Random) -> None:
    """Cut anywhere, some parts gzipped, fed in any order, twice: always what the whole log gives."""
    lines = log(seed, 120)
    with TemporaryDirectory() as folder:
        machine = Machine(Path(folder))
        edges = [0, *sorted(cuts), len(lines)]
        names = []
        for number, (first, last) in enumerate(pairwise(edges)):
            write = gz if order.random() < 0.5 else Machine.write
            names.append(write(machine, f"part-{number}", *lines[first:last]))
        order.shuffle(names)
        machine.feed(*names)
        assert machine.problems == []
        parts = machine.totals()
        machine.feed(*reversed(names))
        assert machine.totals() == parts == Machine(Path(folder)).count(*lines)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), order=st.randoms(use_true_random=False))
def test_any_order_of_lines_gives_the_same(seed: int, order: random.Random) -> None:
    """Late lines, the clock going back."""
    lines = log(seed, 120)
    with TemporaryDirectory() as folder:
        machine = Machine(Path(folder))
        right = machine.count(*lines)
        order.shuffle(lines)
        assert machine.count(*lines) == right


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), steps=st.lists(st.integers(1, 40), min_size=2, max_size=6))
def test_any_rotation_gives_the_same(seed: int, steps: list[int]) -> None:
    """The log grows by steps; after each it may have been rotated; every run gets all files."""
    lines = log(seed, sum(steps))
    with TemporaryDirectory() as folder:
        machine, start, end = Machine(Path(folder)), 0, 0
        for number, step in enumerate(steps):
            end += step
            machine.write("access.log", *lines[start:end])
            machine.feed("access.log*")
            if step % 2:
                (machine.folder / "access.log").rename(machine.folder / f"access.log.{number}")
                start = end
        assert machine.totals() == Machine(Path(folder)).count(*lines)
