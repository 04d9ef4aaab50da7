"""Structured data: what a page says of itself to machines, as JSON-LD in the words of schema.org.

Contract: sets the template global ``json_ld(page, thing)``: a complete ``<script type="application/ld+json">`` element.
NewsArticle follows Google's article guidelines (headline, image, dates with offset, one author object each); the pair
is told by ``inLanguage`` and ``workTranslation`` / ``translationOfWork``.
"""

import json
from typing import Any

from markupsafe import Markup
from pelican import signals

from .graph import graph_of

_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))

_REMEMBERED = 64
"""Pages; those of a story are printed one after another."""


class JsonLd:
    """The template global ``json_ld``."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.settings = settings
        self._told: dict[int, tuple[Any, Any, Markup]] = {}
        """By its page's identity, what was told last: a light page says what its full one says, and is printed after it."""

    def __call__(self, page: Any, thing: Any = None) -> Markup:
        told = self._told.get(id(page))
        if told is None or told[1] is not thing:
            if len(self._told) == _REMEMBERED:
                self._told.clear()
            told = self._told[id(page)] = page, thing, self._tell(page, thing)
        return told[2]

    def _tell(self, page: Any, thing: Any) -> Markup:
        site = self.settings["JINJA_GLOBALS"]["site"]
        data = {"@context": "https://schema.org", "@graph": graph_of(site, page, thing)}
        # "<" can't end the script element or open a comment when it is written as an escape.
        text = _ENCODER.encode(data).replace("<", "\\u003c")
        return Markup(f'<script type="application/ld+json">{text}</script>')


def set_global(pelican: Any) -> None:
    """Give every template ``json_ld``."""
    own = {"json_ld": JsonLd(pelican.settings)}
    pelican.settings["JINJA_GLOBALS"] = {**pelican.settings["JINJA_GLOBALS"], **own}


def register() -> None:
    signals.initialized.connect(set_global)
