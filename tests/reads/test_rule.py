"""What counts as a read."""

import sys
import types
from importlib.machinery import ModuleSpec

import pytest

from plugins.reads.settings import ReadsSettings
from plugins.reads.visitors import network
from tests.reads.lines import CSS, A, B, Machine, line

MARK = "/_read/2026/11/a.vi.gif"
ONE = {"2026/11/a.vi": 1}


def test_a_page_with_an_asset_by_the_same_visitor_is_a_read(machine: Machine) -> None:
    """Within 90 seconds before or after, by address and agent; without it the page was only fetched."""
    assert machine.count(line(A), line(CSS, 90)) == ONE
    assert machine.count(line(CSS), line(A, 90)) == ONE
    assert machine.count(line(A), line(CSS, 91)) == {}
    assert machine.count(line(A), line(CSS, 1, ip="14.1.2.4")) == {}
    assert machine.count(line(A), line(CSS, 1, agent="Mozilla/5.0 Firefox")) == {}
    assert machine.count(line(A)) == {}


def test_a_mark_alone_is_a_read(machine: Machine) -> None:
    """A returning reader whose browser has all assets, and a mobile page that asks for nothing else, are counted."""
    assert machine.count(line(f"/m{A}"), line(MARK, 40)) == ONE
    assert machine.count(line(A, status=304), line(MARK, 40, status=204)) == ONE


def test_where_there_are_marks_pages_are_not_counted_besides(machine: Machine) -> None:
    """Who opened the page but did not come to its end is no reader on a day with marks."""
    assert machine.count(line(A), line(CSS), line(MARK, 9, ip="14.9.9.9")) == ONE
    machine.settings = ReadsSettings(evidence="asset")
    assert machine.count(line(A), line(CSS), line(MARK, 9, ip="14.9.9.9")) == ONE


def test_beacons_are_counted_with_post_and_204_and_without_address(machine: Machine) -> None:
    """A log without addresses and agents counts each beacon once."""
    beacon = "/_read?s=2026%2F11%2Fa.vi"
    lines = [line(beacon, n, ip="-", agent="-", status=204, method=m) for n, m in enumerate(("GET", "POST", "HEAD"))]
    assert machine.count(*lines) == {"2026/11/a.vi": 2}


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"method": "HEAD"}, "method"),
        ({"method": "POST"}, "method"),
        ({"status": 206}, "status"),
        ({"status": 404}, "status"),
        ({"agent": "Mozilla/5.0 (compatible; coccocbot-web/1.0)"}, "declared robot"),
        ({"agent": "Mozilla/5.0 HeadlessChrome/140"}, "declared robot"),
        ({"agent": "-"}, "declared robot"),
    ],
)
def test_what_is_no_read(machine: Machine, more: dict[str, str], why: str) -> None:
    """Each is dropped, and the report says why."""
    name = machine.write("x.log", line(A, **more), line(MARK, **more))  # type: ignore[arg-type]
    assert machine.feed(name).dropped[why] == 2
    assert machine.totals() == {}


@pytest.mark.parametrize(
    "agent", ["Mozilla/5.0 (Linux; Android 13; CUBOT P80) Chrome/140", "coc_coc_browser/140 Chrome"]
)
def test_readers_are_not_taken_for_robots(machine: Machine, agent: str) -> None:
    """A telephone called CUBOT, a browser called Cốc Cốc."""
    assert machine.count(line(MARK, agent=agent)) == ONE


def test_a_maintained_list_is_used_where_it_is_installed(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The package crawler-user-agents, and a pattern of the settings, besides our own."""
    machine.settings = ReadsSettings(robots="strange")
    assert machine.count(line(MARK, agent="Mozilla/5.0 Strange/1"), line(MARK, agent="Mozilla/5.0 Odd/1")) == ONE
    stand_in = types.ModuleType("crawleruseragents")
    stand_in.is_crawler = lambda agent: "Odd" in agent  # type: ignore[attr-defined]
    stand_in.__spec__ = ModuleSpec("crawleruseragents", None)
    monkeypatch.setitem(sys.modules, "crawleruseragents", stand_in)
    assert machine.count(line(MARK, agent="Mozilla/5.0 Odd/1")) == {}


def test_once_per_reader_text_and_day_in_hanoi(machine: Machine) -> None:
    """Twice before midnight is one, once more after it is two; editions are counted apart."""
    midnight = 12 * 3600
    assert machine.count(line(MARK), line(MARK, 600), line(MARK, midnight - 1)) == ONE
    assert machine.count(line(MARK, midnight - 1), line(MARK, midnight)) == {"2026/11/a.vi": 2}
    both = machine.count(line(MARK), line("/_read/2026/11/a.en.gif", 5))
    assert both == {"2026/11/a.vi": 1, "2026/11/a.en": 1}


@pytest.mark.parametrize(
    "target",
    [
        A, f"/m{A}", f"/song-ngu{A}", "/2026/10/c%C5%A9/", "/2026/10/c%c5%a9/", "/2026/10/cu%CC%83/", f"{A}index.html",
        f"{A}?utm_source=x&fbclid=y", f"{A}#x", f"https://x.vn{A}",
    ],
)  # fmt: skip
def test_all_addresses_of_a_text_are_one(machine: Machine, target: str) -> None:
    """Mobile, side by side, former addresses, percent-encoding in both cases, NFD, queries."""
    assert machine.count(line(target), line(CSS, 1)) == ONE


def test_a_network_has_at_most_20_reads_of_a_text_a_day(machine: Machine) -> None:
    """A /24 that votes 300 times counts 20 times; with 2,000 other readers two percent of them, 40."""
    votes = [line(MARK, n, ip=f"203.0.113.{n % 250}", agent=f"Firefox/{n}") for n in range(300)]
    assert machine.count(*votes) == {"2026/11/a.vi": 20}
    others = [line(MARK, n, ip=f"14.{n // 200}.{n % 200}.9") for n in range(2000)]
    assert machine.count(*votes, *others) == {"2026/11/a.vi": 2040}


@pytest.mark.parametrize(
    ("ip", "net"),
    [
        (b"14.1.2.3", b"14.1.2"), (b"2405:4800:ab::1", b"2405:4800:ab"), (b"2405:4800:00AB:1:2:3:4:5", b"2405:4800:ab"),
        (b"::ffff:14.1.2.3", b"14.1.2"), (b"2001::1", b"2001:0:0"), (b"nonsense", b"nonsense"), (b"", b""),
    ],
)  # fmt: skip
def test_networks(ip: bytes, net: bytes) -> None:
    """/24 of IPv4, /48 of IPv6 however it is written."""
    assert network(ip) == net


def test_lines_may_be_late_and_in_any_order(machine: Machine) -> None:
    """The clock going back changes nothing."""
    lines = [line(A), line(CSS, 5), line(B, 400), line(CSS, 420), line(A, 50)]
    assert machine.count(*reversed(lines)) == machine.count(*lines) == {"2026/11/a.vi": 1, "2026/11/b.vi": 1}
