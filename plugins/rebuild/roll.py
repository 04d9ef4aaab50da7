"""Roll: all published articles in few words, so that a build that adds a story need not read the others.

A row holds what lists of stories are made from, and the digest of the article's card, by which the rest is known to be as it
was published when it is fetched. The whole roll is known by its seal, which stands in the manifest of the release.
"""

import json
from collections.abc import Callable, Container, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from plugins.newsroom import address
from plugins.newsroom.desk import Desk
from plugins.newsroom.edition import CODES
from plugins.newsroom.manuscript import Correction, Manuscript
from plugins.newsroom.moment import ZONE
from plugins.newsroom.revision import FarReaching
from plugins.newsroom.story import Article, Story, StoryLink

from .describe import CARD

_CALLED = frozenset({"edition", "slug", "url", "date", "section", "tags", "authors", "kind", "draft"})
"""What of a card stands on the roll."""
_FETCHED = tuple(name for name in CARD if name not in _CALLED)
_KEYS = ("related", "unrelated")
"""Fields of front matter that name stories."""

CardOf = Callable[[Article], bytes]
RowOf = Callable[[str, str], Mapping[str, Any]]
"""The fields of a published article by its key and edition; KeyError, ValueError or TypeError where they are not kept."""


class Row(NamedTuple):
    """An article on the roll. Moments are seconds since 1970, names of tags and writers have blanks between."""

    key: str
    edition: str
    slug: str
    date: float
    section: str
    tags: str
    authors: str
    kind: str
    draft: bool
    updated: float | None
    reach: float | None
    chosen: int
    card: str
    more: dict[str, Any]
    """What few articles have."""


def row_of(article: Article, card: CardOf) -> Row:
    """What the roll says of an article that was planned."""
    fields = article.manuscript.fields
    more = {name: [str(key) for key in fields[name]] for name in _KEYS if name in fields}
    more |= {"publish_at": fields["publish_at"].timestamp()} if "publish_at" in fields else {}
    more |= {"aliases": list(article.aliases)} if article.aliases else {}
    links = [str(link.key) for link in (*article.lead_links, *article.end_links)]
    return Row(
        article.key,
        article.edition,
        str(article.slug),
        article.date.timestamp(),
        article.section.id,
        " ".join(tag.id for tag in article.tags),
        " ".join(writer.id for writer in article.authors),
        str(article.kind),
        article.draft,
        article.updated.timestamp() if article.updated else None,
        article.reach.timestamp() if article.reach else None,
        article.story.chosen,
        card(article).hex(),
        {**more, "links": links} if links else more,
    )


def written(rows: list[Row], hidden: Mapping[str, str]) -> str:
    """The roll as it is kept; ``hidden``: why the other stories are not to be seen."""
    return json.dumps([rows, hidden], ensure_ascii=False, separators=(",", ":"))


class Roll:
    """The kept articles of one build. ``rows`` are those of the published roll, by key and edition."""

    def __init__(
        self, text: str, desk: Desk, row: RowOf, unpack: Callable[[Any], Any], card: CardOf, distrust: Callable[[], None]
    ) -> None:
        """``distrust`` is called if an article is not kept as it was published."""
        rows, self.hidden = json.loads(text)
        self.rows = {(one.key, one.edition): one for one in (Row(*values) for values in rows)}
        self._desk, self._row, self._unpack, self._card, self._distrust = desk, row, unpack, card, distrust

    def stories(self, but: Container[str]) -> dict[str, Story]:
        """All stories but these."""
        stories: dict[str, Story] = {}
        for row in self.rows.values():
            if row.key in but:
                continue
            story = stories.get(row.key)
            if story is None:
                story = stories[row.key] = Story(row.key, chosen=row.chosen, fetch=self.fetch)
            story.articles[row.edition] = self._kept(story, row)
        for story in stories.values():
            story.articles = {code: story.articles[code] for code in CODES if code in story.articles}
        return stories

    def _kept(self, story: Story, row: Row) -> Article:
        article = Article.__new__(Article)
        month, more = row.key.rpartition("/")[0], row.more
        article.story, article.edition, article.slug = story, row.edition, row.slug
        article.url = address.article(row.edition, month, row.slug)
        article.date = _moment(row.date)
        article.section = self._desk.sections[row.section]
        article.tags = tuple(map(self._desk.tags.__getitem__, row.tags.split()))
        article.authors = tuple(map(self._desk.writers.__getitem__, row.authors.split()))
        article.kind, article.draft = row.kind, row.draft  # type: ignore[assignment]
        article.corrections = (Correction(_moment(row.updated), ""),) if row.updated is not None else ()
        article.reach = _moment(row.reach) if row.reach is not None else None
        article.aliases = tuple(more.get("aliases", ()))
        article.lead_links, article.end_links = [StoryLink(key) for key in more.get("links", ())], []
        fields = {name: more[name] for name in _KEYS if name in more}
        if "publish_at" in more:
            fields["publish_at"] = _moment(more["publish_at"])
        article.manuscript = Manuscript("", row.key, row.edition, fields)
        return article

    def fetch(self, article: Article, name: str) -> None:
        """Complete the article's card; FarReaching where it is not as it was published, or more than a card is wanted."""
        if name not in _FETCHED:
            raise FarReaching
        try:
            values = self._row(article.key, article.edition)
            for one in _FETCHED:
                setattr(article, one, self._unpack(values[one]))
            if self._card(article).hex() != self.rows[article.key, article.edition].card:
                raise ValueError(f"another {article}")
        except (KeyError, ValueError, TypeError) as error:
            self._distrust()
            raise FarReaching from error


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, ZONE)
