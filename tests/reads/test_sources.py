"""Other counters: recorded answers, a stub server on loopback, tokens that stay secret."""

import json
import threading
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from plugins.newsroom.problem import Problem
from plugins.reads.sources import Span, fetch
from plugins.reads.state import State
from plugins.reads.stories import Places
from tests.reads.lines import NOON, TEXTS, A, B

TOKEN = "tok-3n-very-secret"
SPAN = Span(NOON - timedelta(hours=30), NOON)
HOURLY = [0] * 5 + [7] + [0] * 18  # 05:00 UTC is noon in Hanoi
GOAT = {"hits": [{"path_id": 1, "path": A, "stats": [{"day": "2026-11-21", "hourly": HOURLY}]}], "more": True}
GOAT_2 = {"hits": [{"path_id": 2, "path": f"/m{A}", "stats": [{"day": "2026-11-21T00:00:00Z", "hourly": HOURLY}]}]}
PLAUSIBLE = {"results": [{"dimensions": [A, "2026-11-21 12:00:00"], "metrics": [14]},
                         {"dimensions": ["/about/", "2026-11-21 12:00:00"], "metrics": [3]}]}  # fmt: skip
MATOMO = [{"label": "/x", "url": f"https://x.vn{A}", "nb_visits": 14}, {"label": f"{B}?a=b", "nb_visits": "4"}]
UMAMI = [{"x": A, "y": 14}, {"x": "/", "y": 99}]
GA4 = {"rows": [{"dimensionValues": [{"value": A}, {"value": "2026112112"}], "metricValues": [{"value": "14"}]}],
       "rowCount": 1}  # fmt: skip
NAMES = ["goatcounter", "plausible", "matomo", "umami", "ga4"]


class Stub(BaseHTTPRequestHandler):
    """Answers as the five counters do, if the token is right."""

    asked: list[str] = []  # noqa: RUF012 (emptied by the fixture)
    status = 200
    body: bytes | None = None

    def do_GET(self) -> None:
        self.answer(b"")

    def do_POST(self) -> None:
        self.answer(self.rfile.read(int(self.headers["Content-Length"])))

    def answer(self, sent: bytes) -> None:
        self.asked.append(self.path)
        token = self.headers.get("Authorization") == f"Bearer {TOKEN}" or f"token_auth={TOKEN}".encode() in sent
        data = self.body if self.body is not None else json.dumps(self.right()).encode()
        status = self.status if token else 401
        self.send_response(status)
        if status in (301, 302):
            self.send_header("Location", "http://127.0.0.1:9/")
        self.end_headers()
        self.wfile.write(data if status == 200 else f"no {TOKEN}".encode())

    def right(self) -> Any:
        if self.path.startswith("/api/v0"):
            return GOAT_2 if "exclude_paths=1" in self.path else GOAT
        if self.path.startswith("/api/v2"):
            return PLAUSIBLE
        if self.path.startswith("/api/websites"):
            return UMAMI
        return GA4 if self.path.startswith("/v1beta") else MATOMO

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Stub]]:
    """The counters on loopback, their addresses and tokens in the environment."""
    kind = type("OneStub", (Stub,), {"asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for name in NAMES:
        monkeypatch.setenv(f"{name.upper()}_URL", f"http://127.0.0.1:{server.server_port}/")
        monkeypatch.setenv(f"{name.upper()}_TOKEN", TOKEN)
        monkeypatch.setenv(f"{name.upper()}_SITE", "1")
    monkeypatch.setenv("GA4_PROPERTY", "123")
    yield kind
    server.shutdown()
    server.server_close()


def ask(name: str, state: State | None = None, *files: str) -> tuple[State, list[Problem]]:
    state = state or State()
    problems: list[Problem] = []
    fetch(name, Places(TEXTS), state, SPAN, problems, list(files))
    return state, problems


@pytest.mark.parametrize("name", NAMES)
def test_every_counter_is_understood(name: str, stub: type[Stub]) -> None:
    """14 reads of the text, whatever the address they were counted at; other pages are left out."""
    state, problems = ask(name)
    assert problems == []
    slots = state.external[name]
    assert {text: sum(one.get(text, 0) for one in slots.values()) // len(slots) for text in ["2026/11/a.vi"]} == {
        "2026/11/a.vi": 14
    }
    assert state.external_until[name] == "2026-11-21T12:00+07:00"


def test_goatcounter_reads_page_by_page_in_utc(stub: type[Stub]) -> None:
    """Its hours are UTC, ours are Hanoi's; the second question leaves out what was told."""
    state, _ = ask("goatcounter")
    assert state.external["goatcounter"] == {"2026-11-21T12": {"2026/11/a.vi": 14}}
    assert len(stub.asked) == 2


@pytest.mark.parametrize("name", NAMES)
def test_without_a_token_nothing_is_asked(name: str, stub: type[Stub], monkeypatch: pytest.MonkeyPatch) -> None:
    """The name of the variable is told."""
    monkeypatch.delenv(f"{name.upper()}_TOKEN")
    _, problems = ask(name)
    assert str(problems[0]) == (
        f"{name}:1:1: {name.upper()}_TOKEN is not set -> set it in the environment, never in a file of the repository"
    )
    assert stub.asked == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("status", "body"), [(401, None), (500, None), (302, None), (200, b"<html>"), (200, b'{"a": 1}'), (200, b"[1]")]
)
def test_no_answer_changes_nothing_and_tells_no_token(
    name: str, status: int, body: bytes | None, stub: type[Stub]
) -> None:
    """Refused, broken, redirected, another form: an error, the state as it was, the token nowhere."""
    state, _ = ask(name)
    before = json.dumps(state.external)
    stub.status, stub.body = status, body
    _, problems = ask(name, state)
    if name == "ga4" and body == b'{"a": 1}':
        assert problems == []  # an answer without rows is one: nobody came
    else:
        assert len(problems) == 1
        assert "the reads stay as they were" in str(problems[0])
        assert TOKEN not in str(problems[0])
    assert json.dumps(state.external) == before


def test_an_unreachable_counter_is_told(stub: type[Stub], monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody listens at port 9."""
    monkeypatch.setenv("PLAUSIBLE_URL", "http://127.0.0.1:9")
    _, problems = ask("plausible")
    assert str(problems[0]) == (
        "plausible:1:1: 127.0.0.1 can't be reached ([Errno 111] Connection refused); the reads stay as they were -> "
        "look at the address and the network"
    )


def test_the_token_is_never_sent_in_the_clear(stub: type[Stub], monkeypatch: pytest.MonkeyPatch) -> None:
    """Only https, but for this machine."""
    monkeypatch.setenv("UMAMI_URL", "http://stats.example")
    _, problems = ask("umami")
    assert "is not https, so the token is not sent" in str(problems[0])


def test_goatcounters_export(tmp_path: Path) -> None:
    """The zip of JSON lines, without any network; a broken one is told."""
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x/paths.jsonl", json.dumps({"id": 3, "path": A, "title": ""}) + "\n")
        archive.writestr(
            "x/hit_stats.jsonl", json.dumps({"hour": "2026-11-21T05:00:00Z", "path_id": 3, "count": 9}) + "\n"
        )
    state, problems = ask("goatcounter", None, str(path))
    assert (problems, state.external["goatcounter"]) == ([], {"2026-11-21T12": {"2026/11/a.vi": 9}})
    path.write_bytes(b"PK nonsense")
    assert "is no JSON export of GoatCounter" in str(ask("goatcounter", None, str(path))[1][0])


def test_an_unknown_counter() -> None:
    """The nearest name is offered."""
    assert str(ask("plausibel")[1][0]) == "plausibel:1:1: there is no such counter -> did you mean 'plausible'?"
