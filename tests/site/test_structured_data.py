"""What pages say of themselves to machines (schema.org as JSON-LD) is what readers see on them."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from PIL import Image

from tests.site.published import HOST, Published, value, words

Node = dict[str, Any]


def nodes(published: Published, url: str, kind: str = "") -> list[Node]:
    """The nodes of the page's graph, or those of one type."""
    data = json.loads(published.one(url, 'script[type="application/ld+json"]').get_text())
    assert data["@context"] == "https://schema.org"
    graph: list[Node] = data["@graph"]
    return [node for node in graph if kind in ("", node["@type"])]


def news(published: Published, url: str) -> Node:
    """The one NewsArticle of the page."""
    (node,) = nodes(published, url, "NewsArticle")
    return node


def addresses(data: Any) -> Iterator[str]:
    """Every address of ours anywhere in the data."""
    if isinstance(data, dict):
        data = list(data.values())
    if isinstance(data, list):
        for one in data:
            yield from addresses(one)
    elif isinstance(data, str) and data.startswith(HOST):
        yield data.removeprefix(HOST)


def test_every_page_says_what_it_is(published: Published) -> None:
    """Every page has one script of data that parses, with at least one node, in the page's language."""
    for url in published.urls:
        graph = nodes(published, url)
        assert graph, url
        assert {node.get("inLanguage", published.edition(url)) for node in graph} == {published.edition(url)}


def test_every_address_in_the_data_exists(published: Published) -> None:
    """Pages, pictures and authors named in the data are there."""
    dead = [(url, one) for url in published.urls for one in addresses(nodes(published, url)) if not published.has(one)]
    assert dead == []


def test_article_says_what_the_page_shows(published: Published) -> None:
    """Headline, description, section and address of a NewsArticle are those of the page."""
    for url in published.of_kind("article"):
        node = news(published, url)
        assert node["@id"] == node["mainEntityOfPage"] == HOST + url
        assert " ".join(node["headline"].split()) == words(published.one(url, "h1"))
        assert " ".join(node["description"].split()) == words(published.one(url, ".article-head > .lead"))
        assert node["articleSection"] == words(published.page(url).select(".breadcrumb li")[-1])
        assert node["inLanguage"] == published.edition(url)
        assert node["publisher"]["@type"] == "NewsMediaOrganization"
        assert node["publisher"]["name"] and node["publisher"]["url"].startswith(HOST)
        assert node.get("keywords", []) == [words(one) for one in published.page(url).select(".tags li")]


def test_article_dates_have_an_offset(published: Published) -> None:
    """Both dates are those of the date line, with offset; a correction moves the second one."""
    moved = 0
    for url in published.of_kind("article"):
        node = news(published, url)
        lines = [value(one, "datetime") for one in published.page(url).select(".date-line time")]
        assert [node["datePublished"], node["dateModified"]] == [lines[0], lines[-1]]
        assert datetime.fromisoformat(lines[0]).utcoffset() is not None
        assert datetime.fromisoformat(lines[0]) <= datetime.fromisoformat(lines[-1])
        moved += lines[0] != lines[-1]
    assert moved


def test_article_authors_are_people_or_houses(published: Published) -> None:
    """Each author is one object with a bare name; a text taken from elsewhere is by an organisation, never a person."""
    for url in published.of_kind("article"):
        authors = news(published, url)["author"]
        assert authors
        names = [words(one) for one in published.page(url).select(".byline > [rel=author]")]
        assert [one["name"] for one in authors if one.get("url", "").startswith(f"{HOST}/")][: len(names)] == names
        for one in authors:
            assert one["@type"] in ("Person", "Organization", "NewsMediaOrganization")
            assert one["name"] and not one["name"].startswith(("Theo ", "By ", "Source"))
        if published.page(url).select(".byline-source"):
            assert "Person" not in {one["@type"] for one in authors if "url" not in one}


def test_article_picture_is_what_it_says(published: Published) -> None:
    """Every article names a picture of its own: the file has the stated size, its credit has no label in front."""
    for url in published.of_kind("article"):
        image = news(published, url).get("image")
        assert image, f"{url} names no picture"
        with Image.open(published.file(image["url"].removeprefix(HOST))) as picture:
            assert picture.size == (image["width"], image["height"])
        assert ":" not in image.get("creditText", "")


def test_shared_picture_is_the_articles_own(published: Published) -> None:
    """The card of a shared article shows its own picture with alt text, at least 1,200 pixels wide."""
    for url in published.of_kind("article"):
        content = {
            value(one, "property"): value(one, "content") for one in published.page(url).select("meta[property]")
        }
        assert content["og:image"].startswith(f"{HOST}/photos/"), url
        assert int(content["og:image:width"]) >= 1200
        assert content["og:image:alt"] and content["og:type"] == "article"


def test_translations_name_each_other(published: Published) -> None:
    """The Vietnamese text names its translation, the English one what it translates, and only pairs do."""
    for url in published.of_kind("article"):
        node = news(published, url)
        twin = published.alternates(url).get("en" if published.edition(url) == "vi" else "vi")
        mine, theirs = ("workTranslation", "translationOfWork")[:: 1 if published.edition(url) == "vi" else -1]
        assert theirs not in node
        assert node.get(mine, {}).get("@id") == twin
        if twin:
            other = twin.removeprefix(HOST)
            assert node[mine]["inLanguage"] == published.edition(other)
            assert news(published, other)[theirs]["@id"] == HOST + url


def test_breadcrumb_is_the_visible_trail(published: Published) -> None:
    """BreadcrumbList holds the steps of the visible trail in their order, with the same names and addresses."""
    for url in published.urls:
        steps = published.page(url).select("nav.breadcrumb li")
        shown = [(words(step), value(step.select_one("a"), "href")) for step in steps]
        lists = nodes(published, url, "BreadcrumbList")
        assert len(lists) == bool(steps), url
        told = [one for found in lists for one in found["itemListElement"]]
        assert [(one["name"], one.get("item", "").removeprefix(HOST)) for one in told] == shown
        assert [one["position"] for one in told] == [*range(1, len(told) + 1)]


@pytest.mark.parametrize("kind", ["section", "tag", "author", "archive"])
def test_list_is_the_visible_order(published: Published, kind: str) -> None:
    """ItemList of a front holds the stories of the page in the order they are shown."""
    for url in published.of_kind(kind):
        (node,) = nodes(published, url, "CollectionPage")
        shown = [target for _, target in published.links(url, ".river .card-title a")]
        told = node.get("mainEntity", {}).get("itemListElement", [])
        assert [one["url"].removeprefix(HOST) for one in told] == shown, url
        assert [one["position"] for one in told] == [*range(1, len(told) + 1)]
        assert " ".join(node["name"].split()) in published.one(url, "title").get_text()
