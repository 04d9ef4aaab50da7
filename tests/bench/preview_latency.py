"""How long an editor waits: from a save to the page with the new words, as the preview serves it."""

import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from plugins.newsroom import address
from plugins.newsroom.edition import DEFAULT
from plugins.newsroom.spelling import make_slug

_SAVES = 7
_PAUSE = 4.0
"""Seconds between saves: an editor reads what came out."""


def seconds(words: list[str], folder: Path, text: Path) -> float:
    """Median wall-clock seconds over some saves of one text in the preview started with ``words``.

    The first save is left out: it makes the second of the two releases that take turns.
    """
    *_, year, month, name, _ = text.parts
    with _preview(words, folder) as base:
        page = base + address.article(DEFAULT, f"{year}/{month}", make_slug(name))
        return statistics.median([_save(base, page, text, number) for number in range(_SAVES)][1:])


@contextmanager
def _preview(words: list[str], folder: Path) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "plugins.releases", "preview", *words, "--port", str(port)]
    server = subprocess.Popen(command, cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        assert server.stdout is not None
        assert str(port) in server.stdout.readline()
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.communicate(timeout=60)


def _save(base: str, page: str, text: Path, number: int) -> float:
    time.sleep(_PAUSE)
    with urlopen(page) as shown:
        news = re.search(r'EventSource\("([^"]+)"', shown.read().decode())
    assert news is not None
    with urlopen(base + news[1]) as told:
        start = time.monotonic()
        text.write_text(text.read_text(encoding="utf-8") + f"\nLần lưu {number}.\n", encoding="utf-8")
        told.read()
    with urlopen(page) as shown:
        assert f"Lần lưu {number}." in shown.read().decode()
    return time.monotonic() - start
