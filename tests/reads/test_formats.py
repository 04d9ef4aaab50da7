"""Forms of logs, and what is no log."""

import gzip
import json

import pytest

from tests.reads.lines import CHROME, CSS, NOON, A, Machine, caddy, line

ONE = {"2026/11/a.vi": 1}


def nginx_json(target: str, **more: str) -> str:
    record = {"time_iso8601": NOON.isoformat(), "remote_addr": "14.1.2.3", "request": f"GET {target} HTTP/2.0",
              "status": "200", "http_user_agent": CHROME, **more}  # fmt: skip
    return json.dumps(record) + "\n"


def cloudfront(target: str, second: int, request: str) -> str:
    cells = (
        "2026-11-21",
        f"05:00:{second:02}",
        "HAN50",
        "100",
        "14.1.2.3",
        "GET",
        "x.cloudfront.net",
        target,
        "200",
        "-",
    )
    return "\t".join((*cells, CHROME.replace(" ", "%2520"), "-", request)) + "\n"


FIELDS = (
    "#Version: 1.0\n#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status "
    "cs(Referer) cs(User-Agent) cs-uri-query x-edge-request-id\n"
)


@pytest.mark.parametrize(
    "text",
    [
        line(A) + line(CSS, 1),
        "x.vn:443 " + line(A) + "x.vn:443 " + line(CSS, 1),
        nginx_json(A) + nginx_json(CSS),
        caddy(A) + caddy(CSS, 1),
        FIELDS + cloudfront(A, 0, "r1") + cloudfront(CSS, 1, "r2"),
        line(A, agent='Mozilla \\"odd\\" Chrome') + line(CSS, 1, agent='Mozilla \\"odd\\" Chrome'),
        (line(A) + line(CSS, 1)).replace("\n", "\r\n"),
        (line(A) + line(CSS, 1)).replace(" - - [", " - Mai Anh [").rstrip("\n"),
    ],
    ids=["combined", "vhost", "nginx-json", "caddy", "cloudfront", "quotes", "crlf", "user"],
)
def test_every_form_is_read(machine: Machine, text: str) -> None:
    """Plain or gzipped."""
    assert machine.count(text) == ONE
    machine.state.segments.clear()
    (machine.folder / "x.gz").write_bytes(gzip.compress(text.encode()))
    machine.feed("x.gz")
    assert machine.totals() == ONE


def test_prefetch_is_no_read(machine: Machine) -> None:
    """Where the log tells the purpose of a request."""
    mark = "/_read/2026/11/a.vi.gif"
    assert machine.count(caddy(mark, sec_purpose="prefetch;prerender")) == {}
    assert machine.count(nginx_json(mark, http_sec_purpose="prefetch")) == {}
    assert machine.count(nginx_json(mark, http_x_moz="prefetch")) == {}
    assert machine.count(caddy(mark)) == ONE


def test_junk_lines_are_counted_and_told(machine: Machine) -> None:
    """Binary, half a line, an endless one, impossible dates: each is left out, none stops the count."""
    junk = ["\x16\x03\x01\x00\xee\n", "14.1.2.3 - - [21/Nov\n", "x" * 1_000_000 + "\n", "\n"]
    dates = [
        line(A).replace("21/Nov/2026", day) for day in ("99/Nov/2026", "31/Feb/2026", "21/Foo/2026", "21/Nov/2199")
    ]
    name = machine.write("x.log", line(A), *junk, *dates, line(CSS, 1), "\x00" * 50)
    outcome = machine.feed(name)
    assert (outcome.junk, outcome.dropped["date"], machine.totals()) == (4, 4, ONE)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "1:1: this is no log of a web server: “�PNG?”"),
        (b"\n\nslug,reads\na,1\n", "3:1: this is no log of a web server: “slug,reads”"),
        (b"\x00" * 3_000_000, "1:1: this is no log of a web server: “(one endless line)”"),
    ],
)
def test_another_format_is_refused_by_name_and_line(machine: Machine, data: bytes, told: str) -> None:
    """A picture, a table, zeros: the run changes nothing."""
    (machine.folder / "odd").write_bytes(data)
    machine.feed("odd", machine.write("good.log", line(A), line(CSS)))
    assert str(machine.problems[0]).startswith(str(machine.folder / "odd") + ":" + told)
    assert machine.totals() == {}


def test_a_truncated_gz_counts_as_far_as_it_goes(machine: Machine) -> None:
    """And the whole file replaces it later."""
    whole = gzip.compress(
        "".join([line(A), line(CSS, 1), *(line("/x", n, size=str(n * 7919)) for n in range(3000))]).encode()
    )
    (machine.folder / "x.gz").write_bytes(whole[: len(whole) // 2])
    machine.feed("x.gz")
    assert str(machine.problems[0]).endswith(
        "x.gz:1:1: warning: the compressed file ends in the middle -> "
        "what came before is counted; feed the whole file later and it replaces this one"
    )
    assert machine.totals() == ONE
    (machine.folder / "x.gz").write_bytes(whole)
    machine.feed("x.gz")
    assert (machine.problems, machine.totals()) == ([], ONE)


def test_nothing_and_nobody(machine: Machine) -> None:
    """An empty file counts nothing; a missing one and a folder are told."""
    machine.feed(machine.write("empty.log"))
    assert (machine.problems, machine.totals()) == ([], {})
    (machine.folder / "folder").mkdir()
    machine.feed("nothere.log", "folder")
    assert [problem.message for problem in machine.problems] == ["there is no such file", "is a folder"]


def test_a_log_of_another_site_is_told_and_changes_nothing(machine: Machine) -> None:
    """Not one line leads to us: the data must not look fresher than they are."""
    outcome = machine.feed(machine.write("x.log", *(line(f"/blog/{n}", n) for n in range(50))))
    assert outcome.dropped == {"no article of ours": 50}
    assert machine.state.segments == {"web": {}}


def test_cloudfront_files_of_one_hour_do_not_overlap(machine: Machine) -> None:
    """Edges answer the same request in the same second: the request's id tells them apart."""
    for edge in ("r", "s"):
        lines = "".join(cloudfront(A if n % 2 else CSS, n, f"{edge}{n}") for n in range(40))
        machine.write(edge, FIELDS + lines)
    machine.feed("r", "s")
    assert machine.problems == []
