"""Directives: ``::: name | argument`` … ``:::`` for a pull quote, a correction, a video or an infographic."""

import re
import xml.etree.ElementTree as etree

from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.treeprocessors import Treeprocessor

from plugins.newsroom.edition import Edition
from plugins.newsroom.manuscript import Body, Clip, Correction, Figure
from plugins.newsroom.moment import DateError, read_moment
from plugins.newsroom.schema import did_you_mean, is_web_address
from plugins.newsroom.typography import curly

from .figures import add_caption, figure_element

_OPENING = re.compile(r"^:::[ \t]*(?P<name>[^|\n]*?)[ \t]*(?:\|[ \t]*(?P<argument>.*?))?[ \t]*(?:\n|$)")
_CLOSING = re.compile(r"^:::[ \t]*(?:\n|$)", re.MULTILINE)
_KEYS = {"video": ("poster", "captions", "duration", "caption", "credit"), "infographic": ("alt", "caption", "credit")}


class DirectiveProcessor(BlockProcessor):
    """Builds the element of each directive and notes what it refers to on ``md.body``."""

    def __init__(self, parser: BlockParser, edition: Edition) -> None:
        super().__init__(parser)
        self.edition = edition
        self.hopeless: list[str] | None = None
        """Blocks in which no closing line is left."""

    @property
    def body(self) -> Body:
        body: Body = self.parser.md.body  # type: ignore[attr-defined]
        return body

    def test(self, parent: etree.Element, block: str) -> bool:
        return block.startswith(":::")

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        opening = _OPENING.match(blocks[0])
        assert opening is not None
        first_line = blocks[0].splitlines()[0]
        content = self._take(opening.end(), blocks)
        builders = {
            "quote": self.quote,
            "correction": self.correction,
            "video": self.video,
            "infographic": self.infographic,
        }
        name = opening["name"]
        if content is None:
            self.complain(first_line, f"the block '{first_line}' is not closed", "write a line ::: below it")
        elif name not in builders:
            self.complain(first_line, f"unknown block '{name}'", did_you_mean(name, builders))
        elif not content:
            self.complain(first_line, f"the block '{first_line}' is empty", "write its text between the two lines")
        else:
            builders[name](parent, (opening["argument"] or "").strip(), content, first_line)

    def _take(self, start: int, blocks: list[str]) -> str | None:
        """The text up to the closing line, taken off ``blocks``; None (the opening block taken) where it is missing."""
        for place, block in enumerate(blocks if self.hopeless is not blocks else []):
            closing = _CLOSING.search(block, 0 if place else start)
            if closing:
                content = "\n\n".join([*blocks[:place], block[: closing.start()]])[start:]
                rest = block[closing.end() :].strip("\n")
                blocks[: place + 1] = [rest] if rest else []
                return content.strip("\n")
        self.hopeless = blocks
        blocks.pop(0)
        return None

    def quote(self, parent: etree.Element, speaker: str, content: str, line: str) -> None:
        figure = etree.SubElement(parent, "figure", {"class": "pull-quote"})
        self.parser.parseChunk(etree.SubElement(figure, "blockquote"), content)
        if speaker:
            etree.SubElement(figure, "figcaption").text = speaker

    def correction(self, parent: etree.Element, when: str, content: str, line: str) -> None:
        try:
            moment = read_moment(when)
        except DateError as error:
            self.complain(line, f"correction: {error}", error.mend)
            return
        self.body.corrections.append(Correction(moment, content))
        aside = etree.SubElement(parent, "aside", {"class": "correction"})
        heading = etree.SubElement(aside, "p")
        etree.SubElement(heading, "strong").text = self.edition.label("correction")
        time = etree.SubElement(heading, "time", {"datetime": moment.isoformat()})
        time.text = self.edition.date_line(moment)
        heading[0].tail = " "
        self.parser.parseChunk(aside, content)

    def video(self, parent: etree.Element, source: str, content: str, line: str) -> None:
        values = self._values("video", content, line)
        if not source or not values.get("poster"):
            self.complain(
                line,
                "a video needs a file (or an address) and a poster",
                "write ::: video | clip.mp4 and poster: clip.jpg",
            )
            return
        elsewhere = is_web_address(source)
        place = {"url" if elsewhere else "file": source}
        self.body.clips.append(Clip(**place, **values))
        figure = etree.SubElement(parent, "figure", {"class": "video elsewhere" if elsewhere else "video"})
        etree.SubElement(figure, "img", {"src": f"clip:{len(self.body.clips) - 1}", "alt": ""})
        add_caption(figure, curly(values.get("caption", "")), values.get("credit", ""))

    def infographic(self, parent: etree.Element, source: str, content: str, line: str) -> None:
        values = self._values("infographic", content, line)
        if not source:
            self.complain(line, "an infographic needs its picture", "write ::: infographic | bieu-do.png")
            return
        words = {name: curly(values.get(name, "")) for name in ("alt", "caption")}
        figure = Figure(source, words["alt"], words["caption"], values.get("credit", ""))
        self.body.figures.append(figure)
        parent.append(figure_element(figure, "infographic"))

    def _values(self, name: str, content: str, line: str) -> dict[str, str]:
        values = {}
        for row in filter(str.strip, content.splitlines()):
            key, colon, value = row.partition(":")
            if not colon or key.strip() not in _KEYS[name]:
                self.complain(row, f"unknown key '{key.strip()}' in the {name}", did_you_mean(key.strip(), _KEYS[name]))
            else:
                values[key.strip()] = value.strip()
        return values

    def complain(self, needle: str, message: str, mend: str) -> None:
        self.body.problems.append((needle, "block", message, mend))


class StrayTreeprocessor(Treeprocessor):
    """Tells of ``:::`` lines that are part of a paragraph: readers would see the colons."""

    def run(self, root: etree.Element) -> None:
        body: Body = self.md.body  # type: ignore[attr-defined]
        for paragraph in root.iter("p"):
            for line in "".join(paragraph.itertext()).splitlines():
                if line.startswith(":::"):
                    what = f"'{line}' stands inside a paragraph"
                    body.problems.append((line, "block", what, "leave a blank line above it, and close it with :::"))
                    break
