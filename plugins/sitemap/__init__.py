"""Sitemap: every public address with its pair (sitemaps.org 0.9, xhtml:link as Google reads it), and robots.txt.

Contract: writes ``/sitemap.xml`` and ``/robots.txt``. ``lastmod`` stands only where the bulletin knows it: at articles. Where
there are more addresses than one file may hold, ``/sitemap.xml`` is the index of one file a year and one for the lists.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import escape
from itertools import chain
from typing import Any

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


Entry = tuple[str, str]
"""An address, and what the sitemap says of it."""


class SitemapGenerator(Generator):  # type: ignore[misc]
    """Writes both files."""

    def generate_output(self, writer: Any) -> None:
        bulletin: Bulletin = self.context["bulletin"]
        url = self.settings["SITEURL"]
        site, output = escape(url), self.settings["OUTPUT"]
        files = _files(sorted(_entries(bulletin, site)))
        for name, some in files.items():
            output.offer_bytes(name, f"{_HEAD}{''.join([text for _, text in some])}</urlset>".encode())
        if len(files) > 1:
            rows = "".join(f"  <sitemap>\n    <loc>{site}/{name}</loc>\n  </sitemap>\n" for name in files)
            output.offer_bytes("sitemap.xml", f"{_INDEX}{rows}</sitemapindex>".encode())
        output.offer_bytes("robots.txt", _ROBOTS.format(url).encode())
def _entries(bulletin: Bulletin, site: str) -> Iterator[Entry]:
    """All that is for search engines. Of a kept article there is no page: all tell themselves what they are paired with."""
    pairs: dict[str, str] = {}
    for article in bulletin.all_articles():
        if not article.draft:
            key, texts = article.key, article.story.articles
            if key not in pairs:
                pairs[key] = _links(site, {code: text.url for code, text in texts.items()}) if len(texts) == len(CODES) else ""
            when = f"    <lastmod>{(article.updated or article.date).isoformat()}</lastmod>\n"
            yield _entry(site, article.url, when + pairs[key])
    for page in chain((front.page for front in bulletin.fronts), (standing.page for standing in bulletin.pages)):
        if page.indexed:
            yield _entry(site, page.url, _links(site, page.alternates) if page.alternates else "")


def _entry(site: str, url: str, more: str) -> Entry:
    """Written by hand: a tree of elements for every page of an archive costs twenty times as much."""
    return url, f"  <url>\n    <loc>{site}{escape(url)}</loc>\n{more}  </url>\n"


def _links(site: str, alternates: dict[str, str]) -> str:
    pair = {**alternates, "x-default": alternates[DEFAULT]}
    return "".join([_LINK.format(code, site, escape(path)) for code, path in pair.items()])


def _files(entries: Sequence[Entry]) -> dict[str, Sequence[Entry]]:
    """The entries (in their order) of each file: by year, so that those of past years keep still."""
    if len(entries) <= LIMIT:
        return {"sitemap.xml": entries}
    years: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        year = _YEAR.search(entry[0])
        years[year[1] if year else "lists"].append(entry)
    parts = {year: [mine[at : at + LIMIT] for at in range(0, len(mine), LIMIT)] for year, mine in sorted(years.items())}
    return {
        f"sitemap-{year}{f'-{number}' if number > 1 else ''}.xml": part
        for year, some in parts.items()
        for number, part in enumerate(some, 1)
    }


def add_generator(pelican: Any) -> type[SitemapGenerator]:
    return SitemapGenerator


def register() -> None:
    signals.get_generators.connect(add_generator)
