"""Debian's nginx and Caddy really serving on loopback, Chromium really reading, our snippets really used."""

import json
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from plugins.reads.intake import find_logs
from plugins.reads.run import Run
from plugins.reads.settings import ReadsSettings
from plugins.reads.state import State
from plugins.reads.stories import Places, find_texts
from tests.building import text
from tests.conftest import Bulletin

pytestmark = pytest.mark.browser
HERE = Path(__file__).resolve().parent
SERVERS = HERE.parents[1] / "plugins" / "reads" / "servers"
AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{} Safari/537.36"
LONG = "\n\n".join("Đoạn văn dài để bạn đọc phải cuộn trang nhiều lần mới tới cuối bài. " * 9 for _ in range(60))
SHORT = LONG[: len(LONG) // 40]
STORIES = (
    text("2026/01/c/vi", SHORT) + text("2026/01/a/vi", LONG) + text("2026/01/a/en", LONG) + text("2026/01/b/vi", LONG)
)


def need(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if not found:
        pytest.skip(f"there is no {name} on this machine")
    return found


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def running(command: list[str], port: int) -> Iterator[str]:
    """The server, from when it answers to when it is stopped."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        for _ in range(100):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if process.poll() is not None:
                pytest.fail(f"{command[0]} ended: {process.stderr.read() if process.stderr else ''}")
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def nginx(root: Path, folder: Path) -> Iterator[str]:
    """nginx with plugins/reads/servers/nginx.conf."""
    snippet = (SERVERS / "nginx.conf").read_text().replace("/var/log/nginx", str(folder))
    _, http, server = re.split(r"# -- \w+ --\n", snippet)
    port = free_port()
    config = f"""daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1; user root;
events {{}}
http {{ include /etc/nginx/mime.types; {http}
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{ listen 127.0.0.1:{port}; root {root}; access_log {folder}/access.log combined;
  {server} }} }}"""
    (folder / "nginx.conf").write_text(config)
    with running([need("nginx"), "-c", str(folder / "nginx.conf")], port) as base:
        yield base


@contextmanager
def caddy(root: Path, folder: Path) -> Iterator[str]:
    """Caddy with plugins/reads/servers/Caddyfile."""
    snippet = (SERVERS / "Caddyfile").read_text().replace("/var/log/caddy", str(folder))
    port = free_port()
    head = f"{{\n\tadmin off\n\tauto_https off\n\tstorage file_system {folder}/store\n}}\n"
    (folder / "Caddyfile").write_text(
        f"{head}http://127.0.0.1:{port} {{\n\troot * {root}\n\tfile_server\n{snippet}\n}}\n"
    )
    with running([need("caddy"), "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")], port) as base:
        yield base


def chromium(script: str, **task: Any) -> list[dict[str, Any]]:
    """What the script saw."""
    if not (HERE.parent / "browser" / "node_modules").is_dir():
        pytest.skip("tests/browser has no node_modules -> run the browser tests first")
    words = json.dumps({"chromium": need("chromium"), **task})
    command = [need("node"), str(HERE / f"{script}.mjs")]
    done = subprocess.run(command, input=words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told: list[dict[str, Any]] = json.loads(done.stdout)
    return told


def read(base: str, *readers: dict[str, Any]) -> list[dict[str, Any]]:
    """Let the readers read."""
    return chromium("reader", base=base, readers=readers)


def counted(site: Path, *logs: Path) -> dict[str, int]:
    """Reads by text in the logs."""
    state = State()
    run = Run(Places(find_texts(site.parent / "content")), ReadsSettings(), state, "web", int(time.time()) + 60)
    outcome = run.logs(find_logs([str(log) for log in logs], run.problems))
    assert run.problems == []
    assert outcome.judge is not None
    return {f"{text.story}.{text.edition}": reads for code, reads in sorted(outcome.judge.reads.items())
            for text in [run.places.texts[code >> 2]]}  # fmt: skip


def ask(url: str, **headers: str) -> tuple[int, str]:
    """Status and Cache-Control of an answer."""
    with urlopen(Request(url, headers=headers)) as answer:
        return answer.status, answer.headers["Cache-Control"]


A = "/2026/01/a/"
READERS = (
    {"agent": AGENT.format(150), "urls": [A, A], "scroll": True},  # the second time with all assets in the cache
    {"agent": AGENT.format(151), "urls": [f"/m{A}", f"/en{A}"], "scroll": True},
    {"agent": AGENT.format(152), "urls": [A, "/2026/01/b/"], "scroll": False},  # opened, not read
    {"agent": AGENT.format(155), "urls": ["/m/2026/01/c/"], "scroll": True},  # short: within reach from the first
    {"agent": AGENT.format(156), "urls": ["/m/2026/01/c/"], "scroll": False},
    {"agent": AGENT.format(157), "urls": [A, f"/m{A}"], "scroll": "partly"},  # two screens before the end
    {"agent": AGENT.format(153).replace("Chrome", "HeadlessChrome"), "urls": [A], "scroll": True},
)


@pytest.mark.parametrize("server", [nginx, caddy])
def test_who_comes_to_the_end_is_counted(bulletin: Bulletin, tmp_path: Path, server: Any) -> None:
    """Nothing is asked for before the reader scrolls; at the end one picture; cached pages and mobile pages count too."""
    need(server.__name__)
    site = bulletin(STORIES).output
    with server(site, tmp_path) as base:
        told = read(base, *READERS)
        prefetched = ask(
            f"{base}/_read/2026/01/b.vi.gif", **{"User-Agent": AGENT.format(154), "Sec-Purpose": "prefetch"}
        )
    assert prefetched == (200, "no-store")
    assert [page["before"] for page in told] == [0] * len(told)
    assert [page["after"] for page in told] == [1, 1, 1, 1, 0, 0, 1, 0, 0, 0, 1]
    assert [page["shifts"] for page in told] == [[]] * len(told)
    assert told[0]["assets"] > 0
    assert counted(site, tmp_path / "access.log") == {"2026/01/a.en": 1, "2026/01/a.vi": 2, "2026/01/c.vi": 1}


def test_the_beacon_tells_without_address(bulletin: Bulletin, tmp_path: Path) -> None:
    """After five seconds in view the beacon is sent once, and its log knows neither address nor agent."""
    need("nginx")
    site = bulletin(STORIES, MOST_READ={"evidence": "beacon"}).output
    with nginx(site, tmp_path) as base:
        told = read(
            base,
            {"agent": AGENT.format(150), "urls": [A], "scroll": False, "wait": 7000},
            {"agent": AGENT.format(151), "urls": [A], "scroll": True, "wait": 1000},
        )
        ask(f"{base}/_read?s=2026/01/a.vi", **{"User-Agent": "curl/8"})
    assert [page["after"] for page in told] == [1, 0]
    log = (tmp_path / "reads.log").read_text()
    assert "127.0.0.1" not in log
    assert "Mozilla" not in log
    assert counted(site, tmp_path / "reads.log") == {"2026/01/a.vi": 1}


def test_a_newer_list_takes_the_place_of_the_built_one_and_nothing_moves(bulletin: Bulletin, tmp_path: Path) -> None:
    """On a phone and at a desk; an older or broken answer changes nothing."""
    need("nginx")
    many = "".join(text(f"2026/01/{name}/vi") for name in "abcdefghijklmnopqrst")
    rows = "\n".join(f"2026-01-22T06,2026/01/{name},vi,{9 - n}" for n, name in enumerate("bcdef"))
    site = bulletin(many + f"-- desk/reads/2026-01.csv --\nhour_or_day,story,edition,reads\n{rows}\n").output
    built = [f"Tít {name}" for name in "bcdef"]
    newer = json.loads((site / "doc-nhieu.json").read_text()) | {"until": "2026-01-22T07:55+07:00", "note": "mới"}
    newer["items"] = [
        ["/2026/01/h/", "Tít h", "10/01/2026"],
        *newer["items"][:2],
        ["/2026/01/t/", "Tít t", "10/01/2026"],
    ]
    answers = {
        json.dumps(newer | {"until": "2030-01-01T00:00+07:00"}): ["Tít h", "Tít b", "Tít c", "Tít d", "Tít e"],
        json.dumps(newer | {"until": "2020-01-01T00:00+07:00"}): built,
        "<html>": built,
    }
    with nginx(site, tmp_path) as base:
        for answer, titles in answers.items():
            (site / "doc-nhieu.json").write_text(answer)
            told = chromium("fresh", base=base, url="/2026/01/t/", widths=[360, 1280])
            assert [page["titles"] for page in told] == [titles, titles]
            assert [page["shifts"] for page in told] == [[], []]
