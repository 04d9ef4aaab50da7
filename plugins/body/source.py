"""Source: what is looked for in the Markdown as written, where every place is still known."""

import re
from collections.abc import Iterator

from markdown.util import ETX, STX

_TAG = re.compile(r"<!|<[/?]?[A-Za-z][^<>]{0,2000}>")
_AUTOLINK = re.compile(r"<https?://[^\s<>]+>")
_DEEP_QUOTE = re.compile(r"^[ \t]*(?:>[ \t]*){9,}", re.MULTILINE)
_DEEP_LIST = re.compile(r"^[ \t]{40,}(?:[-*+]|\d+\.)[ \t]", re.MULTILINE)
_SIGNS = "[]*_`!<"
_RUN = 400
"""A paragraph with more of one sign than this is no prose; Python-Markdown's patterns are quadratic in it."""

Finding = tuple[str, str, str, str]
"""(the text as written, rule, message, mend)."""


def findings(text: str) -> Iterator[Finding]:
    """Everything in the source that must not be there."""
    for match in _TAG.finditer(text):
        if not _AUTOLINK.match(text, match.start()):
            yield _raw_html(text, match)
    for pattern, what in ((_DEEP_QUOTE, "a quotation nested more than 8 deep"), (_DEEP_LIST, "a list nested too deep")):
        deep = pattern.search(text)
        if deep:
            yield deep[0], "nesting", what, "write it flatter"


def _raw_html(text: str, match: re.Match[str]) -> Finding:
    if text.startswith("<!--", match.start()):
        mend = "delete it: readers could see it in the page's source"
        return "<!--", "comment", "an HTML comment (<!-- … -->) in the text", mend
    shown = " ".join(match[0].split())[:60]
    return match[0], "html", f"raw HTML is not allowed: {shown}", "use Markdown, or write &lt; for a < sign"


def tame(text: str) -> str:
    """The source with signs that are too many to mean anything made plain, paragraph by paragraph."""
    if len(text) < _RUN or max(map(text.count, _SIGNS)) <= _RUN:
        return text
    return "\n\n".join(map(_tame_paragraph, text.split("\n\n")))


def _tame_paragraph(paragraph: str) -> str:
    for sign in _SIGNS:
        if paragraph.count(sign) > _RUN:
            paragraph = paragraph.replace(sign, f"{STX}{ord(sign)}{ETX}")
    return paragraph
