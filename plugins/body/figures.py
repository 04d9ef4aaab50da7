"""Figures: a picture alone in its paragraph becomes a figure with caption and credit."""

import re
import xml.etree.ElementTree as etree

from markdown.treeprocessors import Treeprocessor

from plugins.newsroom.manuscript import Body, Figure
from plugins.newsroom.typography import curly

_CREDIT = re.compile(r"\s*\(([^():]{2,24}:\s*[^()]+)\)\s*$")


def split_credit(words: str) -> tuple[str, str]:
    """(caption, credit) of ``Caption. (Ảnh: Name)``; the credit keeps its word (Ảnh, Photo, Minh họa …)."""
    match = _CREDIT.search(words)
    return (words, "") if match is None else (words[: match.start()].rstrip(), match[1])


def figure_element(figure: Figure, css_class: str) -> etree.Element:
    """``<figure class=…>`` with the picture still named by its file (``src="photo:FILE"``)."""
    element = etree.Element("figure", {"class": css_class})
    etree.SubElement(element, "img", {"src": f"photo:{figure.file}", "alt": figure.alt})
    add_caption(element, figure.caption, figure.credit)
    return element


def add_caption(element: etree.Element, caption: str, credit: str) -> None:
    """Append a figcaption, unless there is nothing to say."""
    if not caption and not credit:
        return
    figcaption = etree.SubElement(element, "figcaption")
    figcaption.text = f"{caption} " if caption and credit else caption
    if credit:
        span = etree.SubElement(figcaption, "span", {"class": "credit"})
        span.text = f"({credit})"


class FigureTreeprocessor(Treeprocessor):
    """Turns lone pictures into figures and tells of the others."""

    def run(self, root: etree.Element) -> None:
        body: Body = self.md.body  # type: ignore[attr-defined]
        parents = {child: parent for parent in root.iter() for child in parent}
        for image in list(root.iter("img")):
            source = image.get("src", "")
            paragraph = parents[image]
            if paragraph.tag == "figure":
                continue
            if not _stands_alone(image, paragraph):
                image.set("src", "")
                body.problems.append(
                    (
                        source,
                        "photo",
                        f"the picture {source} stands inside a sentence",
                        "give it a paragraph of its own: a blank line above and below",
                    )
                )
                continue
            caption, credit = split_credit(image.get("title", ""))
            figure = Figure(source.removeprefix("./"), curly(image.get("alt", "")), curly(caption), credit)
            body.figures.append(figure)
            _become(paragraph, figure_element(figure, "photo"))


def _stands_alone(image: etree.Element, paragraph: etree.Element) -> bool:
    return (
        paragraph.tag == "p"
        and len(paragraph) == 1
        and not (paragraph.text or "").strip()
        and not (image.tail or "").strip()
    )


def _become(old: etree.Element, new: etree.Element) -> None:
    """Make the element another one in place, keeping what follows it."""
    tail = old.tail
    old.clear()
    old.tag, old.text, old.tail = new.tag, new.text, tail
    old.attrib.update(new.attrib)
    old.extend(new)
