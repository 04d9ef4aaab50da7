"""Feeds and the sitemap: what programs read of the bulletin is well formed, complete and true."""

import xml.etree.ElementTree as etree
from datetime import datetime
from typing import Any

import feedparser

from tests.site.published import HOST, Published, value, words

_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
LIMIT = 30
"""Stories in a feed, at most."""


def feeds(published: Published) -> dict[str, Any]:
    """Every feed by its address, as a feed reader understands it."""
    urls = sorted(path for path in published.files if "/feeds/" in path)
    assert urls
    return {url: feedparser.parse(published.file(url).read_bytes()) for url in urls}


def local(address: str) -> str:
    """The address without the host, which must be ours."""
    assert address.startswith(f"{HOST}/"), address
    return address.removeprefix(HOST)


def sitemap(published: Published) -> dict[str, etree.Element]:
    """The entries of the sitemap by address."""
    entries = etree.fromstring(published.file("/sitemap.xml").read_bytes()).findall(f"{_SITEMAP}url")
    found = {local(entry.findtext(f"{_SITEMAP}loc", "")): entry for entry in entries}
    assert len(found) == len(entries)
    return found


def test_feeds_are_well_formed(published: Published) -> None:
    """A feed reader finds no fault in any feed; each names itself, the front it belongs to, and its language."""
    for url, read in feeds(published).items():
        assert not read.bozo, (url, read.get("bozo_exception"))
        links = {link["rel"]: local(link["href"]) for link in read.feed.links}
        assert links["self"] == url
        assert published.kind(links["alternate"]) in ("home", "section")
        assert read.feed.language == published.edition(url) == published.edition(links["alternate"])
        assert read.feed.title and read.feed.subtitle and read.feed.updated_parsed


def test_feeds_are_of_one_language(published: Published) -> None:
    """Each entry of a feed leads to an article of the feed's own edition, under its own title and lead."""
    for url, read in feeds(published).items():
        for entry in read.entries:
            article = local(entry.link)
            assert published.has(article), article
            assert published.edition(article) == published.edition(url)
            assert " ".join(entry.title.split()) == words(published.one(article, "h1"))
            assert " ".join(entry.summary.split()) == words(published.one(article, ".article-head > .lead"))
            assert entry.author and entry.tags


def test_feeds_are_newest_first(published: Published) -> None:
    """Entries stand newest first, each once, with the dates of their articles."""
    for url, read in feeds(published).items():
        dates = [datetime.fromisoformat(entry.published) for entry in read.entries]
        assert dates == sorted(dates, reverse=True), url
        assert len({entry.id for entry in read.entries}) == len(read.entries)
        for entry in read.entries:
            stated = value(published.one(local(entry.link), ".date-line > time"), "datetime")
            assert entry.published == stated


def test_feeds_are_complete(published: Published) -> None:
    """The feed of an edition holds its newest stories, that of a section all of its front's, up to the limit."""
    for url, read in feeds(published).items():
        front = next(local(link["href"]) for link in read.feed.links if link["rel"] == "alternate")
        entries = [local(entry.link) for entry in read.entries]
        if published.kind(front) == "home":
            assert len(entries) == min(LIMIT, len(published.of_kind("article", edition=published.edition(url))))
        else:
            shown = [target for _, target in published.links(front, ".river .card-title a")]
            assert entries[: len(shown)] == shown[:LIMIT]


def test_every_front_with_stories_has_a_feed(published: Published) -> None:
    """Every home page and section front names its own feed in its head; no other page names a missing or foreign one."""
    read = feeds(published)
    for url in published.urls:
        links = published.page(url).select('link[rel="alternate"][type="application/atom+xml"]')
        named = [value(link, "href") for link in links]
        assert all(feed in read and published.edition(feed) == published.edition(url) for feed in named), url
        assert all(value(link, "title") for link in links), url
        if published.kind(url) in ("home", "section", "article"):
            assert len(named) == 1, url


def test_sitemap_is_the_set_of_indexable_pages(published: Published) -> None:
    """The sitemap names every page that may be indexed, and no other address."""
    assert sorted(sitemap(published)) == [url for url in published.urls if published.indexed(url)]


def test_sitemap_tells_the_pairs(published: Published) -> None:
    """The alternates of each entry are those of the page's own head, each with rel, hreflang and an absolute href."""
    for url, entry in sitemap(published).items():
        links = entry.findall(f"{_XHTML}link")
        assert all(set(link.attrib) == {"rel", "hreflang", "href"} for link in links)
        assert {link.get("hreflang"): link.get("href") for link in links} == published.alternates(url), url


def test_sitemap_dates_are_those_of_the_pages(published: Published) -> None:
    """Each article has the date of its last change, with offset."""
    for url, entry in sitemap(published).items():
        if published.kind(url) == "article":
            last = published.page(url).select(".date-line time")[-1]
            assert entry.findtext(f"{_SITEMAP}lastmod") == value(last, "datetime")


def test_robots_name_the_sitemap(published: Published) -> None:
    """robots.txt lets everyone in and names the sitemap by its absolute address."""
    lines = published.file("/robots.txt").read_text(encoding="utf-8").splitlines()
    assert f"Sitemap: {HOST}/sitemap.xml" in lines
    assert not any(line.startswith("Disallow: /") for line in lines)
