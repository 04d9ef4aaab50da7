"""From the bytes of one file to a Manuscript: letters, front matter, body text."""

import re
from collections.abc import Sequence

from plugins.newsroom.data import read_data
from plugins.newsroom.manuscript import Manuscript
from plugins.newsroom.problem import Mark
from plugins.newsroom.schema import Field, complain_into, read_fields

from .letters import read_letters

_FENCE = re.compile(r"^(---|\.\.\.)[ \t]*$", re.MULTILINE)


def read_manuscript(data: bytes, path: str, story: str, edition: str, fields: Sequence[Field]) -> Manuscript:
    """The manuscript with its typed fields and its body as text; all faults are in ``problems``."""
    manuscript = Manuscript(path, story, edition)
    text = read_letters(data, path, manuscript.problems)
    if text is None:
        return manuscript
    header = _split(text, manuscript)
    if header is None:
        return manuscript
    tree = read_data(header, path, 2, manuscript.problems)
    if tree is not None and isinstance(tree.content, dict):
        manuscript.fields = read_fields(tree, fields, complain_into(manuscript.problems))
        manuscript.marks = {key: value.mark for key, value in tree.content.items()}
    elif tree is not None:
        manuscript.complain(tree.mark, "yaml", f"the front matter is {tree.kind()}", "write 'key: value' lines")
    if not manuscript.text.strip():
        line = Mark(path, manuscript.text_line)
        manuscript.complain(line, "body", "the story has no body", "write the text below the second ---")
    return manuscript


def _split(text: str, manuscript: Manuscript) -> str | None:
    """The front matter; the rest is put into the manuscript. None where there is no sound front matter."""
    top = Mark(manuscript.path)
    opening = _FENCE.match(text)
    if opening is None or opening[1] != "---":
        mend = "begin the file with a line ---, then title, lead and date, then a line ---"
        manuscript.complain(top, "front-matter", "the file has no front matter (title, lead, date)", mend)
        return None
    closing = _FENCE.search(text, opening.end())
    if closing is None:
        manuscript.complain(
            top, "front-matter", "the front matter is not closed", "write a line --- below its last key"
        )
        return None
    manuscript.text = text[closing.end() + 1 :]
    manuscript.text_line = text.count("\n", 0, closing.end()) + 2
    return text[opening.end() + 1 : closing.start()]
