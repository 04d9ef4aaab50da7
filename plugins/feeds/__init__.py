"""Feeds: Atom (RFC 4287) for each edition and each of its sections; never both languages in one feed.

Contract: sets ``page.feed_url`` and ``page.feed_title`` of every page and writes the feeds.
"""

import io
from collections.abc import Iterable
from typing import Any

from feedgenerator import Atom1Feed
from pelican import signals
from pelican.generators import Generator

from plugins.newsroom import address
from plugins.newsroom.bulletin import Bulletin, contributor
from plugins.newsroom.desk import Section
from plugins.newsroom.story import Article

LIMIT = 30
"""Stories in a feed."""


class FeedsGenerator(Generator):  # type: ignore[misc]
    """Writes the feeds."""

    def generate_output(self, writer: Any) -> None:
        bulletin: Bulletin = self.context["bulletin"]
        for code in bulletin.editions:
            self._write(code, None, bulletin.articles[code])
            for section in bulletin.desk.sections.values():
                mine = (article for article in bulletin.articles[code] if section.holds(article.section))
                self._write(code, section, mine)

    def _write(self, code: str, section: Section | None, articles: Iterable[Article]) -> None:
        chosen = [article for article, _ in zip(articles, range(LIMIT), strict=False)]
        if not chosen or all(map(self.context["bulletin"].is_kept, chosen)):
            return
        site = self.settings["JINJA_GLOBALS"]["site"]
        url = address.feed(code, section)
        front = address.listing(code, section) if section else address.home(code)
        feed = Atom1Feed(
            title=_title(site.name(code), section, code),
            link=site.url + front,
            feed_url=site.url + url,
            feed_guid=site.url + url,
            description=section.about(code) if section else site.tagline(code),
            language=code,
        )
        for article in chosen:
            _add(feed, article, site)
        text = io.StringIO()
        feed.write(text, "utf-8")
        self.settings["OUTPUT"].offer_bytes(url.lstrip("/"), text.getvalue().encode())


def _title(name: str, section: Section | None, code: str) -> str:
    return f"{section.name(code)} – {name}" if section else name


def _add(feed: Atom1Feed, article: Article, site: Any) -> None:
    names = ", ".join(writer.name(article.edition) for writer in article.authors) or article.source
    feed.add_item(
        title=article.title,
        link=site.url + article.url,
        unique_id=site.url + article.url,
        description=article.lead,
        author_name=names or site.publisher(article.edition),
        pubdate=article.date,
        updateddate=article.updated or article.date,
        categories=[article.section.name(article.edition), *(tag.name(article.edition) for tag in article.tags)],
    )


def set_feed_addresses(bulletin: Bulletin) -> None:
    """Every page points to the feed nearest to it: its section's, else its edition's."""
    busy = {code: {part for a in articles for part in a.section.trail} for code, articles in bulletin.articles.items()}
    urls = {code: address.feed(code) for code in bulletin.editions}
    for page in bulletin.printed_pages():
        page.feed_url = urls[page.edition]
    for front in bulletin.fronts:
        code = front.page.edition
        if isinstance(front.subject, Section) and front.subject in busy[code]:
            front.page.feed_url = address.feed(code, front.subject)
            front.page.feed_title = front.subject.name(code)


contribute = contributor(set_feed_addresses)


def add_generator(pelican: Any) -> type[FeedsGenerator]:
    return FeedsGenerator


def register() -> None:
    signals.get_generators.connect(add_generator)
    signals.all_generators_finalized.connect(contribute)
