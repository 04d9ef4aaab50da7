"""Describe: what a page is made from, as one digest, so that a page made from the same things is not made again.

Templates get the records of newsroom; a page may read everything of its own subject, but of other articles only what a
list shows of them: their *card*. ``tests/rebuild`` renders the whole bulletin with an environment that records every
attribute a template reads, and fails if one is read that is not described here.
"""

import dataclasses
from collections.abc import Callable, Iterable
from datetime import datetime
from operator import attrgetter
from typing import Any, TypeVar
from zlib import crc32

from plugins.newsroom.bulletin import Front, StandingPage
from plugins.newsroom.data import Word
from plugins.newsroom.desk import Named, NeedToKnow, Section, Tag, Writer
from plugins.newsroom.edition import Edition
from plugins.newsroom.manuscript import Clip, Correction
from plugins.newsroom.page import Crumb, Page
from plugins.newsroom.panel import NAMES, Panel, Panels
from plugins.newsroom.shelf import digest
from plugins.newsroom.story import Article, Photo, Picture, Story, StoryLink, Video

T = TypeVar("T")

OWN_ONLY = frozenset(
    {"story", "manuscript", "twin", "page", "panels", "lead_links", "end_links", "linked", "aliases", "corrections"}
    | {"photos", "clips", "social_card", "reach"}
)
"""Fields of an article that only its own page may read; all others are its card."""
OF_THE_DESK = ("section", "tags", "authors")
"""Fields of a card that are entries of the desk's files."""

CARD = tuple(one.name for one in dataclasses.fields(Article) if one.name not in OWN_ONLY)
_shown = attrgetter("key", "updated", *(name for name in CARD if name not in OF_THE_DESK))
_own = attrgetter("linked", "aliases", "corrections", "photos", "clips")
_note = attrgetter("heading", "note", "flags", "fresh_url", "until")


def _fields_of(record: type, *but: str) -> Callable[[Any], Any]:
    """All fields of such a record as a tuple, but for some: to print one costs a quarter of printing the record."""
    return attrgetter(*(one.name for one in dataclasses.fields(record) if one.name not in but))


_panels = _fields_of(Panels, "shown")
_page = _fields_of(Page, "trail")
_crumb = _fields_of(Crumb)
_picture = _fields_of(Picture)
_SUBJECTS = (Article, Front, StandingPage)
_SEAM = b"\x1e"
"""Between values: control characters are refused in manuscripts, so no value can look like two."""


class Describer:
    """Digests of pages during one build; ``frame`` is the digest of what all pages share: code, theme, settings, sections.

    ``known`` gives the digests of cards that need not be described.
    """

    def __init__(self, frame: bytes, known: Callable[[Article], bytes | None] = lambda article: None) -> None:
        self.frame, self._known = frame, known
        self._cards: dict[int, bytes] = {}
        self._entries: dict[int, bytes] = {}
        self._subjects: dict[int, bytes] = {}
        """Of what has a page of its own, and a light one."""
        self._told: dict[int, bytes] = {}
        """What was described for one page, by identity: who asks for its parts afterwards wants most of it again."""
        self._ways: dict[type, Callable[[Any], bytes]] = {
            Article: self.card,
            Edition: lambda edition: edition.code.encode(),
            Story: lambda story: self._all(map(self._subject, story.articles.values())),
            Panels: self._panels,
            Panel: self._panel,
            Front: self._subject,
            StandingPage: self._subject,
            StoryLink: self._fields,
            Page: lambda page: self._once(page, _whole_page),
            Picture: lambda picture: _plain(_picture(picture)),
            # The sections are part of the frame: ids say all. What a page shows is in lists, not in sets.
            Section: lambda section: section.id.encode(),
            **dict.fromkeys((Tag, Writer, NeedToKnow), self._entry),
            **dict.fromkeys((set, frozenset), lambda _: b""),
            **dict.fromkeys((list, tuple), lambda values: self._all(map(self.any, values))),
            dict: lambda values: self._all(self.any(one) for pair in values.items() for one in pair),
            **dict.fromkeys((str, Word, int, float, bool, type(None), datetime), _plain),
            **dict.fromkeys((Photo, Video, Clip, Correction), _plain),
        }

    def page(self, template: str, values: dict[str, Any]) -> bytes:
        """Digest of the page a template makes from the values."""
        self._told.clear()
        told = {id(one.page) for one in values.values() if isinstance(one, _SUBJECTS)}
        parts = []
        for name, value in sorted(values.items()):
            # A page of its own is a part of its subject.
            if not (isinstance(value, Page) and id(value) in told):
                parts += [name.encode(), self._subject(value) if isinstance(value, Article) else self.any(value)]
        return digest(self.frame, template, self._all(parts))

    def parts(self, template: str, values: dict[str, Any]) -> dict[str, str]:
        """The same, input by input and in words: for who asks why a page was made again."""
        parts = {"code, theme, settings and sections": self.frame.hex()[:8], "template": template}
        for name, value in sorted(values.items()):
            if isinstance(value, Article):
                parts |= self._article_parts(value)
            elif isinstance(value, Front):
                parts |= {"stories": _keys(value.articles), "their cards": _short(self.any(value.articles))}
                parts |= self._panel_parts(value.panels) | {"the rest of the list": _short(self.any(value))}
            else:
                parts[name] = _short(self.any(value))
        return parts

    def _article_parts(self, article: Article) -> dict[str, str]:
        texts = {one.manuscript.path: one.manuscript.digest.hex()[:8] for one in (article, article.twin) if one}
        links = [link.article for link in (*article.lead_links, *article.end_links) if link.article]
        cards = {"card": self.card(article), "the editors' links": self.any(links), "the rest": self._rest(article)}
        return texts | {name: _short(value) for name, value in cards.items()} | self._panel_parts(article.panels)

    def _panel_parts(self, panels: Panels) -> dict[str, str]:
        named = {name: getattr(panels, name) for name in NAMES}
        return {
            f"panel {name}": f"{_keys(panel.items)} ({_short(self._panel(panel))})"
            for name, panel in named.items()
            if panel.items
        }

    def any(self, value: Any) -> bytes:
        """A value as a page sees it; of other articles only their cards. TypeError for what nobody has thought of."""
        way = self._ways.get(type(value))
        if way is not None:
            return way(value)
        if isinstance(value, str):
            return _plain(value)
        if hasattr(value, "described"):
            return bytes(value.described())
        raise TypeError(f"plugins.rebuild does not know how to describe a {type(value).__name__} to a page")

    def card(self, article: Article) -> bytes:
        """What lists show of an article."""
        kept = self._cards.get(id(article)) or self._known(article)
        if kept is None:
            desk = map(self._entry, (*article.tags, *article.authors))
            kept = self._cards[id(article)] = digest(_plain(_shown(article)), article.section.id, self._all(desk))
        return kept

    def _entry(self, entry: Named | NeedToKnow) -> bytes:
        """All that the desk says of it; entries live as long as the build."""
        kept = self._entries.get(id(entry))
        if kept is None:
            kept = self._entries[id(entry)] = digest(_plain(entry))
        return kept

    def _subject(self, subject: Any) -> bytes:
        """The whole of what a page is about, its ``page`` included."""
        kept = self._subjects.get(id(subject))
        if kept is None:
            whole = self._article(subject) if isinstance(subject, Article) else self._fields(subject)
            kept = self._subjects[id(subject)] = digest(whole)
        return kept

    def _article(self, article: Article) -> bytes:
        links = (article.twin, article.lead_links, article.end_links)
        own = (self.card(article), article.manuscript.digest, self.any(article.page), self._rest(article))
        return self._all((*own, self._panels(article.panels), self.any(links)))

    def _rest(self, article: Article) -> bytes:
        """What only the article's own page says, besides its text, its ``page``, its panels and its links."""
        return self._once(article, lambda article: self._all((self.any(article.social_card), _plain(_own(article)))))

    def _panels(self, panels: Panels) -> bytes:
        """Those that are printed: most pages have few."""
        return self._all(self._panel(panel) if panel.items else b"" for panel in _panels(panels))

    def _panel(self, panel: Panel) -> bytes:
        return self._once(panel, self._whole_panel)

    def _whole_panel(self, panel: Panel) -> bytes:
        cards = self._cards
        return self._all((_plain(_note(panel)), *[cards.get(id(item)) or self.any(item) for item in panel.items]))

    def _once(self, thing: T, way: Callable[[T], bytes]) -> bytes:
        told = self._told.get(id(thing))
        if told is None:
            told = self._told[id(thing)] = way(thing)
        return told

    def _fields(self, value: Any) -> bytes:
        return self._all(self.any(getattr(value, one.name)) for one in dataclasses.fields(value))

    @staticmethod
    def _all(values: Iterable[bytes]) -> bytes:
        return _SEAM.join(values)


def _short(value: bytes) -> str:
    """Tells a value from what it was before."""
    return f"{crc32(value):08x}"


def _keys(articles: Iterable[Any]) -> str:
    return ", ".join([getattr(one, "key", "") or getattr(one, "id", "?") for one in articles])


def _whole_page(page: Page) -> bytes:
    return _plain((_page(page), list(map(_crumb, page.trail))))


def _plain(value: Any) -> bytes:
    """Of records that hold nothing but texts, numbers, moments and each other."""
    return repr(value).encode()
