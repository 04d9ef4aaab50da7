"""Roll: all published articles in few words, so that a build of some new or edited stories need not read the others.

A row holds what lists of stories are made from, and the digest of the article's card, by which the rest is known to be as it
was published when it is fetched. The whole roll is known by its seal, which stands in the manifest of the release.
"""

import json
from collections.abc import Callable, Container, Iterable, Mapping
from functools import cache
from typing import Any

from plugins.newsroom import address
from plugins.newsroom.compact import as_json
from plugins.newsroom.desk import Desk
from plugins.newsroom.edition import CODES
from plugins.newsroom.manuscript import Correction, Manuscript
from plugins.newsroom.records import pack
from plugins.newsroom.revision import FarReaching
from plugins.newsroom.story import Article, Story, StoryLink

from .describe import CARD
from .rows import KEYS, CardOf, Keys, Row, checksum, files, moment_at, row_of, seconds, title_of

_CALLED = frozenset({"edition", "slug", "url", "title", "date", "section", "tags", "authors", "kind", "draft"})
"""What of a card stands on the roll."""
_FETCHED = tuple(name for name in CARD if name not in _CALLED)
_WORDS = ("title", "lead", "kicker", "source", "source_url")
"""What of the rest is known as soon as a text is read; the others are compared with the card."""
_NOTHING: dict[str, Any] = {}

RowOf = Callable[[str, str], Mapping[str, Any]]
"""The fields of a published article by its key and edition; KeyError, ValueError or TypeError where they are not kept."""


def written(keys: Keys, lines: Iterable[str], hidden: Mapping[str, str]) -> str:
    """The roll as it is kept, with one line a row; ``hidden``: why the other stories are not to be seen."""
    return "\n".join([as_json(list(keys)), as_json(hidden), *lines])


class Roll:
    """The published articles, and those that are kept (newsroom/revision.py). ``rows`` are by key and edition."""

    def __init__(
        self, text: str, desk: Desk, row: RowOf, unpack: Callable[[Any], Any], card: CardOf, distrust: Callable[[], None]
    ) -> None:
        """``distrust`` is called if an article is not kept as it was published."""
        keys, hidden, *lines = text.split("\n")
        self.hidden: dict[str, str] = json.loads(hidden)
        self.keys: Keys = {key: place for place, key in enumerate(json.loads(keys))}
        rows = [Row._make(line.split("\t")) for line in lines]
        self.rows = {row[:2]: row for row in rows}
        self.lines = dict(zip(self.rows, lines, strict=True))
        self.published = frozenset(key for key, _ in self.rows)
        self.stories: dict[str, Story] = {}
        self._desk, self._row, self._unpack, self._card, self._distrust = desk, row, unpack, card, distrust
        self._tags = cache(lambda names: tuple(map(desk.tags.__getitem__, names.split())))
        self._writers = cache(lambda names: tuple(map(desk.writers.__getitem__, names.split())))

    def call(self, but: Container[str]) -> "Roll":
        """Fill ``stories`` with all but these."""
        stories = self.stories
        for row in self.rows.values():
            if row.key in but:
                continue
            story = stories.get(row.key)
            if story is None:
                story = stories[row.key] = Story(row.key, chosen=int(row.chosen), fetch=self.fetch)
            story.articles[row.edition] = self._kept(story, row)
        return self

    def has(self, story: Story) -> bool:
        """Whether the story was published in the same editions, at the same place of all lists."""
        before = [self.rows.get((story.key, code)) for code in CODES]
        now = [row_of(one, _no_card, {}) if (one := story.articles.get(code)) else None for code in CODES]
        return list(map(_place, before)) == list(map(_place, now))

    def says_otherwise(self, story: Story) -> bool:
        """Whether lists print other words of the story than were published."""
        return any(map(self._says_otherwise, story.articles.values()))

    def _says_otherwise(self, article: Article) -> bool:
        before, updated = self._read(article), self.rows[article.key, article.edition].updated
        same = all(pack(getattr(article, name)) == before[name] for name in _WORDS)
        return not same or updated != seconds(article.updated)

    def _read(self, article: Article) -> Mapping[str, Any]:
        """The article's fields as they were published."""
        try:
            return self._row(article.key, article.edition)
        except (KeyError, ValueError, TypeError) as error:
            self._distrust()
            raise FarReaching from error

    def card(self, article: Article) -> bytes:
        """Digest of the card of a kept article; to know it nothing has to be fetched."""
        return bytes.fromhex(self.rows[article.key, article.edition].card)

    def altered(self, articles: Iterable[Article]) -> set[str]:
        """Keys of the published stories that lists show otherwise now."""
        rows = ((article, self.rows.get((article.key, article.edition))) for article in articles)
        return {article.key for article, row in rows if row and row.card != self._card(article).hex()}

    def orphaned(self, articles: Iterable[Article], published: Iterable[str]) -> set[str]:
        """Which of the published paths were pictures and videos of these articles, and are nobody's now."""
        planned = {(article.key, article.edition): article for article in articles}
        mine = {one for place in planned if place in self.rows for one in self.rows[place].files.split()}
        mine -= {checksum(address) for article in planned.values() for address in files(article)}
        if mine:
            mine -= {one for place, row in self.rows.items() if place not in planned for one in row.files.split()}
        return {path for path in published if path.startswith("photos/") and checksum(f"/{path}") in mine} if mine else set()

    def showing(self, stories: Iterable[str]) -> set[str]:
        """Keys of the stories whose pages show the cards of these."""
        places = {str(self.keys[key]) for key in stories if key in self.keys}
        return {row.key for row in self.rows.values() if not places.isdisjoint(row.shows.split())}

    def _kept(self, story: Story, row: Row) -> Article:
        article = Article.__new__(Article)
        article.story, article.edition, article.slug, article.title = story, row.edition, row.slug, title_of(row.title)
        article.url = address.article(row.edition, row.key.rpartition("/")[0], row.slug)
        article.date = moment_at(row.date)
        article.section = self._desk.sections[row.section]
        article.tags, article.authors = self._tags(row.tags), self._writers(row.authors)
        article.kind, article.draft = row.kind, bool(row.draft)  # type: ignore[assignment]
        article.corrections = (Correction(moment_at(row.updated), ""),) if row.updated else ()
        article.reach = moment_at(row.reach) if row.reach else None
        more = json.loads(row.more) if row.more else _NOTHING
        article.aliases = tuple(more.get("aliases", ()))
        article.lead_links, article.end_links = [StoryLink(key) for key in more.get("links", ())], []
        fields = {name: more[name] for name in KEYS if name in more} if more else {}
        if "publish_at" in more:
            fields["publish_at"] = moment_at(more["publish_at"])
        article.manuscript = Manuscript("", row.key, row.edition, fields)
        return article

    def fetch(self, article: Article, name: str) -> None:
        """Complete the article's card; FarReaching where it is not as it was published, or more than a card is wanted."""
        if name not in _FETCHED:
            raise FarReaching
        values = self._read(article)
        try:
            for one in _FETCHED:
                setattr(article, one, self._unpack(values[one]))
            if self._card(article).hex() != self.rows[article.key, article.edition].card:
                raise ValueError(f"another {article}")
        except (KeyError, ValueError, TypeError) as error:
            self._distrust()
            raise FarReaching from error


def _no_card(article: Article) -> bytes:
    """For an article that is not complete yet."""
    return b""


def _place(row: Row | None) -> Row | None:
    """What of a row tells where a story stands in lists."""
    return row._replace(title="", updated="", reach="", chosen="", card="", shows="", files="") if row else None
