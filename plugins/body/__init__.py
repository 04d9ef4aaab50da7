"""Body: the Markdown of a story made into safe HTML. A Python-Markdown extension, named in MARKDOWN, no signals.

Contract: after ``md.convert(text)`` the converter carries ``md.body`` (newsroom.manuscript.Body): the HTML block by
block, crossheads, figures, clips, links and problems. No raw HTML, no event attribute, no foreign scheme gets through:
the patterns for HTML are taken out of Python-Markdown, and what looks like HTML is told as a problem.
"""

import xml.etree.ElementTree as etree
from collections.abc import Callable
from functools import partial
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from plugins.newsroom.edition import Edition
from plugins.newsroom.manuscript import Body

from .directives import DirectiveProcessor, StrayTreeprocessor
from .figures import FigureTreeprocessor
from .links import CrossheadTreeprocessor, LinkTreeprocessor
from .plain import plain_body
from .prose import ProseProcessor, SignsTreeprocessor
from .quotes import QuoteTreeprocessor
from .source import findings, tame

_SEAM = "\x1e"
"""RECORD SEPARATOR between top-level blocks: control characters are refused in manuscripts, so it can't be there."""


class _SourcePreprocessor(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        found = list(findings("\n".join(lines)))
        self.md.body.problems.extend(found)  # type: ignore[attr-defined]
        hopeless = any(rule in ("nesting", "size") for _, rule, _, _ in found)
        return [] if hopeless else lines


class _TamePreprocessor(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return tame("\n".join(lines), self.md.htmlStash.store).split("\n")


class _SeamTreeprocessor(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        for child in root:
            child.tail = _SEAM


class _BlockPostprocessor(Postprocessor):
    def run(self, text: str) -> str:
        body: Body = self.md.body  # type: ignore[attr-defined]
        body.blocks = [block.strip() for block in text.split(_SEAM) if block.strip()]
        return "\n".join(body.blocks)


class BodyExtension(Extension):
    """The safe set; its one option is the edition whose words stand in the text."""

    def __init__(self, edition: Edition) -> None:
        super().__init__()
        self.edition = edition

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        self.md = md
        md.registerExtension(self)
        md.preprocessors.deregister("html_block")
        for name in ("html", "automail"):
            md.inlinePatterns.deregister(name)
        md.preprocessors.register(_SourcePreprocessor(md), "source", 100)
        md.preprocessors.register(_TamePreprocessor(md), "tame", 20)
        md.parser.blockprocessors.register(ProseProcessor(md.parser), "prose", 110)
        md.parser.blockprocessors.register(DirectiveProcessor(md.parser, self.edition), "directive", 95)
        md.treeprocessors.register(SignsTreeprocessor(md), "inline", 20)
        crossheads = CrossheadTreeprocessor(md)
        crossheads.table_label = self.edition.label("table")
        md.treeprocessors.register(crossheads, "crosshead", 8)
        md.treeprocessors.register(StrayTreeprocessor(md), "stray", 9)
        md.treeprocessors.register(FigureTreeprocessor(md), "figure", 7)
        md.treeprocessors.register(QuoteTreeprocessor(md), "quote", 7.5)
        md.treeprocessors.register(LinkTreeprocessor(md), "link", 6)
        md.treeprocessors.register(_SeamTreeprocessor(md), "seam", 5)
        md.postprocessors.register(_BlockPostprocessor(md), "block", -10)
        md.convert = partial(self._convert, md.convert)  # type: ignore[method-assign]
        self.reset()

    def _convert(self, ask_all: Callable[[str], str], text: str) -> str:
        """As ``Markdown.convert``, but for plain texts: half of its time goes by before the first rule is asked."""
        body = plain_body(text)
        if body is None:
            return ask_all(text)
        self.md.body = body  # type: ignore[attr-defined]
        return "\n".join(body.blocks)

    def reset(self) -> None:
        self.md.body = Body()  # type: ignore[attr-defined]


def makeExtension(**options: Any) -> BodyExtension:  # noqa: N802 (Python-Markdown's name)
    """What Python-Markdown calls for ``plugins.body`` in MARKDOWN."""
    return BodyExtension(**options)
