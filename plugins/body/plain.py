"""Plain: a text of nothing but paragraphs, crossheads and words in bold, as most are, converted without Python-Markdown."""

import re

from markdown.preprocessors import Preprocessor

from plugins.newsroom.manuscript import Body
from plugins.newsroom.typography import curly

from .links import anchor_of
from .prose import is_prose, pieces

_CROSSHEAD = re.compile(r"##(#?) ([^#*\n]*[^#*\s])")


class PlainPreprocessor(Preprocessor):
    """Converts a plain text by itself and leaves nothing of it to the others; tests/body/test_prose.py asks them too."""

    def run(self, lines: list[str]) -> list[str]:
        body: Body = self.md.body  # type: ignore[attr-defined]
        used: dict[str, int] = {}
        made, crossheads = [], []
        for block in "\n".join(lines).strip("\n").split("\n\n"):
            crosshead = _CROSSHEAD.fullmatch(block)
            html = _paragraph(block) if crosshead is None else ""
            if crosshead and pieces(crosshead[2]):
                level, text = 2 + len(crosshead[1]), crosshead[2].strip()
                anchor = anchor_of(text, used)
                crossheads += [(anchor, curly(text))] if level == 2 else []
                html = f'<h{level} id="{anchor}">{_escaped(curly(text))}</h{level}>'
            if not html:
                return lines
            made.append(html)
        body.blocks, body.crossheads = made, crossheads
        return []


def _paragraph(block: str) -> str:
    """The paragraph, or nothing if it is none or holds more than words in bold."""
    runs = pieces(block) if is_prose(block) else []
    if len(runs) == 1:
        return f"<p>{_escaped(curly(block))}</p>"
    if not runs or curly(block) != block:
        return ""  # a quotation mark is told by what stands beside it in the whole block
    html = [f"<strong>{run}</strong>" if place % 2 else run for place, run in enumerate(map(_escaped, runs))]
    return f"<p>{''.join(html)}</p>"


def _escaped(text: str) -> str:
    return text.replace(">", "&gt;")
