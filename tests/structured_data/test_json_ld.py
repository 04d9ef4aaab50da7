"""What pages say of themselves to machines."""

import json
from types import SimpleNamespace
from typing import Any

import pytest

from plugins.newsroom.bulletin import Front
from plugins.newsroom.page import Page
from plugins.structured_data import JsonLd
from plugins.structured_data.graph import graph_of
from tests.building import Built, text
from tests.conftest import Bulletin

HOST = "https://bulletin.example"


def nodes(built: Built, path: str) -> dict[str, Any]:
    """The nodes of a page's graph by type."""
    data = json.loads(built.one(path, 'script[type="application/ld+json"]').get_text())
    assert data["@context"] == "https://schema.org"
    return {node["@type"]: node for node in data["@graph"]}


def test_article(bulletin: Bulletin) -> None:
    """An article gives headline, dates with offset, section, keywords, picture and one author object each."""
    cover = "{file: a.jpg, alt: Ba người, caption: Họp., credit: 'Ảnh: Tuấn Việt'}"
    built = bulletin(
        text(
            "2025/07/a/vi",
            tags="[lao]",
            authors="[mai-anh]",
            cover=cover,
            corrections="[{date: 2025-07-12 09:00, text: Nhầm.}]",
        )
        + "-- news/2025/07/a/a.jpg --\n800x600\n",
        SITEURL=HOST,
    )
    node = nodes(built, "/2025/07/a/")["NewsArticle"]
    assert (node["headline"], node["description"], node["inLanguage"]) == ("Tít a", "Sapo a.", "vi")
    assert (node["datePublished"], node["dateModified"]) == ("2025-07-10T08:00:00+07:00", "2025-07-12T09:00:00+07:00")
    assert (node["articleSection"], node["keywords"]) == ("Hữu nghị", ["Lào"])
    assert node["author"] == [{"@type": "Person", "name": "Mai Anh", "url": f"{HOST}/tac-gia/mai-anh/"}]
    assert (node["image"]["width"], node["image"]["height"], node["image"]["creditText"]) == (800, 600, "Tuấn Việt")
    assert node["image"]["url"].startswith(f"{HOST}/photos/")
    assert node["correction"] == [
        {"@type": "CorrectionComment", "text": "Nhầm.", "dateCreated": "2025-07-12T09:00:00+07:00"}
    ]


def test_source_is_the_author(bulletin: Bulletin) -> None:
    """Where a text was taken from elsewhere that house is its author; where nobody is named, the publisher is."""
    built = bulletin(
        text("2025/07/a/vi", source="báo Hà Nội Mới", source_url="https://e.example/x") + text("2025/07/b/vi")
    )
    taken = nodes(built, "/2025/07/a/")["NewsArticle"]
    assert taken["author"] == [{"@type": "Organization", "name": "báo Hà Nội Mới"}]
    assert taken["isBasedOn"] == "https://e.example/x"
    (author,) = nodes(built, "/2025/07/b/")["NewsArticle"]["author"]
    assert author["@type"] == "NewsMediaOrganization"


def test_pair(bulletin: Bulletin) -> None:
    """The two texts of a story say of each other which is the work and which the translation."""
    built = bulletin(text("2025/07/a/vi") + text("2025/07/a/en"), SITEURL=HOST)
    vi, en = nodes(built, "/2025/07/a/")["NewsArticle"], nodes(built, "/en/2025/07/a/")["NewsArticle"]
    assert vi["workTranslation"]["@id"] == en["@id"] == f"{HOST}/en/2025/07/a/"
    assert en["translationOfWork"]["@id"] == vi["@id"] == f"{HOST}/2025/07/a/"
    assert "translationOfWork" not in vi and "workTranslation" not in en


def test_lists_and_home(bulletin: Bulletin) -> None:
    """A front lists its stories, the home page names the site, and every page the way up to it."""
    built = bulletin(text("2025/07/a/vi", section="ban-be") + text("2025/07/b/vi"), SITEURL=HOST)
    listed = nodes(built, "/chuyen-muc/ban-be/")
    assert [item["url"] for item in listed["CollectionPage"]["mainEntity"]["itemListElement"]] == [f"{HOST}/2025/07/a/"]
    crumbs = [(item["position"], item["name"]) for item in listed["BreadcrumbList"]["itemListElement"]]
    assert crumbs == [(1, "Trang chủ"), (2, "Hữu nghị"), (3, "Bạn bè")]
    assert nodes(built, "/")["WebSite"]["name"] == "Hữu nghị và Hợp tác"


def test_nothing_breaks_out(bulletin: Bulletin) -> None:
    """A headline with </script> stays inside the data and comes out of it letter by letter."""
    built = bulletin(text("2025/07/a/vi", title="'</script><script>alert(1)</script><!--'"))
    assert nodes(built, "/2025/07/a/")["NewsArticle"]["headline"] == "</script><script>alert(1)</script><!--"
    raw = built.read("/2025/07/a/").partition("application/ld+json")[2].partition("</script>")[0]
    assert "<" not in raw


def test_full_and_light_page_are_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Among many pages each says its own, whoever asked before, and something else where it is about something else."""
    worked_out: list[str] = []

    def noted(site: Any, page: Page, thing: Any) -> Any:
        worked_out.append(page.url)
        return graph_of(site, page, thing)

    monkeypatch.setattr("plugins.structured_data.graph_of", noted)
    json_ld = JsonLd({"JINJA_GLOBALS": {"site": SimpleNamespace(url=HOST)}})
    urls = [f"/{number}/" for number in range(200)]
    for url in urls:
        page = Page("archive", "vi", url, "T")
        assert json_ld(page) is json_ld(page)
        assert f'"url":"{HOST}{url}","inLanguage"' in json_ld(page)
    assert worked_out == urls
    assert "CollectionPage" not in json_ld(page) and "CollectionPage" in json_ld(page, Front(page, "T", []))
