"""Search: all headlines on one page an edition, complete without a script."""

import pytest

from plugins import search
from tests.building import text
from tests.conftest import Bulletin


def test_all_headlines_by_month(bulletin: Bulletin) -> None:
    """The page has every headline of the edition under its month, newest month first, and needs no script for that."""
    tree = (
        text("2025/07/a/vi")
        + text("2025/07/a/en")
        + text("2025/06/b/vi")
        + text("2025/07/c/vi", date="2025-07-20 08:00")
    )
    built = bulletin(tree)
    assert built.texts("/tim-kiem/", "main h2") == ["Tháng 7, 2025", "Tháng 6, 2025"]
    links = [link["href"] for link in built.page("/tim-kiem/").select("main a[href^='/2025/']")]
    assert links == ["/2025/07/c/", "/2025/07/a/", "/2025/06/b/"]
    assert [link["href"] for link in built.page("/en/search/").select("main a[href^='/en/2025/']")] == [
        "/en/2025/07/a/"
    ]


def test_a_large_archive(bulletin: Bulletin, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are more headlines than the page lists, it lists the newest, says how many, and leads to the older ones."""
    monkeypatch.setattr(search, "LIMIT", 2)
    built = bulletin(text("2025/07/a/vi") + text("2025/07/a/en") + text("2025/06/b/vi") + text("2024/01/c/vi"))

    links = [link["href"] for link in built.page("/tim-kiem/").select("main a[href^='/202']")]
    assert links == ["/2025/07/a/", "/2025/06/b/"]
    assert built.texts("/tim-kiem/", ".front-heading-about") == ["2 tít bài mới nhất, xếp theo tháng, mới nhất ở trên."]
    assert built.one("/tim-kiem/", ".search-older a")["href"] == "/luu-tru/"
    assert built.texts("/en/search/", ".front-heading-about") == ["Every headline by month, newest first."]
    assert not built.page("/en/search/").select(".search-older")


def test_script_is_our_own(bulletin: Bulletin) -> None:
    """The only script that filters the list is a file of our own; there is none inside the page."""
    built = bulletin(text("2025/07/a/vi"))
    scripts = [tag for tag in built.page("/tim-kiem/").select("script") if tag.get("type") != "application/ld+json"]
    assert all(str(tag.get("src", "")).startswith("/theme/") and not tag.get_text() for tag in scripts)
    assert all(str(tag["src"]).lstrip("/") in built.files for tag in scripts)


def test_not_found(bulletin: Bulletin) -> None:
    """Each edition has a page for addresses that do not exist; it is kept out of search engines."""
    built = bulletin(text("2025/07/a/vi"))
    assert built.one("/404.html", "html")["lang"] == "vi"
    assert built.one("/en/404.html", "html")["lang"] == "en"
    assert built.one("/en/404.html", "meta[name=robots]")["content"] == "noindex"
