"""Plain: a text of nothing but paragraphs, crossheads and words in bold, as most are, converted without Python-Markdown."""

import re

from plugins.newsroom.manuscript import Body
from plugins.newsroom.typography import curly

from .links import anchor_of
from .prose import bold_pieces, is_prose, signs_of
from .source import findings, tame

_CROSSHEAD = re.compile(r"##(#?) ([^#*\n]*[^#*\s])")
_CHANGED = "\t\r\x02\x03"
"""What Python-Markdown changes before it begins; blank lines with blanks in them are no paragraphs here."""


def plain_body(text: str) -> Body | None:
    """The body of a plain text; nothing for any other (tests/body/test_prose.py asks Python-Markdown too)."""
    if any(sign in text for sign in _CHANGED) or any(findings(text)) or signs_of(text) not in ([], ["*"]):
        return None
    straight = curly(text) != text
    used: dict[str, int] = {}
    made, crossheads = [], []
    for block in tame(text, lambda _: "\x02").strip("\n").split("\n\n"):
        crosshead = _CROSSHEAD.fullmatch(block) if block[:1] == "#" else None
        html = _paragraph(block, straight) if crosshead is None else ""
        if crosshead and bold_pieces(crosshead[2]):
            level, words = 2 + len(crosshead[1]), crosshead[2].strip()
            anchor = anchor_of(words, used)
            crossheads += [(anchor, curly(words))] if level == 2 else []
            html = f'<h{level} id="{anchor}">{_escaped(curly(words))}</h{level}>'
        if not html:
            return None
        made.append(html)
    body = Body(crossheads=crossheads)
    body.blocks = made
    return body


def _paragraph(block: str, straight: bool) -> str:
    """The paragraph, or nothing if it is none or holds more than words in bold; ``straight``: perhaps with straight quotes."""
    runs = bold_pieces(block) if is_prose(block) else []
    if len(runs) == 1:
        return f"<p>{_escaped(curly(block) if straight else block)}</p>"
    if not runs or (straight and curly(block) != block):
        return ""  # a quotation mark is told by what stands beside it in the whole block
    html = [f"<strong>{run}</strong>" if place % 2 else run for place, run in enumerate(map(_escaped, runs))]
    return f"<p>{''.join(html)}</p>"


def _escaped(text: str) -> str:
    return text.replace(">", "&gt;")
