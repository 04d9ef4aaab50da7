"""Sitemap: every public address with its pair (sitemaps.org 0.9, xhtml:link as Google reads it), and robots.txt.

Contract: writes ``/sitemap.xml`` and ``/robots.txt``. ``lastmod`` stands only where the bulletin knows it: at articles.
"""

import xml.etree.ElementTree as etree
from typing import Any

from pelican import signals
from pelican.generators import Generator

from plugins.newsroom.bulletin import Bulletin
from plugins.newsroom.edition import DEFAULT
from plugins.newsroom.page import Page

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_ROBOTS = "User-agent: *\nAllow: /\n\nSitemap: {}/sitemap.xml\n"


class SitemapGenerator(Generator):  # type: ignore[misc]
    """Writes both files."""

    def generate_output(self, writer: Any) -> None:
        bulletin: Bulletin = self.context["bulletin"]
        url = self.settings["SITEURL"]
        etree.register_namespace("", _SITEMAP)
        etree.register_namespace("xhtml", _XHTML)
        root = etree.Element(f"{{{_SITEMAP}}}urlset")
        changed = {article.url: (article.updated or article.date).isoformat() for article in bulletin.all_articles()}
        for page in sorted(bulletin.printed_pages(), key=lambda one: one.url):
            if page.indexed:
                _add(root, page, url, changed.get(page.url))
        etree.indent(root)
        output = self.settings["OUTPUT"]
        output.offer_bytes("sitemap.xml", etree.tostring(root, encoding="utf-8", xml_declaration=True))
        output.offer_bytes("robots.txt", _ROBOTS.format(url).encode())


def _add(root: etree.Element, page: Page, site: str, changed: str | None) -> None:
    entry = etree.SubElement(root, f"{{{_SITEMAP}}}url")
    etree.SubElement(entry, f"{{{_SITEMAP}}}loc").text = site + page.url
    if changed:
        etree.SubElement(entry, f"{{{_SITEMAP}}}lastmod").text = changed
    pairs = {**page.alternates, "x-default": page.alternates[DEFAULT]} if page.alternates else {}
    for code, path in pairs.items():
        etree.SubElement(entry, f"{{{_XHTML}}}link", {"rel": "alternate", "hreflang": code, "href": site + path})


def add_generator(pelican: Any) -> type[SitemapGenerator]:
    return SitemapGenerator


def register() -> None:
    signals.get_generators.connect(add_generator)
