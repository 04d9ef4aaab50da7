"""Addresses of texts: each its own, none where the site keeps its lists."""

import pytest

from tests.building import text
from tests.conftest import Bulletin

A, B = "content/news/2025/07/a/index.vi.md", "content/news/2025/07/b/index.vi.md"
PAGE = "-- pages/{}/index.{}.md --\n---\ntitle: Trang\nlead: Sapo.\n---\nChữ.\n"


def test_slug_from_the_folder(bulletin: Bulletin) -> None:
    """The address is the month and the folder's name in ASCII, unless the text states a slug; each edition its own."""
    built = bulletin(text("2025/07/Bài Thử Số 1/vi") + text("2025/07/Bài Thử Số 1/en", slug="trial-one"))
    assert {"2025/07/bai-thu-so-1/index.html", "en/2025/07/trial-one/index.html"} <= set(built.files)
    assert built.one("/2025/07/bai-thu-so-1/", ".edition-switch")["href"] == "/en/2025/07/trial-one/"


def test_date_does_not_move_a_page(bulletin: Bulletin) -> None:
    """The month in the address is the folder's: correcting the date moves no page."""
    built = bulletin(text("2025/07/a/vi", date="2025-08-01 08:00"))
    assert "2025/07/a/index.html" in built.files


@pytest.mark.parametrize(
    ("tree", "told"),
    [
        (
            text("2025/07/a/vi") + text("2025/07/b/vi", slug="a", date="2025-07-09 08:00"),
            f"{B}:6:7: the address /2025/07/a/ is taken by {A} -> give this text another slug",
        ),
        (
            text("2025/07/a/vi") + text("2025/07/à/vi", date="2025-07-09 08:00"),
            "content/news/2025/07/à/index.vi.md:1:1: the address /2025/07/a/ is taken by"
            f" {A} -> give this text another slug",
        ),
        (
            text("2025/07/a/vi") + text("2025/07/b/vi", aliases="[/2025/07/a/]"),
            f"{B}:6:10: the address /2025/07/a/ is taken by {A} -> take it out of aliases",
        ),
        (
            text("2025/07/a/vi", aliases="[/2025/07/a]"),
            f"{A}:6:10: the address /2025/07/a/ is taken by {A} -> take it out of aliases",
        ),
        (
            text("2025/07/a/vi", aliases="[/cu/, /cu/]"),
            f"{A}:6:10: the address /cu/ is taken by {A} -> take it out of aliases",
        ),
        (
            text("2025/07/北京/vi"),
            "content/news/2025/07/北京/index.vi.md:1:1: the name of the folder 2025/07/北京 gives no address"
            " -> add a line slug: ten-tin-bai",
        ),
        (
            text("2025/07/a/vi") + PAGE.format("feeds", "vi"),
            "content/pages/feeds/index.vi.md:1:1: the address /feeds/ is kept for the site's own lists"
            " -> choose another slug",
        ),
        (
            text("2025/07/a/vi") + PAGE.format("2025", "en"),
            "content/pages/2025/index.en.md:1:1: the address /en/2025/ is kept for the site's own lists"
            " -> choose another slug",
        ),
        (
            text("2025/07/a/vi") + PAGE.format("g", "vi") + PAGE.format("h", "vi").replace("lead:", "slug: g\nlead:"),
            "content/pages/h/index.vi.md:3:7: the address /g/ is taken by content/pages/g/index.vi.md"
            " -> give this text another slug",
        ),
    ],
    ids=["slug", "folded", "alias", "own-alias", "alias-twice", "no-slug", "reserved", "year", "page"],
)
def test_taken(bulletin: Bulletin, tree: str, told: str) -> None:
    """Two texts that want one address, and a text that has none, are told with both files."""
    built = bulletin(tree)
    assert (built.problems, built.code, built.files) == (told, 1, [])


@pytest.mark.parametrize(
    "alias",
    [
        "/",
        "/en/",
        "/robots.txt",
        "/sitemap.xml",
        "/feeds/tin-moi.xml",
        "/chuyen-muc/huu-nghi/",
        "/en/tag/x/",
        "/2025/",
        "/2025/07/",
    ],
)
def test_aliases_keep_off_the_site(bulletin: Bulletin, alias: str) -> None:
    """A former address can't take the place of a front, a feed or a file of the site."""
    built = bulletin(text("2025/07/a/vi", aliases=f"[{alias}]"))
    url = alias if alias.endswith("/") else f"{alias}/"
    wrong = "'aliases': '/' is no address of ours -> write it as /2024/05/old-name/"
    kept = f"the address {url} is kept for the site's own lists -> take it out of aliases"
    column = 11 if alias == "/" else 10
    assert built.problems == f"{A}:6:{column}: {wrong if alias == '/' else kept}"


def test_former_addresses(bulletin: Bulletin) -> None:
    """A former address leads on to the article, also without a script, and search engines take the new one."""
    built = bulletin(text("2025/07/a/vi", aliases="[/2019/05/cu.html, /en/2019/05/cu/]"))
    for path in ("/2019/05/cu.html/", "/en/2019/05/cu/"):
        assert built.one(path, "meta[http-equiv=refresh]")["content"] == "0; url=/2025/07/a/"
        assert str(built.one(path, "link[rel=canonical]")["href"]).endswith("/2025/07/a/")
        assert built.one(path, "body a")["href"] == "/2025/07/a/"
