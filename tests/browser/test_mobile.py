"""The mobile edition in a browser: one request, photos when the reader asks, nothing that needs a script."""

import pytest

from plugins.newsroom import address
from tests.browser.conftest import Browse
from tests.browser.page_types import all_page_types
from tests.browser.test_accessibility import SCHEMES, violations
from tests.site.published import Published, value

pytestmark = pytest.mark.browser


def light_types(published: Published) -> list[str]:
    """One light page of every type in both editions."""
    return [url for url in map(address.mobile, all_page_types(published)) if published.has(url)]


def with_photos(published: Published) -> str:
    """The article with most photos."""
    articles = published.of_kind("article")
    return max(articles, key=lambda url: len(published.page(url).select("figure.photo")))


def mark_of(published: Published, url: str) -> str:
    """The read mark the light page names."""
    return value(published.one(url, ".read-mark source"), "srcset")


def test_no_violation_on_light_pages(published: Published, browse: Browse) -> None:
    """axe-core finds nothing, at 240 and 360 pixels, in light and in dark."""
    urls = light_types(published)
    assert len(urls) > 15
    assert violations(browse("axe", published, urls=urls, widths=[240, 360], schemes=SCHEMES)) == []


def test_opening_a_photo_makes_exactly_one_request(published: Published, browse: Browse) -> None:
    """Nothing but the page is fetched before; each photo opened fetches its file, which weighs what its summary said.

    The end of the text fetches the read mark, once, and no other place does.
    """
    url = address.mobile(with_photos(published))
    seen = browse("mobile", published, url=url, scripts=True)
    assert seen["before"] == [url]
    assert len(seen["steps"]) >= 3
    assert [len(step) for step in seen["steps"]] == [1] * len(seen["steps"])
    assert seen["end"] == [mark_of(published, url)]
    assert seen["problems"] == []
    told = [one.get_text() for one in published.page(url).select("figure summary b")]
    for (file,), words in zip(seen["steps"], told, strict=True):
        assert words == f"{-(-published.file(file).stat().st_size // 1000)} KB"


def test_everything_works_without_scripts(published: Published, browse: Browse) -> None:
    """Without scripts a browser would not wait with photos: it is given links instead, and fetches nothing unasked."""
    url = address.mobile(with_photos(published))
    seen = browse("mobile", published, url=url, scripts=False)
    assert seen["before"] == [url]
    assert not any(seen["steps"])
    assert seen["end"] == []
    assert seen["links"] == 2 * len(seen["steps"])
    assert seen["sizes"] == ["17px", "22px"]


def test_light_pages_never_move_or_overflow(published: Published, browse: Browse) -> None:
    """No layout shift, no message on the console, and no sideways scrolling on a phone 240 pixels wide."""
    looks = browse("look", published, urls=light_types(published), widths=[240, 360])
    for look in looks:
        assert look["requests"] == [look["requests"][0]]
        assert (look["shifts"], look["console"], look["failed"]) == ([], [], []), look["url"]
    narrow = browse("mobile", published, url=address.mobile(with_photos(published)), scripts=True, width=240)
    assert narrow["width"] == 240


def test_read_pages_stay_when_the_network_goes(published: Published, browse: Browse) -> None:
    """After a visit to the home page, light pages that were read open without a network; others do not."""
    first, second, third = (address.mobile(url) for url in published.of_kind("article", edition="vi")[:3])
    seen = browse("offline", published, home="/", pages=[first, second], unread=third)
    assert seen["offline"] == seen["online"] != ["", ""]
    assert seen["unread"] == ""
