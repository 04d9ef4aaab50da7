"""The words of a picture: alternative text that helps, and a credit."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from plugins.newsroom.manuscript import Figure
from plugins.newsroom.spelling import fold

_FILE_LIKE = re.compile(
    r"\S+\.(jpe?g|png|webp|gif|heic)|[a-z0-9]+([-_][a-z0-9]+)+|(img|dsc|pxl)[-_ ]?\d+", re.IGNORECASE
)


def faults(figure: Figure, title: str) -> Iterator[tuple[str, str, str]]:
    """(rule, message, mend) for each thing wrong with the words of the picture."""
    alt = figure.alt.strip()
    mend = "say what is to be seen, for a reader who can't see it"
    if not alt:
        yield "alt", f"the picture {figure.file} has no alt text", mend
    elif _FILE_LIKE.fullmatch(alt) or fold(alt) == fold(PurePath(figure.file).stem):
        yield "alt", f"the alt text of {figure.file} is a file name: “{alt}”", mend
    elif _same(alt, title):
        yield "alt", f"the alt text of {figure.file} repeats the title", mend
    elif _same(alt, figure.caption):
        yield "alt", f"the alt text of {figure.file} repeats the caption", mend
    if not figure.credit:
        yield "credit", f"the picture {figure.file} has no credit", 'end its caption with the credit: "… (Ảnh: Name)"'


def _same(one: str, other: str) -> bool:
    return bool(other) and fold(one).strip(" .:…“”") == fold(other).strip(" .:…“”")
