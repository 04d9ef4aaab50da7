"""Sitemap: every public address with its pair (sitemaps.org 0.9, xhtml:link as Google reads it), and robots.txt.

Contract: writes ``/sitemap.xml`` and ``/robots.txt``. ``lastmod`` stands only where the bulletin knows it: at articles.
"""

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
_LINK = '    <xhtml:link rel="alternate" hreflang="{}" href="{}" />\n'
_ROBOTS = "User-agent: *\nAllow: /\n\nSitemap: {}/sitemap.xml\n"


class SitemapGenerator(Generator):  # type: ignore[misc]
    """Writes both files."""

    def generate_output(self, writer: Any) -> None:
        bulletin: Bulletin = self.context["bulletin"]
        url = self.settings["SITEURL"]
        changed = {article.url: (article.updated or article.date).isoformat() for article in bulletin.all_articles()}
        pages = sorted((page for page in bulletin.printed_pages() if page.indexed), key=lambda one: one.url)
        entries = "".join(_entry(page, url, changed.get(page.url)) for page in pages)
        output = self.settings["OUTPUT"]
        output.offer_bytes("sitemap.xml", f"{_HEAD}{entries}</urlset>".encode())
        output.offer_bytes("robots.txt", _ROBOTS.format(url).encode())


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
