"""The real bulletin as its readers get it: built once from content/, every page parsed once."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache, cached_property
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

from bs4 import BeautifulSoup
from bs4.element import Tag

REPOSITORY = Path(__file__).resolve().parents[2]
HOST = "https://bulletin.example"
"""The site's address in these builds; what begins with it is our own."""

_KINDS = {
    "home": r"/",
    "not_found": r"/404\.html",
    "side_by_side": r"/song-ngu/.+",
    "section": r"/(chuyen-muc|section)/.+",
    "tag": r"/(the|tag)/.+",
    "author": r"/(tac-gia|author)/.+",
    "search": r"/(tim-kiem|search)/",
    "archive": r"/(luu-tru|archive)/|/\d{4}/(\d{2}/((trang|page)/\d+/)?)?",
    "article": r"/\d{4}/\d{2}/[^/]+/",
    "page": r"/[^/]+/",
}
FRONTS = ("home", "section", "tag", "author", "archive")


def words(element: Tag | None) -> str:
    """The text of the element with blanks folded; empty where there is none."""
    return " ".join(element.get_text().split()) if element else ""


def value(element: Tag | None, name: str) -> str:
    """The attribute as one text; empty where there is none."""
    found = element.get(name, "") if element else ""
    return found if isinstance(found, str) else " ".join(found or [])


def language(element: Tag) -> str:
    """The language the element's text is declared to be in: the nearest ``lang`` at or above it."""
    return next((value(one, "lang") for one in (element, *element.parents) if value(one, "lang")), "")


class Published:
    """A built site. Pages are called by their addresses without the host: ``/en/2025/07/slug/``."""

    def __init__(self, root: Path) -> None:
        self.root = root
        found = (path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
        self.files = frozenset(f"/{path}" for path in found)
        pages = sorted(path.removesuffix("index.html") for path in self.files if path.endswith(".html"))
        self.urls = [url for url in pages if not url.startswith("/m/")]
        """All pages but those of the mobile edition, which has tests of its own."""
        self.mobile_urls = [url for url in pages if url.startswith("/m/")]
        self._pages: dict[str, BeautifulSoup] = {}

    def file(self, url: str) -> Path:
        return self.root / (f"{url}index.html" if url.endswith("/") else url).lstrip("/")

    def page(self, url: str) -> BeautifulSoup:
        if url not in self._pages:
            self._pages[url] = BeautifulSoup(self.file(url).read_text(encoding="utf-8"), "html.parser")
        return self._pages[url]

    def one(self, url: str, selector: str) -> Tag:
        """The one element of the page that the selector finds."""
        found = self.page(url).select(selector)
        assert len(found) == 1, f"{len(found)} × {selector} in {url}"
        return found[0]

    def kind(self, url: str) -> str:
        """What sort of page stands there, told by its address alone."""
        plain = url.removeprefix("/en") if url.startswith("/en/") else url
        return next(name for name, pattern in _KINDS.items() if re.fullmatch(pattern, plain))

    def of_kind(self, *kinds: str, edition: str = "") -> list[str]:
        return [url for url in self.urls if self.kind(url) in kinds and edition in ("", self.edition(url))]

    def edition(self, url: str) -> str:
        return "en" if url.startswith("/en/") else "vi"

    def own(self, base: str, target: str) -> tuple[str, str] | None:
        """(address, fragment) of a target named on the page ``base``, or None where it is not ours."""
        address, fragment = urldefrag(urljoin(HOST + base, target))
        return (unquote(address.removeprefix(HOST)), unquote(fragment)) if address.startswith(f"{HOST}/") else None

    def has(self, url: str) -> bool:
        return (f"{url}index.html" if url.endswith("/") else url) in self.files

    def links(self, url: str, selector: str = "a[href]") -> Iterator[tuple[Tag, str]]:
        """(element, address) of the links that lead to pages of our own."""
        for link in self.page(url).select(selector):
            own = self.own(url, value(link, "href"))
            if own and own[0] in self._known:
                yield link, own[0]

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.urls)

    def indexed(self, url: str) -> bool:
        robots = self.page(url).select_one('meta[name="robots"]')
        return "noindex" not in value(robots, "content")

    def alternates(self, url: str) -> dict[str, str]:
        """hreflang to absolute address, as the page's head says."""
        links = self.page(url).select('link[rel="alternate"][hreflang]')
        return {value(link, "hreflang"): value(link, "href") for link in links}

    def story(self, url: str) -> str:
        """One name for both texts of a story: the address of the Vietnamese one, or of the only one."""
        return self.alternates(url).get("vi", HOST + url).removeprefix(HOST)

    def stories(self, url: str, selector: str) -> list[str]:
        """The stories the links lead to, in their order."""
        return [self.story(target) for _, target in self.links(url, selector) if self.kind(target) == "article"]


@cache
def moment() -> int:
    """A day after the newest story in content/, as SOURCE_DATE_EPOCH: one value for all builds of one commit."""
    texts = (path.read_text(encoding="utf-8") for path in REPOSITORY.glob("content/news/*/*/*/index.*.md"))
    days = [day for text in texts for day in re.findall(r"^date: *(\d{4}-\d{2}-\d{2})", text, re.MULTILINE)]
    return int((datetime.fromisoformat(f"{max(days)}T00:00+07:00") + timedelta(days=2)).timestamp())


def press(
    folder: Path, environment: Mapping[str, str] | None = None, umask: int = 0o022, options: Sequence[str] = ()
) -> Published:
    """Build the real content into ``folder/output`` as ``python3 tasks.py build`` does."""
    output = folder / "output"
    command = [sys.executable, "-m", "plugins.releases", "build", "--site-url", HOST, "--output", str(output), *options]
    clean = {**os.environ, "SOURCE_DATE_EPOCH": str(moment()), **(environment or {})}
    done = subprocess.run(command, cwd=REPOSITORY, env=clean, umask=umask, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return Published(output)


@cache
def press_once(folder: Path) -> Published:
    """The build that all read-only tests of a session share."""
    return press(folder)
