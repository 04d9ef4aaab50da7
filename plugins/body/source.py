"""Source: what is looked for in the Markdown as written, where every place is still known."""

import html
import re
from collections.abc import Callable, Iterator

_TAG = re.compile(r"<!|<[/?]?[A-Za-z][^<>]{0,2000}>")
_AUTOLINK = re.compile(r"<https?://[^\s<>]+>")
_DEEP_QUOTE = re.compile(r"^[ \t]*(?:>[ \t]*){9,}", re.MULTILINE)
_DEEP_LIST = re.compile(r"^[ \t]{40,}(?:[-*+]|\d+\.)[ \t]", re.MULTILINE)
_DEEP = (
    ((">",), _DEEP_QUOTE, "a quotation nested more than 8 deep"),
    ((" " * 40, "\t"), _DEEP_LIST, "a list nested too deep"),
)
"""(signs without which it can't be there, pattern, what it is)."""
_SIGNS = "[]*_`!<\"'"
_RUN = 400
"""A paragraph with more of one sign than this is no prose; Python-Markdown's patterns are quadratic in it."""
_LONG = 10_000
"""Nor is one with more characters."""
_MANY = 5_000
"""Paragraphs of one text."""

Finding = tuple[str, str, str, str]
"""(the text as written, rule, message, mend)."""


def findings(text: str) -> Iterator[Finding]:
    """Everything in the source that must not be there."""
    for match in _TAG.finditer(text) if "<" in text else ():
        if not _AUTOLINK.match(text, match.start()):
            yield _raw_html(text, match)
    for signs, pattern, what in _DEEP:
        deep = pattern.search(text) if any(sign in text for sign in signs) else None
        if deep:
            yield deep[0], "nesting", what, "write it flatter"
    count = text.count("\n\n") + 1 if len(text) > _MANY else 1
    if count > _MANY:
        yield "", "size", f"the text has {count} paragraphs, at most {_MANY} fit", "split it up"


def _raw_html(text: str, match: re.Match[str]) -> Finding:
    if text.startswith("<!--", match.start()):
        mend = "delete it: readers could see it in the page's source"
        return "<!--", "comment", "an HTML comment (<!-- … -->) in the text", mend
    shown = " ".join(match[0].split())[:60]
    return match[0], "html", f"raw HTML is not allowed: {shown}", "use Markdown, or write &lt; for a < sign"


def tame(text: str, store: Callable[[str], str]) -> str:
    """The source with each paragraph that is no prose taken as it stands.

    ``store`` keeps a piece of HTML and returns the mark that stands for it in the source.
    """
    if _is_prose(text):
        return text
    return "\n\n".join(_tame_paragraph(paragraph, store) for paragraph in text.split("\n\n"))


def _tame_paragraph(paragraph: str, store: Callable[[str], str]) -> str:
    return paragraph if _is_prose(paragraph) else store(f"<p>{html.escape(paragraph, quote=False)}</p>")


def _is_prose(text: str) -> bool:
    # To see that a sign is not there takes a tenth of counting it.
    return len(text) <= _LONG and all(text.count(sign) <= _RUN for sign in _SIGNS if sign in text)
