"""Addresses: one table of where everything stands."""

import pytest

from plugins.newsroom import address
from plugins.newsroom.desk import Section, Tag, Writer
from plugins.newsroom.page import Page

NAMES = {"vi": "Bạn bè", "en": "Friends"}
SLUGS = {"vi": "ban-be", "en": "friends"}
SECTION = Section("ban-be", NAMES, SLUGS, None, NAMES)


@pytest.mark.parametrize(
    ("found", "right"),
    [
        (address.home("vi"), "/"),
        (address.home("en"), "/en/"),
        (address.article("vi", "2025/07", "a"), "/2025/07/a/"),
        (address.article("en", "2025/07", "b"), "/en/2025/07/b/"),
        (address.standing_page("en", "about"), "/en/about/"),
        (address.listing("vi", SECTION), "/chuyen-muc/ban-be/"),
        (address.listing("en", SECTION), "/en/section/friends/"),
        (address.listing("en", Tag("t", NAMES, SLUGS)), "/en/tag/friends/"),
        (address.listing("vi", Writer("w", NAMES, SLUGS, NAMES, False)), "/tac-gia/ban-be/"),
        (address.named("vi", "search"), "/tim-kiem/"),
        (address.named("en", "archive"), "/en/archive/"),
        (address.period("vi", 2025), "/2025/"),
        (address.period("en", 2025, 7), "/en/2025/07/"),
        (address.part("vi", "/chuyen-muc/ban-be/", 3), "/chuyen-muc/ban-be/trang/3/"),
        (address.part("en", "/en/2025/07/", 3), "/en/2025/07/page/3/"),
        (address.side_by_side("2025/07", "a"), "/song-ngu/2025/07/a/"),
        (address.feed("vi"), "/feeds/tin-moi.xml"),
        (address.feed("en", SECTION), "/en/feeds/friends.xml"),
    ],
)
def test_addresses(found: str, right: str) -> None:
    """The default edition has no prefix, English has /en/, and each edition its own words."""
    assert found == right


@pytest.mark.parametrize("name", ["en", "m", "feeds", "photos", "theme", "song-ngu", "chuyen-muc", "tag", "tim-kiem"])
def test_reserved(name: str) -> None:
    """Where the site keeps lists, files or an edition, no text may stand."""
    assert name in address.RESERVED


def test_file_of_a_page() -> None:
    """An address with a closing slash is a folder with index.html; one with an ending is that file."""
    assert Page("article", "en", "/en/2025/07/a/", "A").save_as == "en/2025/07/a/index.html"
    assert Page("not_found", "vi", "/404.html", "?").save_as == "404.html"
    assert Page("home", "vi", "/", "Home").save_as == "index.html"
