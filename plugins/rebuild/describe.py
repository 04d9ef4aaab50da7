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
from plugins.newsroom.desk import Named, NeedToKnow
from plugins.newsroom.edition import Edition
from plugins.newsroom.page import Page
from plugins.newsroom.panel import Panel, Panels
from plugins.newsroom.shelf import digest
from plugins.newsroom.story import Article, Story, StoryLink

OWN_ONLY = frozenset(
    {"story", "manuscript", "twin", "page", "panels", "lead_links", "end_links", "aliases", "corrections"}
)
"""Fields of an article that only its own page may read; all others are its card."""

_CARD = tuple(one.name for one in dataclasses.fields(Article) if one.name not in OWN_ONLY)


class Describer:
    """Digests of pages during one build; ``frame`` is the digest of what all pages share: code, theme, desk, settings."""

    def __init__(self, frame: bytes) -> None:
        self.frame = frame
        self._cards: dict[int, bytes] = {}

    def page(self, template: str, values: dict[str, Any]) -> bytes:
        """Digest of the page a template makes from the values."""
        parts = [self.frame, template.encode()]
        for name, value in sorted(values.items()):
            parts += [name.encode(), self._own(value)]
        return digest(*parts)

    def _own(self, value: Any) -> bytes:
        """The whole of a page's own subject."""
        if isinstance(value, Article):
            return digest(
                self.card(value), value.manuscript.digest, *self._fields(value, OWN_ONLY - {"manuscript", "story"})
            )
        return self.any(value)

    def any(self, value: Any) -> bytes:
        """A value as a page sees it; of other articles only their cards."""
        if isinstance(value, Article):
            return self.card(value)
        if isinstance(value, (Named, NeedToKnow)):
            return value.id.encode()  # the desk's files are part of the frame
        if isinstance(value, Edition):
            return value.code.encode()
        if isinstance(value, Story):
            return digest(*(self._own(article) for article in value.articles.values()))
        if isinstance(value, (Page, Panels, Panel, Front, StandingPage, StoryLink)):
            return digest(*self._fields(value))
        if isinstance(value, dict):
            return digest(*(self.any(one) for pair in value.items() for one in pair))
        if isinstance(value, (list, tuple)):
            return digest(*map(self.any, value))
        if isinstance(value, (set, frozenset)):
            return b""  # what a page shows is in its lists; sets only serve to fill them
        if hasattr(value, "described"):
            return bytes(value.described())
        return repr(value).encode()

    def card(self, article: Article) -> bytes:
        """What lists show of an article."""
        kept = self._cards.get(id(article))
        if kept is None:
            values = [getattr(article, name) for name in _CARD]
            kept = self._cards[id(article)] = digest(*(self._plain(value) for value in values))
        return kept

    def _plain(self, value: Any) -> bytes:
        if isinstance(value, str):
            return value.encode()
        if isinstance(value, Named):
            return value.id.encode()
        if isinstance(value, tuple) and value and isinstance(value[0], Named):
            return " ".join(one.id for one in value).encode()
        if isinstance(value, datetime):
            return value.isoformat().encode()
        return repr(value).encode()

    def _fields(self, value: Any, names: frozenset[str] | None = None) -> list[bytes]:
        describe: Callable[[Any], bytes] = self.any
        fields = sorted(names) if names else [one.name for one in dataclasses.fields(value)]
        return [describe(getattr(value, name)) for name in fields]
