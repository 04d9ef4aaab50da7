"""Sitemap: every public address with its pair (sitemaps.org 0.9, xhtml:link as Google reads it), and robots.txt.

Contract: writes ``/sitemap.xml`` and ``/robots.txt``. ``lastmod`` stands only where the bulletin knows it: at articles. Where
there are more addresses than one file may hold, ``/sitemap.xml`` is the index of one file a year and one for the lists.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from html import escape
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

from pelican import signals
from pelican.generators import Generator

from plugins.newsroom.bulletin import Bulletin
from plugins.newsroom.edition import CODES, DEFAULT

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
    """An address, the addresses of its pair by edition, and when what stands there changed, if that is known."""

    url: str
    alternates: dict[str, str]
    changed: datetime | None = None


class SitemapGenerator(Generator):  # type: ignore[misc]
    """Writes both files."""

    def generate_output(self, writer: Any) -> None:
        bulletin: Bulletin = self.context["bulletin"]
        url = self.settings["SITEURL"]
        places = sorted(_places(bulletin), key=attrgetter("url"))
        output = self.settings["OUTPUT"]
        site, files = escape(url), _files(places)
        write = _Entries(site)
        for name, some in files.items():
            output.offer_bytes(name, f"{_HEAD}{''.join(map(write, some))}</urlset>".encode())
        if len(files) > 1:
            rows = "".join(f"  <sitemap>\n    <loc>{site}/{name}</loc>\n  </sitemap>\n" for name in files)
            output.offer_bytes("sitemap.xml", f"{_INDEX}{rows}</sitemapindex>".encode())
        output.offer_bytes("robots.txt", _ROBOTS.format(url).encode())
def _places(bulletin: Bulletin) -> Iterator[Place]:
    """All that is for search engines. Of a kept article there is no page: all tell themselves what they are paired with."""
    for article in bulletin.all_articles():
        if not article.draft:
            pair = article.story.articles
            alternates = {code: pair[code].url for code in CODES} if len(pair) == len(CODES) else {}
            yield Place(article.url, alternates, article.updated or article.date)
    for page in chain((front.page for front in bulletin.fronts), (standing.page for standing in bulletin.pages)):
        if page.indexed:
            yield Place(page.url, page.alternates)


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


class _Entries:
    """Writes entries by hand: a tree of elements for every page of an archive costs twenty times as much."""

    def __init__(self, site: str) -> None:
        self._site = site
        self._pairs: dict[str, str] = {}
        """The links of a pair, which both of its entries have, by the address in the default edition."""

    def __call__(self, place: Place) -> str:
        when = f"    <lastmod>{place.changed.isoformat()}</lastmod>\n" if place.changed else ""
        links = self._links(place.alternates) if place.alternates else ""
        return f"  <url>\n    <loc>{self._site}{escape(place.url)}</loc>\n{when}{links}  </url>\n"

    def _links(self, alternates: dict[str, str]) -> str:
        default = alternates[DEFAULT]
        if default not in self._pairs:
            pair = {**alternates, "x-default": default}
            self._pairs[default] = "".join(_LINK.format(code, self._site, escape(path)) for code, path in pair.items())
        return self._pairs[default]


def add_generator(pelican: Any) -> type[SitemapGenerator]:
    return SitemapGenerator


def register() -> None:
    signals.get_generators.connect(add_generator)
