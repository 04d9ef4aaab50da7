"""Typography: straight quotes made curly in the short texts (title, lead, caption …) that never pass through Markdown."""

import re

_OPENING = re.compile(r"(^|[\s(\[{–—“‘/])([\"'])(?=\S)")
_QUOTES = {'"': "“", "'": "‘"}


def curly(text: str) -> str:
    """The text with “ ” ‘ ’ for straight quotes, … for three dots, – between blanks for a hyphen pair.

    Both editions use the same forms: Vietnamese newspapers set “…” as English ones do.
    """
    opened = _OPENING.sub(lambda match: match[1] + _QUOTES[match[2]], text)
    return opened.replace('"', "”").replace("'", "’").replace("...", "…").replace(" -- ", " – ")
