"""Pairing: a story's two texts know each other, everywhere and honestly.

Contract: after this plugin every ``page`` has ``twin_url`` or (with no twin) ``nearest_url``, ``alternates`` for
hreflang, every article its ``twin``, ``side_by_side_url`` and ``linked``, and links between stories lead to the reader's
edition. Also prints the side-by-side pages.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from pelican import signals
from pelican.generators import Generator

from plugins.newsroom import address
from plugins.newsroom.bulletin import Bulletin, contributor
from plugins.newsroom.edition import CODES
from plugins.newsroom.page import Crumb, Page
from plugins.newsroom.revision import revised, reviser
from plugins.newsroom.story import Article

from .alignment import Row, align
from .links import LinkResolver, put_linked, put_links
from .twins import pair


def _with_own_anchors(block: str, edition: str) -> str:
    # Most blocks have no attributes.
    if '="' not in block:
        return block
    return block.replace(' id="', f' id="{edition}-').replace(' href="#', f' href="#{edition}-')


class Rows:
    """The rows of one pair, worked out when a page is printed; the story's two texts are all they are made from."""

    def __init__(self, *articles: Article) -> None:
        self.articles = articles

    def __iter__(self) -> Iterator[Row]:
        # Both texts may use the same anchors (footnotes do): each side gets its own.
        vi, en = ([_with_own_anchors(block, one.edition) for block in one.blocks] for one in self.articles)
        return iter(align(vi, en))

    def described(self) -> bytes:
        """Nothing beyond the story itself (plugins.rebuild)."""
        return b""


class SideBySideGenerator(Generator):  # type: ignore[misc]
    """Prints both texts of each pair on one page."""

    prints_bodies = True

    def generate_output(self, writer: Any) -> None:
        bulletin: Bulletin = self.context["bulletin"]
        template = self.get_template("side_by_side")
        edition = bulletin.editions[CODES[0]]
        home = Crumb(edition.label("home"), address.home(edition.code))
        for article in bulletin.planned_articles():
            if article.edition != edition.code or article.twin is None:
                continue
            trail = [home, Crumb(article.title, article.url), Crumb(edition.label("side_by_side"))]
            # Both texts have pages of their own: search engines need not see them twice.
            page = Page("side_by_side", edition.code, article.side_by_side_url, article.title, article.lead, trail)
            page.indexed = False
            page.twin_url = article.twin.url
            writer.write_file(
                page.save_as,
                template,
                self.context,
                page=page,
                edition=edition,
                story=article.story,
                rows=Rows(article, article.twin),
            )


def add_pairs(bulletin: Bulletin) -> None:
    """Pair all pages and resolve all links between them."""
    pair(bulletin)
    resolver = LinkResolver(bulletin)
    for article in bulletin.planned_articles():
        article.linked = tuple(resolver.target(link, article.edition) for link in article.body.links)
    add_links(bulletin)
    for standing in bulletin.pages:
        edition = bulletin.editions[standing.edition]
        target = partial(resolver.target, edition=edition.code)
        standing.body_blocks = put_links(edition, target, standing.body_blocks)


def add_links(bulletin: Bulletin) -> None:
    """Have the links of all articles put into their bodies."""
    for article in bulletin.planned_articles():
        if article.linked:
            article.body.finish(partial(put_linked, bulletin.editions[article.edition], article))


contribute, revise = contributor(add_pairs), reviser(add_links)


def add_generator(pelican: Any) -> type[SideBySideGenerator]:
    return SideBySideGenerator


def register() -> None:
    signals.get_generators.connect(add_generator)
    signals.all_generators_finalized.connect(contribute)
    revised.connect(revise)
