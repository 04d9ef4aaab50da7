"""The sitemap: every public address with its pair."""

from xml.etree import ElementTree

import pytest

from plugins import sitemap
from tests.building import text
from tests.conftest import Bulletin

HOST = "https://bulletin.example"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def test_addresses_and_pairs(bulletin: Bulletin) -> None:
    """Articles, fronts and pages stand in the sitemap, absolutely, pairs with their hreflang, articles with lastmod."""
    tree = text("2025/07/a/vi", corrections="[{date: 2025-09-01 09:00, text: Nhầm.}]") + text("2025/07/a/en")
    built = bulletin(tree + text("2025/06/b/vi"), SITEURL=HOST)
    root = ElementTree.fromstring(built.read("/sitemap.xml"))
    entries = {entry.findtext("s:loc", "", NAMES): entry for entry in root.findall("s:url", NAMES)}
    article = entries[f"{HOST}/2025/07/a/"]
    assert article.findtext("s:lastmod", "", NAMES) == "2025-09-01T09:00:00+07:00"
    assert {link.get("hreflang"): link.get("href") for link in article.findall("x:link", NAMES)} == {
        "vi": f"{HOST}/2025/07/a/",
        "en": f"{HOST}/en/2025/07/a/",
        "x-default": f"{HOST}/2025/07/a/",
    }
    assert entries[f"{HOST}/2025/06/b/"].findall("x:link", NAMES) == []
    assert {f"{HOST}/", f"{HOST}/en/", f"{HOST}/chuyen-muc/huu-nghi/"} <= set(entries)
    assert entries[f"{HOST}/"].findtext("s:lastmod", None, NAMES) is None


def test_only_what_exists_and_is_public(bulletin: Bulletin) -> None:
    """Every address of the sitemap is a page that was published and wants to be found."""
    built = bulletin(text("2025/07/a/vi", aliases="[/cu/]") + text("2025/07/a/en"), SITEURL=HOST)
    for line in built.read("/sitemap.xml").split("<loc>")[1:]:
        path = line.partition("</loc>")[0].removeprefix(HOST)
        assert "noindex" not in str(built.one(path, "meta[name=robots]")["content"]), path
    assert "/cu/" not in built.read("/sitemap.xml")


def test_robots(bulletin: Bulletin) -> None:
    """robots.txt keeps nobody out and says where the sitemap is."""
    built = bulletin(text("2025/07/a/vi"), SITEURL=HOST)
    assert built.read("/robots.txt") == f"User-agent: *\nAllow: /\n\nSitemap: {HOST}/sitemap.xml\n"


def test_more_than_one_file_may_hold(bulletin: Bulletin, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many addresses lie in one file a year, and one for the lists, of which the sitemap is the index; none is lost."""
    tree = text("2024/12/a/vi") + "".join(text(f"2025/07/{name}/vi") for name in "bcde")
    whole = bulletin(tree, SITEURL=HOST).read("/sitemap.xml")
    monkeypatch.setattr(sitemap, "LIMIT", 3)
    built = bulletin(tree, SITEURL=HOST)
    index = ElementTree.fromstring(built.read("/sitemap.xml"))
    names = [loc.text.removeprefix(HOST) for loc in index.iterfind("s:sitemap/s:loc", NAMES) if loc.text]
    parts = {name: ElementTree.fromstring(built.read(name)) for name in names}
    assert names[:3] == ["/sitemap-2024.xml", "/sitemap-2025.xml", "/sitemap-2025-2.xml"]
    assert all(name.startswith("/sitemap-lists") for name in names[3:])
    assert max(len(part) for part in parts.values()) == 3
    found = sorted(ElementTree.tostring(entry).strip() for part in parts.values() for entry in part)
    assert found == sorted(ElementTree.tostring(entry).strip() for entry in ElementTree.fromstring(whole))
