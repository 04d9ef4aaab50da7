"""Quotes: straight quotes in the text made curly, with what stands before them in the block in view.

Python-Markdown's own ``smarty`` does the same for half of the whole time of conversion, and knows no more of the two
languages; this follows newsroom.typography, so that titles and texts agree.
"""

import xml.etree.ElementTree as etree
from collections.abc import Iterator

from markdown.treeprocessors import Treeprocessor

from plugins.newsroom.typography import curly

_PLAIN = {"code", "pre", "kbd", "samp"}
_SIGNS = ("'", '"', "...", " -- ")


class QuoteTreeprocessor(Treeprocessor):
    """Goes through the pieces of text of each block in reading order."""

    def run(self, root: etree.Element) -> None:
        if not _has_sign("".join(root.itertext())):
            return
        for block in root:
            pieces = list(_pieces(block))
            for place, (element, part, text) in enumerate(pieces):
                if part and _has_sign(text):
                    before = pieces[place - 1][2][-1] if place else " "
                    after = pieces[place + 1][2][0] if place + 1 < len(pieces) else " "
                    setattr(element, part, curly(text, before, after))


def _has_sign(text: str) -> bool:
    return any(sign in text for sign in _SIGNS)


def _pieces(element: etree.Element) -> Iterator[tuple[etree.Element, str, str]]:
    """(element, "text" or "tail", the text) of every piece in order; code counts as a letter that is left alone."""
    if element.tag in _PLAIN:
        yield element, "", "x"
        return
    if element.text:
        yield element, "text", element.text
    for child in element:
        yield from _pieces(child)
        if child.tail:
            yield child, "tail", child.tail
