"""Keeper: the articles as they were published, kept so that a revision or an addition need not plan the others.

Advisory: what is read back is believed only where its pages are described as those of the live site are.
"""

import json
from collections.abc import Callable, Container, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from plugins.newsroom.bulletin import Bulletin, Front, StandingPage
from plugins.newsroom.compact import as_json
from plugins.newsroom.desk import Desk
from plugins.newsroom.edition import CODES
from plugins.newsroom.manuscript import Correction, Manuscript
from plugins.newsroom.records import FORM, PACKED, Unpacker, pack, pack_article
from plugins.newsroom.revision import FarReaching
from plugins.newsroom.shelf import Shelf, content_digest, digest
from plugins.newsroom.story import Article, Story

from .describe import CARD, Describer
from .roll import Roll, written
from .rows import line_of, row_of, shown

_STANDING = ("key", "edition", "title", "lead", "body_blocks")
_STANDING_PAGES, _ALL = digest("standing pages"), digest("all")
"""Where the standing pages are kept, and where it is noted that everything published is."""
_OWN = tuple(name for name in PACKED if name not in (*CARD, "updated"))


class Keeper:
    """The articles and standing pages of one output folder."""

    def __init__(self, kept: str, seal: str) -> None:
        """``kept``: what the files are called. ``seal``: that of the published roll, which has one of its own, as it is read
        and written whole."""
        self._file, self._roll_file = Path(f"{kept}.articles.db"), Path(f"{kept}.roll")
        self._printed: set[int] = set()
        self._roll: Roll | None = None
        self.bulletin: Bulletin | None = None
        """What is published by this build."""
        self.describer = Describer(b"")
        """What tells cards; the writer's, if it has one."""
        self.seal = seal

    @cached_property
    def _shelf(self) -> Shelf:
        return Shelf(self._file, digest(FORM, repr(CARD)).hex(), few=True)

    def note(self, thing: Any) -> None:
        """The page of this article or standing page is printed anew."""
        self._printed.add(id(thing))

    def save(self) -> None:
        """Keep what was printed anew; everything, where nothing is kept yet. What the bulletin has no more goes."""
        bulletin = self.bulletin
        if bulletin is None:
            return
        new = bulletin.planned is None and self._shelf.rest(_ALL) != "true"
        for article in bulletin.planned_articles():
            if new or id(article) in self._printed:
                self._put(digest(article.key, article.edition), pack_article(article))
        self._keep_roll(bulletin)
        if new or any(id(one) in self._printed for one in bulletin.pages):
            pages = [[*(getattr(one, name) for name in _STANDING), pack(one.page)] for one in bulletin.pages]
            self._put(_STANDING_PAGES, pages)
        if new:
            self._put(_ALL, True)
        if bulletin.planned is None:
            articles = (digest(article.key, article.edition) for article in bulletin.all_articles())
            self._shelf.sweep({_ALL, _STANDING_PAGES, *articles})
        else:
            self._shelf.flush()

    def _keep_roll(self, bulletin: Bulletin) -> None:
        before, keys = (self._roll.lines, self._roll.keys) if self._roll else ({}, {})
        card = self.describer.card
        lines = [
            before[article.key, article.edition] if bulletin.is_kept(article) else line_of(row_of(article, card, keys))
            for article in bulletin.all_articles()
        ]
        text = written(keys, lines, bulletin.hidden)
        data = text.encode()
        self.seal = content_digest(data).hex()
        new = self._roll_file.with_suffix(".new")
        try:
            new.write_bytes(data)
            new.replace(self._roll_file)
        except OSError:
            self.seal = ""  # a full or read-only disk costs time at the next build, nothing else

    def roll(self, desk: Desk, but: Container[str]) -> Roll:
        """The published roll, called for all stories but these; FarReaching where it is not as it was published."""
        try:
            data = self._roll_file.read_bytes()
        except OSError as error:
            raise FarReaching from error
        if content_digest(data).hex() != self.seal or self._shelf.rest(_ALL) != "true":
            raise FarReaching
        unpack = Unpacker(desk, self._no_article).unpack
        self._roll = Roll(data.decode(), desk, self._published, unpack, Describer(b"").card, self.distrust)
        return self._roll.call(but)

    def card(self, article: Article) -> bytes | None:
        """Digest of the card of an article that is kept, as it was published."""
        return self._roll.card(article) if self._roll and article.story.fetch else None

    def tell_altered(self, bulletin: Bulletin) -> None:
        """Note in the bulletin which kept pages show a planned story that looks otherwise than it was published."""
        altered = self._roll.altered(bulletin.planned_articles()) if self._roll else set()
        if altered and self._roll:
            bulletin.reached |= self._roll.showing(altered) - (bulletin.planned or frozenset())
            bulletin.kept_fronts -= {front.page.url for front in bulletin.fronts if not altered.isdisjoint(_named(front))}

    def orphaned(self, published: Iterable[str]) -> set[str]:
        """Which of the published paths were of planned stories, and are nobody's now."""
        assert self.bulletin is not None
        return self._roll.orphaned(self.bulletin.planned_articles(), published) if self._roll else set()

    def _published(self, key: str, edition: str) -> dict[str, Any]:
        return dict(zip(PACKED, self._get(digest(key, edition)), strict=True))

    def distrust(self) -> None:
        """Something was not kept as it was published: nothing is believed until everything is planned and kept anew."""
        self._put(_ALL, False)
        self._shelf.flush()

    def _put(self, key: bytes, row: Any) -> None:
        self._shelf.put(key, "", as_json(row))

    def standing_pages(self, desk: Desk) -> list[StandingPage]:
        """All standing pages; KeyError where they are not kept."""
        unpack = Unpacker(desk, self._no_article).unpack
        rows = self._get(_STANDING_PAGES)
        return [StandingPage(**dict(zip(_STANDING, row, strict=False)), page=unpack(row[-1])) for row in rows]

    def story(self, key: str, edition: str, desk: Desk) -> Story:
        """The story of an article, with its twin, and of the articles their pages show the cards; all without manuscripts.

        KeyError, ValueError or TypeError where something is not kept, or otherwise than it was.
        """
        return _Restorer(self._get, desk).story(key, edition)

    @staticmethod
    def _no_article(key: str, edition: str) -> Article:
        raise KeyError(key)

    def _get(self, key: bytes) -> Any:
        row = self._shelf.rest(key)
        if row is None:
            raise KeyError(key)
        return json.loads(row)


def _named(front: Front) -> Iterator[str]:
    """Keys of all stories a front shows."""
    for articles in (front.articles, *(some for _, some in front.blocks)):
        yield from (article.key for article in articles)
    yield from shown(front.panels)


class _Restorer:
    """Makes articles of rows: one's own whole, all others as cards."""

    def __init__(self, row: Callable[[bytes], Any], desk: Desk) -> None:
        self._row = row
        self._rows: dict[tuple[str, str], dict[str, Any]] = {}
        self._articles: dict[tuple[str, str], Article] = {}
        self._unpack = Unpacker(desk, self.card).unpack

    def card(self, key: str, edition: str) -> Article:
        """The article as lists show it."""
        article = self._articles.get((key, edition))
        if article is None:
            row = self._rows[key, edition] = dict(zip(PACKED, self._row(digest(key, edition)), strict=True))
            shown = {name: self._unpack(row[name]) for name in CARD}
            article = Article(Story(key), manuscript=Manuscript("", key, edition), **shown)
            updated = self._unpack(row["updated"])
            article.corrections = (Correction(updated, ""),) if updated else ()
            self._articles[key, edition] = article
        return article

    def story(self, key: str, edition: str) -> Story:
        story = Story(key)
        waiting = [self.card(key, edition)]
        for article in waiting:
            row = self._rows[key, article.edition]
            for name in _OWN:
                setattr(article, name, self._unpack(row[name]))
            article.story = story
            story.articles[article.edition] = article
            if article.twin and article.twin.edition not in story.articles:
                waiting.append(article.twin)
        story.articles = {code: story.articles[code] for code in CODES if code in story.articles}
        return story
