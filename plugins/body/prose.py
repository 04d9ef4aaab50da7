"""Prose: words without signs, as most of a text is, made into paragraphs without asking every rule of Markdown."""

import re
import xml.etree.ElementTree as etree

from markdown.blockprocessors import BlockProcessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

SIGNS = re.compile("[`*_\\\\\\[<&\x02]|  \n")
"""Every inline pattern of MARKDOWN needs one of these to match (tests/body/test_prose.py asks them all). STX begins a mark
of Python-Markdown's own."""


class ProseProcessor(BlockProcessor):
    """One line that begins with a letter is a paragraph, except in a list: no other rule for blocks begins like that."""

    def test(self, parent: etree.Element, block: str) -> bool:
        return block[:1].isalpha() and "\n" not in block and not self.parser.state.isstate("list")

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        etree.SubElement(parent, "p").text = blocks.pop(0)


class SignsTreeprocessor(InlineProcessor):
    """Looks for inline patterns only in texts that hold a sign."""

    def run(self, tree: etree.Element, ancestors: list[str] | None = None) -> etree.Element:
        prose = [(one, one.text) for one in tree.iter() if one.text and not SIGNS.search(one.text)]
        for element, text in prose:
            element.text = AtomicString(text)
        root = super().run(tree, ancestors)
        for element, text in prose:
            element.text = text
        return root
