"""Describe: what a page is made from, as one digest, so that a page made from the same things is not made again.

Templates get the records of newsroom; a page may read everything of its own subject, but of other articles only what a
list shows of them: their *card*. ``tests/rebuild`` renders the whole bulletin with an environment that records every
attribute a template reads, and fails if one is read that is not described here.
"""

import dataclasses
from collections.abc import Callable
from datetime import datetime
from typing import Any

from plugins.newsroom.bulletin import Front, StandingPage
from plugins.newsroom.data import Word
from plugins.newsroom.desk import NeedToKnow, Section, Tag, Writer
from plugins.newsroom.edition import Edition
from plugins.newsroom.manuscript import Clip, Correction
from plugins.newsroom.page import Crumb, Page
from plugins.newsroom.panel import Panel, Panels
from plugins.newsroom.shelf import digest
from plugins.newsroom.story import Article, Photo, Picture, Story, StoryLink, Video

OWN_ONLY = frozenset(
    {"story", "manuscript", "twin", "page", "panels", "lead_links", "end_links", "aliases", "corrections"}
    | {"photos", "clips", "social_card"}
)
"""Fields of an article that only its own page may read; all others are its card."""

_CARD = tuple(one.name for one in dataclasses.fields(Article) if one.name not in OWN_ONLY)
_OWN = tuple(sorted(OWN_ONLY - {"story", "manuscript"}))
_PANELS = tuple(one.name for one in dataclasses.fields(Panels) if one.name != "shown")
_SEAM = b"\x1e"
"""Between values: control characters are refused in manuscripts, so no value can look like two."""


class Describer:
    """Digests of pages during one build; ``frame`` is the digest of what all pages share: code, theme, desk, settings."""

    def __init__(self, frame: bytes) -> None:
        self.frame = frame
        self._cards: dict[int, bytes] = {}
        self._ways: dict[type, Callable[[Any], bytes]] = {
            Article: self.card,
            Edition: lambda edition: edition.code.encode(),
            Story: lambda story: b"".join(map(self._own, story.articles.values())),
            Panels: self._panels,
            Panel: self._fields,
            Front: self._fields,
            StandingPage: self._fields,
            StoryLink: self._fields,
            # The desk's files are part of the frame: ids say all. What a page shows is in lists, not in sets.
            **dict.fromkeys((Section, Tag, Writer, NeedToKnow), lambda one: one.id.encode()),
            **dict.fromkeys((set, frozenset), lambda _: b""),
            **dict.fromkeys((list, tuple), lambda values: _SEAM.join(map(self.any, values))),
            dict: lambda values: _SEAM.join(self.any(one) for pair in values.items() for one in pair),
            **dict.fromkeys((str, Word, int, float, bool, type(None), datetime), lambda value: repr(value).encode()),
            **dict.fromkeys((Page, Crumb, Picture, Photo, Video, Clip, Correction), lambda value: repr(value).encode()),
        }

    def page(self, template: str, values: dict[str, Any]) -> bytes:
        """Digest of the page a template makes from the values."""
        parts = [self.frame, template.encode()]
        for name, value in sorted(values.items()):
            parts += [name.encode(), self._own(value)]
        return digest(*parts)

    def _own(self, value: Any) -> bytes:
        """The whole of a page's own subject."""
        if not isinstance(value, Article):
            return self.any(value)
        own = [self.any(getattr(value, name)) for name in _OWN]
        return digest(self.card(value), value.manuscript.digest, *own)

    def any(self, value: Any) -> bytes:
        """A value as a page sees it; of other articles only their cards. TypeError for what nobody has thought of."""
        way = self._ways.get(type(value))
        if way is not None:
            return way(value)
        if isinstance(value, str):
            return str.__repr__(value).encode()
        if hasattr(value, "described"):
            return bytes(value.described())
        raise TypeError(f"plugins.rebuild does not know how to describe a {type(value).__name__} to a page")

    def card(self, article: Article) -> bytes:
        """What lists show of an article."""
        kept = self._cards.get(id(article))
        if kept is None:
            values = [self.any(getattr(article, name)) for name in _CARD]
            kept = self._cards[id(article)] = digest(*values)
        return kept

    def _panels(self, panels: Panels) -> bytes:
        """Full panels only; most fronts have hardly any."""
        return _SEAM.join(self.any(getattr(panels, name)) for name in _PANELS)

    def _fields(self, value: Any) -> bytes:
        return _SEAM.join([self.any(getattr(value, one.name)) for one in dataclasses.fields(value)])
