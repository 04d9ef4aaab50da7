"""The handbook's tables of keys, written from the schema, so that they can't tell editors anything else."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from plugins.newsroom.schema import Field

from .fields import CORRECTION, COVER, STORY_FIELDS, STORY_LINK, VIDEO

_TABLES = {
    "": STORY_FIELDS,
    "cover": COVER,
    "video": VIDEO,
    "lead_links / end_links": STORY_LINK,
    "corrections": CORRECTION,
}
_WORDS = {
    "vi": (
        "Khóa",
        "Nghĩa",
        "Ví dụ",
        {"own": "riêng", "shared": "dùng chung, được ghi khác", "common": "chung"},
        "bắt buộc",
    ),
    "en": ("Key", "Meaning", "Example", {"own": "own", "shared": "shared, may differ", "common": "common"}, "required"),
}


def tables(language: str) -> str:
    """All tables in Markdown, in one language of the handbook (``vi`` or ``en``)."""
    parts = [_table(name, fields, language) for name, fields in _TABLES.items()]
    return "\n\n".join(parts)


def _table(name: str, fields: Sequence[Field], language: str) -> str:
    key, meaning, example, scopes, required = _WORDS[language]
    lines = [f"| {key} | {meaning} | {example} | |", "|---|---|---|---|"]
    for one in fields:
        about = one.about_vi if language == "vi" else one.about_en
        notes = [] if name else [scopes[one.scope]]
        if one.required:
            notes.insert(0, f"**{required}**")
        lines.append(f"| `{one.name}` | {about} | `{one.example}` | {', '.join(notes)} |")
    title = f"`{name}`:\n\n" if name else ""
    return title + "\n".join(lines)


def renew(text: str) -> str:
    """The handbook with the tables between ``<!-- keys:vi -->`` and ``<!-- /keys -->`` (and :en) written anew."""
    for language in _WORDS:
        pattern = re.compile(rf"(<!-- keys:{language} -->\n).*?(\n<!-- /keys -->)", re.DOTALL)
        text = pattern.sub(lambda match: match[1] + tables(language) + match[2], text)  # noqa: B023 (used at once)
    return text


def main() -> None:
    """Renew the tables of the file named on the command line."""
    path = Path(sys.argv[1])
    path.write_text(renew(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
