"""Prose: words without signs, as most of a text is, made into paragraphs without asking every rule of Markdown."""

import re
import xml.etree.ElementTree as etree
from itertools import islice

from markdown.blockprocessors import BlockProcessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

SIGNS = ("*", "[", "_", "`", "\\", "<", "&", "\x02", "  \n")
"""Every inline pattern of MARKDOWN needs one of these to match (tests/body/test_prose.py asks them all). STX begins a mark
of Python-Markdown's own."""
_BOLD = re.compile(r"\*\*(?<![\w*]\*\*)(?=[^\s*])([^*]*[^\s*])\*\*(?![\w*])")
"""Words in bold, with nothing beside them that would need a second thought. One group: splitting gives the words too. What
stands before the stars is looked at after them: a pattern that begins with signs is tried where they are, not everywhere."""


def is_prose(block: str) -> bool:
    """Whether the block is one line that begins with a letter."""
    return block[:1].isalpha() and "\n" not in block


class ProseProcessor(BlockProcessor):
    """One line that begins with a letter is a paragraph, except in a list: no other rule for blocks begins like that."""

    def test(self, parent: etree.Element, block: str) -> bool:
        return is_prose(block) and not self.parser.state.isstate("list")

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        while blocks and self.test(parent, blocks[0]):
            etree.SubElement(parent, "p").text = blocks.pop(0)


class SignsTreeprocessor(InlineProcessor):
    """Looks for inline patterns only in texts that hold a sign, and words in bold, the most frequent ones, by itself."""

    def run(self, tree: etree.Element, ancestors: list[str] | None = None) -> etree.Element:
        known: list[tuple[etree.Element, list[str]]] = []
        left = False
        for element in islice(tree.iter(), 1, None):
            if element.text and not isinstance(element.text, AtomicString):
                found = pieces(element.text)
                known += [(element, found)] if found else []
                left = left or not found
            left = left or bool(element.tail and signs_of(element.tail))
        if left:
            for element, found in known:
                element.text = AtomicString(found[0])
            super().run(tree, ancestors)
        for element, found in known:
            element.text = found[0]
            for place in range(1, len(found), 2):
                strong = etree.Element("strong")
                strong.text, strong.tail = found[place : place + 2]
                element.insert(place // 2, strong)
        return tree


def pieces(text: str) -> list[str]:
    """The text in turn plain and bold, beginning and ending with plain; nothing if it holds other signs."""
    return bold_pieces(text) if signs_of(text) in ([], ["*"]) else []


def bold_pieces(text: str) -> list[str]:
    """As ``pieces``, of a text without other signs than stars."""
    if "*" not in text:
        return [text]
    found = _BOLD.split(text)
    return [] if any("*" in plain for plain in found[::2]) else found


def signs_of(text: str) -> list[str]:
    """Which signs the text holds."""
    return [sign for sign in SIGNS if sign in text]
