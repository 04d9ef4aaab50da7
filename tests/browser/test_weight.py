"""Pages are light: bytes on the wire (gzip), elements, and requests before the reader scrolls."""

import gzip
from typing import Any

import pytest

from tests.site.published import FRONTS, Published

pytestmark = pytest.mark.browser
CSS = 8_000
HTML = 14_000
"""What the first flight of a connection carries (ten segments), less its headers."""
ARTICLE_NODES, FRONT_NODES = 900, 1_200
ARTICLE_REQUESTS, FRONT_REQUESTS = 4, 8


def zipped(published: Published, path: str) -> int:
    """Bytes of the file as a server sends it."""
    return len(gzip.compress(published.file(path).read_bytes(), mtime=0))


def test_style_sheet_is_small(published: Published) -> None:
    """All CSS together is one file of at most 8,000 bytes."""
    sizes = [zipped(published, path) for path in published.files if path.endswith(".css")]
    assert len(sizes) == 1
    assert sizes[0] <= CSS


def test_pages_are_small(published: Published) -> None:
    """The HTML of every article and front, with all its panels, is at most 14,000 bytes."""
    sizes = {url: zipped(published, url) for url in published.of_kind("article", *FRONTS)}
    assert {url: size for url, size in sizes.items() if size > HTML} == {}


def test_pages_have_few_elements(published: Published) -> None:
    """An article has at most 900 elements besides its text, a front at most 1,200."""
    faults = {}
    for url in published.of_kind("article", *FRONTS):
        nodes = len(published.page(url).find_all(True)) - len(published.page(url).select(".body *"))
        if nodes > (ARTICLE_NODES if published.kind(url) == "article" else FRONT_NODES):
            faults[url] = nodes
    assert faults == {}


def test_pages_ask_for_little_before_scrolling(published: Published, looks: list[dict[str, Any]]) -> None:
    """HTML and pictures fetched ahead included, a front asks for at most 8 files, an article for 4 on a phone and 8 on a desk.

    The captions of a video come on top: a browser fetches those that are on from the start.
    """
    faults = {}
    for look in looks:
        article = published.kind(look["url"]) == "article"
        limit = ARTICLE_REQUESTS if article and look["width"] < 1000 else FRONT_REQUESTS
        captions = sum(url.endswith(".vtt") for url in look["requests"])
        if len(look["requests"]) - captions > limit:
            faults[look["url"], look["width"]] = look["requests"]
    assert faults == {}


def test_browser_counts_as_we_do(published: Published, looks: list[dict[str, Any]]) -> None:
    """The number of elements in the browser is that in the file: no script adds any."""
    for look in looks:
        page = published.page(look["url"])
        assert (look["nodes"], look["bodyNodes"]) == (len(page.find_all(True)), len(page.select(".body *")))
