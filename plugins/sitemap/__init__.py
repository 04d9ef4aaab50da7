"""Sitemap: every public address with its pair (sitemaps.org 0.9, xhtml:link as Google reads it), and robots.txt.

Contract: writes ``/sitemap.xml`` and ``/robots.txt``. ``lastmod`` stands only where the bulletin knows it: at articles. Where
there are more addresses than one file may hold, ``/sitemap.xml`` is the index of one file a year and one for the lists.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from html import escape
from typing import Any

from pelican import signals
from pelican.generators import Generator

from plugins.newsroom.bulletin import Bulletin
from plugins.newsroom.edition import DEFAULT
from plugins.newsroom.page import Page

_HEAD = """<?xml version='1.0' encoding='utf-8'?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
"""
_INDEX = """<?xml version='1.0' encoding='utf-8'?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
"""
LIMIT = 50_000
"""Addresses in one file (sitemaps.org)."""
_YEAR = re.compile(r"/(\d{4})/")
_LINK = '    <xhtml:link rel="alternate" hreflang="{}" href="{}" />\n'
_ROBOTS = "User-agent: *\nAllow: /\n\nSitemap: {}/sitemap.xml\n"


class SitemapGenerator(Generator):  # type: ignore[misc]
    """Writes both files."""

    def generate_output(self, writer: Any) -> None:
        bulletin: Bulletin = self.context["bulletin"]
        url = self.settings["SITEURL"]
        changed = {article.url: (article.updated or article.date).isoformat() for article in bulletin.all_articles()}
        pages = sorted((page for page in bulletin.printed_pages() if page.indexed), key=lambda one: one.url)
        output = self.settings["OUTPUT"]
        files = _files(pages)
        for name, some in files.items():
            entries = "".join(_entry(page, url, changed.get(page.url)) for page in some)
            output.offer_bytes(name, f"{_HEAD}{entries}</urlset>".encode())
        if len(files) > 1:
            rows = "".join(f"  <sitemap>\n    <loc>{escape(url)}/{name}</loc>\n  </sitemap>\n" for name in files)
            output.offer_bytes("sitemap.xml", f"{_INDEX}{rows}</sitemapindex>".encode())
        output.offer_bytes("robots.txt", _ROBOTS.format(url).encode())


def _files(pages: Sequence[Page]) -> dict[str, Sequence[Page]]:
    """The pages (by address) of each file: by year, so that those of past years keep still."""
    if len(pages) <= LIMIT:
        return {"sitemap.xml": pages}
    years: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        year = _YEAR.search(page.url)
        years[year[1] if year else "lists"].append(page)
    parts = {year: [mine[at : at + LIMIT] for at in range(0, len(mine), LIMIT)] for year, mine in sorted(years.items())}
    return {
        f"sitemap-{year}{f'-{number}' if number > 1 else ''}.xml": part
        for year, some in parts.items()
        for number, part in enumerate(some, 1)
    }


def _entry(page: Page, site: str, changed: str | None) -> str:
    """Written by hand: a tree of elements for every page of an archive costs twenty times as much."""
    when = f"    <lastmod>{changed}</lastmod>\n" if changed else ""
    pairs = {**page.alternates, "x-default": page.alternates[DEFAULT]} if page.alternates else {}
    links = "".join(_LINK.format(code, escape(site + path)) for code, path in pairs.items())
    return f"  <url>\n    <loc>{escape(site + page.url)}</loc>\n{when}{links}  </url>\n"


def add_generator(pelican: Any) -> type[SitemapGenerator]:
    return SitemapGenerator


def register() -> None:
    signals.get_generators.connect(add_generator)
