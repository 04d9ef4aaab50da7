"""The preview, as an editor uses it: a real server, real saves, a build after each of them."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

import pelicanconf
from tests.building import NOW, Site, environment
from tests.conftest import MakeSite
from tests.rebuild.edits import START

STORY = "news/2025/08/d/index.vi.md"


@dataclass(frozen=True)
class Served:
    """A site on show."""

    site: Site
    base: str

    def page(self, path: str) -> tuple[int, str]:
        try:
            with urlopen(self.base + path, timeout=20) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()

    def save(self, old: str, new: str) -> None:
        path = self.site.content / STORY
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    def soon(self, there: Callable[[], bool]) -> None:
        """Wait until it is so; generous, for a busy machine."""
        end = time.monotonic() + 60
        while not there():
            assert time.monotonic() < end, "the preview does not show it"
            time.sleep(0.05)


@pytest.fixture
def served(site: MakeSite) -> Iterator[Served]:
    small = site(START)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = ["--settings", small.settings_file, "--output", small.output, "--theme", small.theme, "--now", NOW, "--port", port]
    server = subprocess.Popen(
        [sys.executable, "-m", "plugins.releases", "preview", *map(str, words)],
        cwd=small.folder,
        env=environment(),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert server.stdout is not None
        assert f"http://localhost:{port}/" in server.stdout.readline()
        yield Served(small, f"http://127.0.0.1:{port}")
    finally:
        server.terminate()
        server.communicate(timeout=30)
        assert server.returncode == 0


def test_a_save_is_shown_and_told(served: Served) -> None:
    """The page has the new words, and its open copy is told to load them."""
    _, page = served.page("/2025/08/d/")
    news = re.search(r'EventSource\("([^"]+)"', page)
    assert news is not None
    with urlopen(served.base + news[1], timeout=60) as told:
        served.save("Đoạn ba.", "Đoạn vừa sửa.")
        assert told.read() == b"data: built\n\n"
    assert "Đoạn vừa sửa." in served.page("/2025/08/d/")[1]


def test_errors_stand_above_the_last_good_page(served: Served) -> None:
    """A faulty text does not end the preview: every page says what is wrong, until it is mended."""
    served.save("section: huu-nghi", "section: huu-nghj")
    served.soon(lambda: "desk knows no &#x27;huu-nghj&#x27;" in served.page("/en/2025/07/story-b/")[1])
    status, page = served.page("/2025/08/d/")
    assert (status, page.count("Đoạn ba.")) == (200, 1)
    assert "news/2025/08/d/index.vi.md:" in page
    served.save("section: huu-nghj", "section: huu-nghi")
    served.soon(lambda: "huu-nghj" not in served.page("/2025/08/d/")[1])


def test_saves_during_a_build_are_not_lost(served: Served) -> None:
    """However fast the saves follow each other, the last one is on show in the end."""
    for number in range(12):
        served.save("Đoạn ba" if number == 0 else f"Lần {number - 1}.", f"Lần {number}.")
        time.sleep(0.1)
    served.soon(lambda: "Lần 11." in served.page("/2025/08/d/")[1])


def test_what_is_not_there(served: Served) -> None:
    """The edition's own page, with status 404; nothing outside the site is served."""
    status, page = served.page("/en/nowhere/")
    assert status == 404
    assert '<html lang="en"' in page
    assert served.page("/nowhere/")[0] == 404
    assert served.page("/../smallconf.py")[0] in (400, 403, 404)
    assert served.page("/photos/none.jpg")[0] == 404


def test_new_settings_are_used(served: Served) -> None:
    """Settings are read anew: the build that waits is thrown away when they change."""
    served.site.set(IMPRINT={**pelicanconf.IMPRINT, "names": {"vi": "Tên mới", "en": "New name"}, "pages": {}})
    served.soon(lambda: "Tên mới" in served.page("/")[1])
