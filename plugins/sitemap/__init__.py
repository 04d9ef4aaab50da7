"""Sitemap: every public address with its pair (sitemaps.org 0.9, xhtml:link as Google reads it), and robots.txt.

Contract: writes ``/sitemap.xml`` and ``/robots.txt``. ``lastmod`` stands only where the bulletin knows it: at articles. Where
there are more addresses than one file may hold, ``/sitemap.xml`` is the index of one file a year and one for the lists.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from html import escape
from typing import Any, NamedTuple

from pelican import signals
from pelican.generators import Generator

from plugins.newsroom.bulletin import Bulletin
from plugins.newsroom.edition import CODES, DEFAULT
from plugins.newsroom.story import Article

_HEAD = """<?xml version='1.0' encoding='utf-8'?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
"""
_INDEX = """<?xml version='1.0' encoding='utf-8'?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
"""
LIMIT = 50_000
"""Addresses in one file (sitemaps.org)."""
_YEAR = re.compile(r"/(\d{4})/")
_LINK = '    <xhtml:link rel="alternate" hreflang="{}" href="{}{}" />\n'
_ROBOTS = "User-agent: *\nAllow: /\n\nSitemap: {}/sitemap.xml\n"


class Place(NamedTuple):
    """An address, and the addresses of its pair by edition."""

    url: str
    alternates: dict[str, str]


class SitemapGenerator(Generator):  # type: ignore[misc]
    """Writes both files."""

    def generate_output(self, writer: Any) -> None:
        bulletin: Bulletin = self.context["bulletin"]
        url = self.settings["SITEURL"]
        changed = {article.url: article.updated or article.date for article in bulletin.all_articles()}
        places = [Place(page.url, page.alternates) for page in bulletin.printed_pages() if page.indexed]
        places += (_place(article) for article in bulletin.all_articles() if bulletin.is_kept(article) and not article.draft)
        places.sort(key=lambda place: place.url)
        output = self.settings["OUTPUT"]
        site, files = escape(url), _files(places)
        for name, some in files.items():
            entries = "".join(_entry(place, site, changed.get(place.url)) for place in some)
            output.offer_bytes(name, f"{_HEAD}{entries}</urlset>".encode())
        if len(files) > 1:
            rows = "".join(f"  <sitemap>\n    <loc>{site}/{name}</loc>\n  </sitemap>\n" for name in files)
            output.offer_bytes("sitemap.xml", f"{_INDEX}{rows}</sitemapindex>".encode())
        output.offer_bytes("robots.txt", _ROBOTS.format(url).encode())


def _place(article: Article) -> Place:
    """As the pair is told of a planned one."""
    pair = article.story.articles
    return Place(article.url, {code: pair[code].url for code in CODES} if len(pair) == len(CODES) else {})


def _files(places: Sequence[Place]) -> dict[str, Sequence[Place]]:
    """The addresses (in their order) of each file: by year, so that those of past years keep still."""
    if len(places) <= LIMIT:
        return {"sitemap.xml": places}
    years: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        year = _YEAR.search(place.url)
        years[year[1] if year else "lists"].append(place)
    parts = {year: [mine[at : at + LIMIT] for at in range(0, len(mine), LIMIT)] for year, mine in sorted(years.items())}
    return {
        f"sitemap-{year}{f'-{number}' if number > 1 else ''}.xml": part
        for year, some in parts.items()
        for number, part in enumerate(some, 1)
    }


def _entry(place: Place, site: str, changed: datetime | None) -> str:
    """Written by hand: a tree of elements for every page of an archive costs twenty times as much."""
    when = f"    <lastmod>{changed.isoformat()}</lastmod>\n" if changed else ""
    pairs = {**place.alternates, "x-default": place.alternates[DEFAULT]} if place.alternates else {}
    links = "".join([_LINK.format(code, site, escape(path)) for code, path in pairs.items()])
    return f"  <url>\n    <loc>{site}{escape(place.url)}</loc>\n{when}{links}  </url>\n"


def add_generator(pelican: Any) -> type[SitemapGenerator]:
    return SitemapGenerator


def register() -> None:
    signals.get_generators.connect(add_generator)
