"""Roll: all published articles in few words, so that a build of some new or edited stories need not read the others.

A row holds what lists of stories are made from, and the digest of the article's card, by which the rest is known to be as it
was published when it is fetched. The whole roll is known by its seal, which stands in the manifest of the release.
"""

import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from plugins.newsroom import address
from plugins.newsroom.desk import Desk
from plugins.newsroom.edition import CODES
from plugins.newsroom.manuscript import Correction, Manuscript
from plugins.newsroom.moment import ZONE
from plugins.newsroom.panel import NAMES, Panels
from plugins.newsroom.records import pack
from plugins.newsroom.revision import FarReaching
from plugins.newsroom.shelf import digest
from plugins.newsroom.story import Article, Story, StoryLink

from .describe import CARD

_CALLED = frozenset({"edition", "slug", "url", "title", "date", "section", "tags", "authors", "kind", "draft"})
"""What of a card stands on the roll."""
_FETCHED = tuple(name for name in CARD if name not in _CALLED)
_WORDS = ("title", "lead", "kicker", "source", "source_url")
"""What of the rest is known as soon as a text is read; the others are compared with the card."""
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
    title: str
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
    shows: list[int]
    """Places among the keys of the roll: the stories whose cards its page shows."""
    files: list[int]
    """Checksums of the addresses of its pictures and videos."""
    more: dict[str, Any]
    """What few articles have."""


Keys = dict[str, int]
"""Places of keys on the roll."""


def row_of(article: Article, card: CardOf, keys: Keys) -> Row:
    """What the roll says of an article that was planned; keys that are not on it yet are put there."""
    fields = article.manuscript.fields
    more = {name: [str(key) for key in fields[name]] for name in _KEYS if name in fields}
    more |= {"publish_at": fields["publish_at"].timestamp()} if "publish_at" in fields else {}
    more |= {"aliases": list(article.aliases)} if article.aliases else {}
    links = [str(link.key) for link in (*article.lead_links, *article.end_links)]
    return Row(
        article.key,
        article.edition,
        str(article.slug),
        article.title,
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
        sorted({keys.setdefault(key, len(keys)) for key in (*shown(article.panels), *links)}),
        sorted(set(map(_checksum, _files(article)))),
        {**more, "links": links} if links else more,
    )


def _files(article: Article) -> Iterator[str]:
    """Addresses of the article's pictures and videos."""
    photos = [one.picture for one in (article.cover, *article.photos) if one]
    videos = [one for one in (article.video, *article.clips) if one]
    for picture in (article.thumbnail, article.social_card, *photos, *(video.poster for video in videos)):
        yield from picture.weights if picture else ()
    for video in videos:
        yield from filter(None, (video.src, video.captions))


def _checksum(address: str) -> int:
    """So large that two addresses of one site never have the same, and exact in any JSON."""
    return int.from_bytes(digest(address)[:6], "big")


def shown(panels: Panels) -> set[str]:
    """Keys of the stories in the panels."""
    items = (item for name in NAMES for item in getattr(panels, name).items)
    return {item.key for item in items if isinstance(item, Article)}


def written(keys: Keys, lines: Iterable[str], hidden: Mapping[str, str]) -> str:
    """The roll as it is kept, with one line a row; ``hidden``: why the other stories are not to be seen."""
    return "\n".join([line_of(list(keys)), line_of(hidden), *lines])


def line_of(value: Any) -> str:
    """A row, or another part of the roll, as one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class Roll:
    """The published articles, and those that are kept (newsroom/revision.py). ``rows`` are by key and edition."""

    def __init__(
        self, text: str, desk: Desk, row: RowOf, unpack: Callable[[Any], Any], card: CardOf, distrust: Callable[[], None]
    ) -> None:
        """``distrust`` is called if an article is not kept as it was published."""
        lines = text.split("\n")
        keys, self.hidden, *rows = json.loads(f"[{','.join(lines)}]")
        self.keys: Keys = {key: place for place, key in enumerate(keys)}
        self.rows = {(one.key, one.edition): one for one in (Row(*values) for values in rows)}
        self.lines = dict(zip(self.rows, lines[2:], strict=True))
        self.published = frozenset(key for key, _ in self.rows)
        self.stories: dict[str, Story] = {}
        self._desk, self._row, self._unpack, self._card, self._distrust = desk, row, unpack, card, distrust

    def call(self, but: Container[str]) -> "Roll":
        """Fill ``stories`` with all but these."""
        stories = self.stories
        for row in self.rows.values():
            if row.key in but:
                continue
            story = stories.get(row.key)
            if story is None:
                story = stories[row.key] = Story(row.key, chosen=row.chosen, fetch=self.fetch)
            story.articles[row.edition] = self._kept(story, row)
        for story in stories.values():
            story.articles = {code: story.articles[code] for code in CODES if code in story.articles}
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
        return not same or updated != (article.updated.timestamp() if article.updated else None)

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
        mine = {one for place in planned for one in (self.rows[place].files if place in self.rows else ())}
        mine -= {_checksum(address) for article in planned.values() for address in _files(article)}
        if mine:
            mine -= {one for place, row in self.rows.items() if place not in planned for one in row.files}
        return {path for path in published if path.startswith("photos/") and _checksum(f"/{path}") in mine} if mine else set()

    def showing(self, stories: Iterable[str]) -> set[str]:
        """Keys of the stories whose pages show the cards of these."""
        places = {self.keys[key] for key in stories if key in self.keys}
        return {row.key for row in self.rows.values() if not places.isdisjoint(row.shows)}

    def _kept(self, story: Story, row: Row) -> Article:
        article = Article.__new__(Article)
        month, more = row.key.rpartition("/")[0], row.more
        article.story, article.edition, article.slug, article.title = story, row.edition, row.slug, row.title
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
    return row._replace(title="", updated=None, reach=None, chosen=0, card="", shows=[], files=[]) if row else None


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, ZONE)
