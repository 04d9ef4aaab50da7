"""Fixtures of the browser tests: the site served on this machine, and the tools that look at it."""

import json
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.browser.page_types import all_page_types
from tests.browser.specimens import build_specimens
from tests.site.published import Published, press_once

HERE = Path(__file__).resolve().parent
WIDTHS = [240, 360, 1280]
"""A small old phone, a phone, a desk."""
Browse = Callable[..., Any]
"""``browse("axe", site, urls=[…], …)``: the answer of the script ``axe.mjs``."""


def need(found: object, what: str) -> None:
    """Skip for want of a tool, or fail where REQUIRE_BROWSER=1 says that all of them must be there."""
    if not found:
        stop = pytest.fail if os.environ.get("REQUIRE_BROWSER") == "1" else pytest.skip
        stop(f"{what} -> see tests/README.md")


def need_program(name: str) -> str:
    """The path of a program this machine must have."""
    path = shutil.which(name)
    need(path, f"there is no {name} on this machine")
    return str(path)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The real bulletin, built from content/ once a session; for reading only."""
    return press_once(tmp_path_factory.getbasetemp() / "published")


@pytest.fixture(scope="session")
def specimens(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """A small bulletin with what the real one need not have at the moment: see specimens.py."""
    return build_specimens(tmp_path_factory.mktemp("specimens"))


@pytest.fixture(scope="session")
def modules() -> Path:
    """The Node modules of package-lock.json, installed here when they are not."""
    need_program("node")
    stamp, folder = HERE / "node_modules" / ".package-lock.json", HERE / "node_modules"
    if not stamp.is_file() or stamp.stat().st_mtime < (HERE / "package-lock.json").stat().st_mtime:
        done = subprocess.run([need_program("npm"), "ci"], cwd=HERE, capture_output=True, text=True, check=False)
        need(done.returncode == 0, f"npm ci failed: {done.stderr[-400:]}")
    return folder


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and does not tell."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Slow(Quiet):
    """Pages arrive as over a poor line: what stands before the main part first, then a tenth of the lines at a time."""

    def copyfile(self, source: Any, outputfile: Any) -> None:
        head, main, rest = source.read().partition(b"<main")
        lines = (main + rest).splitlines(keepends=True)
        size = max(len(lines) // 10, 1)
        for piece in (head, *(b"".join(lines[at : at + size]) for at in range(0, len(lines), size))):
            outputfile.write(piece)
            outputfile.flush()
            time.sleep(0.1)


@contextmanager
def serve(root: Path, handler: type[SimpleHTTPRequestHandler] = Quiet) -> Iterator[str]:
    """The folder as a site on the loopback interface, at a port of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(root)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="session")
def browse(modules: Path) -> Browse:
    """Runs one of the scripts in Chromium on a site."""
    node, chromium = need_program("node"), need_program("chromium")

    def run(script: str, site: Published, slow: bool = False, **task: Any) -> Any:
        with serve(site.root, Slow if slow else Quiet) as base:
            words = json.dumps({"chromium": chromium, "base": base, **task})
            done = subprocess.run(
                [node, str(HERE / f"{script}.mjs")], input=words, capture_output=True, text=True, check=False
            )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


@pytest.fixture(scope="session")
def looks(published: Published, browse: Browse) -> list[dict[str, Any]]:
    """What every page type does when it is opened, at every width; see look.mjs."""
    found: list[dict[str, Any]] = browse("look", published, urls=all_page_types(published), widths=WIDTHS)
    return found
