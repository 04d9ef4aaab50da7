"""Search: one page an edition with its headlines by month, which a small script of our own filters as the reader types.

Contract: writes ``/tim-kiem/`` and ``/en/search/``. Without a script the list is the same. Of a large archive it has the
newest headlines, says so, and leads to the older ones.
"""

from itertools import groupby
from typing import Any

from pelican import signals
from pelican.generators import Generator

from plugins.newsroom import address
from plugins.newsroom.bulletin import Bulletin
from plugins.newsroom.edition import CODES
from plugins.newsroom.page import Crumb, Page
from plugins.newsroom.story import Article

LIMIT = 500
"""Headlines on the page; older ones are found in the archive."""


class SearchGenerator(Generator):  # type: ignore[misc]
    """Writes the search page of each edition, and the page for addresses that do not exist."""

    def generate_output(self, writer: Any) -> None:
        bulletin: Bulletin = self.context["bulletin"]
        for code, edition in bulletin.editions.items():
            twin = next(one for one in CODES if one != code)
            home = Crumb(edition.label("home"), address.home(code))
            older = len(bulletin.articles[code]) > LIMIT
            about = edition.label("search_newest", number=LIMIT) if older else edition.label("search_about")
            page = Page("search", code, address.named(code, "search"), edition.label("search"), about)
            page.trail = [home, Crumb(edition.label("search"))]
            page.twin_url = address.named(twin, "search")
            page.indexed = False
            months = [
                (edition.month_name(*(int(part) for part in month.split("/"))), list(group))
                for month, group in groupby(_newest_months_first(bulletin.articles[code][:LIMIT]), key=_month)
            ]
            self._write(writer, "search", page, months=months, older=older)
            lost = Page("not_found", code, f"{address.home(code)}404.html", edition.label("not_found"), indexed=False)
            lost.twin_url = f"{address.home(twin)}404.html"
            self._write(writer, "not_found", lost)

    def _write(self, writer: Any, template: str, page: Page, **values: Any) -> None:
        edition = self.context["bulletin"].editions[page.edition]
        writer.write_file(page.save_as, self.get_template(template), self.context, page=page, edition=edition, **values)


def _month(article: Article) -> str:
    return article.key[:7]


def _newest_months_first(articles: list[Article]) -> list[Article]:
    """By the month of the address; inside a month the order stays."""
    return sorted(articles, key=_month, reverse=True)


def add_generator(pelican: Any) -> type[SearchGenerator]:
    return SearchGenerator


def register() -> None:
    signals.get_generators.connect(add_generator)
