"""Mobile: the light edition under /m/. Every article, front and standing page in one request, photos on demand.

Contract: ``page.mobile_url`` of every article, front and standing page is set, and their light pages are written from
the theme's mobile/ templates, with the same words, links, pairs and structured data as the full pages. Also writes
``/m/keeper.js`` (keeps read pages for offline) and ``/m/csp.txt`` (the Content-Security-Policy for /m/, with the hash
of the one style block). Templates get ``mobile_url(path)``, ``mobile_declared``, ``mobile_style``,
``pieces(article, edition)``, ``weight(edition, bytes)`` and the filter ``mobile_links``.
"""

from pathlib import Path
from typing import Any

from markupsafe import Markup
from pelican import signals
from pelican.generators import Generator

from plugins.newsroom import address
from plugins.newsroom.bulletin import Bulletin
from plugins.newsroom.page import Page
from plugins.newsroom.revision import revised
from plugins.newsroom.settings import read_settings

from .body import pieces, weight
from .links import MobileLinks, PublishedPages
from .settings import MobileSettings
from .style import policy, read_style

KEEPER = Path(__file__).with_name("keeper.js")


class MobileGenerator(Generator):  # type: ignore[misc]
    """Writes the light pages."""

    prints_bodies = True

    def generate_output(self, writer: Any) -> None:
        bulletin: Bulletin = self.context["bulletin"]
        for article in bulletin.planned_articles():
            self._write(writer, article.page, "article", article=article)
        for front in bulletin.planned_fronts():
            self._write(writer, front.page, front.page.kind, front=front)
        for standing in bulletin.pages:
            self._write(writer, standing.page, "standing_page", standing=standing)
        output = self.settings["OUTPUT"]
        output.offer_bytes("m/keeper.js", KEEPER.read_bytes())
        style = self.settings["JINJA_GLOBALS"]["mobile_style"]
        output.offer_bytes("m/csp.txt", f"{policy(style)}\n".encode())

    def _write(self, writer: Any, page: Page | None, template: str, **values: Any) -> None:
        assert page is not None
        edition = self.context["bulletin"].editions[page.edition]
        path = address.mobile(f"/{page.save_as}").lstrip("/")
        writer.write_file(
            path, self.get_template(f"mobile/{template}"), self.context, page=page, edition=edition, **values
        )


def set_globals(pelican: Any) -> None:
    """Give templates what the light pages need."""
    settings = pelican.settings
    mine = read_settings(MobileSettings, settings)
    own = {
        "mobile_url": address.mobile,
        "mobile_declared": mine.declared,
        "mobile_style": Markup(read_style(Path(settings["THEME"]) / "static" / "css")),
        "pieces": pieces,
        "weight": weight,
    }
    settings["JINJA_GLOBALS"] = {**settings["JINJA_GLOBALS"], **own}
    settings["JINJA_FILTERS"] = {**settings["JINJA_FILTERS"], "mobile_links": MobileLinks()}


def set_addresses(generators: list[Any]) -> None:
    """Tell every page its light one."""
    bulletin: Bulletin = generators[0].context["bulletin"]
    pages = list(bulletin.printed_pages())
    for page in pages:
        page.mobile_url = address.mobile(page.url)
    generators[0].settings["JINJA_FILTERS"]["mobile_links"].known = frozenset(
        [*(page.url for page in pages), *(article.url for article in bulletin.all_articles())]
    )


def set_published_addresses(generators: list[Any]) -> None:
    """Tell light pages which others there are, where only few are printed anew."""
    published = generators[0].settings["OUTPUT"].published
    generators[0].settings["JINJA_FILTERS"]["mobile_links"].known = PublishedPages(published)


def add_generator(pelican: Any) -> type[MobileGenerator]:
    return MobileGenerator


def register() -> None:
    signals.initialized.connect(set_globals)
    signals.get_generators.connect(add_generator)
    signals.all_generators_finalized.connect(set_addresses)
    revised.connect(set_published_addresses)
