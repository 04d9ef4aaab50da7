"""Tests of plugins/body."""

from typing import Any

from pelican.settings import DEFAULT_CONFIG

import pelicanconf
from plugins.front_matter.fields import STORY_FIELDS
from plugins.front_matter.manuscript import read_manuscript
from plugins.front_matter.reader import ManuscriptReader
from plugins.newsroom.edition import load_editions
from plugins.newsroom.manuscript import Manuscript
from plugins.newsroom.problem import report
from plugins.newsroom.shelf import Shelf
from tests.building import REPOSITORY

HEADER = "---\ntitle: T\n---\n"
"""Three lines: a body begins in line 4."""


class Converter:
    """Converts bodies as a build does."""

    def __init__(self, shelf: Shelf) -> None:
        own: dict[str, Any] = {
            "EDITIONS": load_editions(REPOSITORY / "theme" / "labels"),
            "MANUSCRIPT_MARKDOWN": pelicanconf.MARKDOWN,
            "MANUSCRIPTS": shelf,
            "CONTENT_DIGESTS": {},
        }
        self.reader = ManuscriptReader({**DEFAULT_CONFIG, **own})

    def __call__(self, body: str, edition: str = "vi") -> Manuscript:
        manuscript = read_manuscript((HEADER + body).encode(), "a.md", "2025/07/a", edition, STORY_FIELDS)
        self.reader._convert(manuscript)
        return manuscript

    def html(self, body: str, edition: str = "vi") -> str:
        """The body as HTML; it must be without a fault."""
        manuscript = self(body, edition)
        assert report(manuscript.problems) == ""
        return "\n".join(manuscript.body.blocks)

    def told(self, body: str) -> str:
        return report(self(body).problems)
