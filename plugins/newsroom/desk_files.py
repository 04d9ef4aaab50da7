"""Desk files: content/desk/*.yaml read and typed into a Desk."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from .data import Value, Word, read_data
from .desk import Desk, NeedToKnow, Section, Tag, Writer
from .edition import CODES
from .problem import Mark, Problem
from .schema import MOMENT, SLUG, Field, complain_into, did_you_mean, one_of, read_fields, record, tell_missing, text
from .spelling import make_slug

# fmt: off (read as a table)
_NAME = Field("name", text(80), "Tên.", "Name.", "Hữu nghị", required=True)
_OWN_NAME = Field("name", text(80), "Tên riêng ở ấn bản này.", "Name in this edition, where it differs.", "The Editors")
_SLUG = Field("slug", SLUG, "Phần địa chỉ.", "Part of the address.", "huu-nghi")
_ABOUT = Field("about", text(300), "Một câu giới thiệu.", "A sentence about it.", "…", required=True)
_ID = Field("id", SLUG, "Mã.", "Id.", "huu-nghi", required=True)


def _per_edition(*fields: Field) -> tuple[Field, ...]:
    return tuple(
        Field(code, record(fields), "Ấn bản " + code, "Edition " + code, "{name: …}", required=True) for code in CODES
    )


_SECTION = (
    _ID,
    Field("parent", SLUG, "Chuyên mục mẹ.", "Parent section.", "huu-nghi"),
    *_per_edition(_NAME, _SLUG, _ABOUT),
)
_TAG = (
    _ID,
    *(Field(code, text(60), "Tên ở ấn bản " + code, "Name in " + code, "Lào", required=True) for code in CODES),
)
_WRITER = (
    _ID,
    _NAME,
    Field("organisation", one_of("true", "false"), "Là tổ chức.", "Is an organisation.", "true"),
    *_per_edition(_OWN_NAME, _ABOUT),
)
_ITEM = (
    _ID,
    Field("expires", MOMENT, "Hết hạn lúc.", "Expires at.", "2027-12-31 23:59", required=True),
    *_per_edition(
        Field("title", text(160), "Tít.", "Title.", "…", required=True),
        Field("text", text(600), "Nội dung.", "Text.", "…", required=True),
    ),
)

# fmt: on


def read_desk(folder: Path, problems: list[Problem]) -> Desk:
    """The desk data of ``folder``; every fault is added to ``problems``."""
    reader = _DeskReader(folder, problems)
    sections: dict[str, Section] = {}
    for row in reader.rows("sections", _SECTION):
        reader.section(row, sections)
    tags = {row["id"]: Tag(row["id"], _names(row), _slugs(row)) for row in reader.rows("tags", _TAG)}
    writers = {row["id"]: _writer(row) for row in reader.rows("writers", _WRITER)}
    items = {row["id"]: _item(row) for row in reader.rows("need_to_know", _ITEM)}
    reader.check_slugs({"sections": sections, "tags": tags, "writers": writers})
    return Desk(sections, tags, writers, items)


class _DeskReader:
    def __init__(self, folder: Path, problems: list[Problem]) -> None:
        self.folder, self.problems = folder, problems
        self.complain = complain_into(problems)

    def path(self, name: str) -> str:
        return (self.folder / f"{name}.yaml").relative_to(self.folder.parent.parent).as_posix()

    def rows(self, name: str, fields: Sequence[Field]) -> list[dict[str, Any]]:
        """The complete rows of one file; an absent file has none."""
        file = self.folder / f"{name}.yaml"
        if not file.is_file():
            return []
        before = len(self.problems)
        try:
            tree = read_data(file.read_text(encoding="utf-8"), self.path(name), 1, self.problems)
        except (OSError, UnicodeDecodeError) as error:
            self.complain(Mark(self.path(name)), "unreadable", f"can't read the file: {error}", "save it as UTF-8 text")
            return []
        if tree is None or not isinstance(tree.content, list):
            if len(self.problems) == before:
                self.complain(
                    Mark(self.path(name)), "type", "the file must be a list", "begin each item with '- id: …'"
                )
            return []
        rows: dict[str, dict[str, Any]] = {}
        for value in tree.content:
            before = len(self.problems)
            row = self.row(value, fields, name)
            if row.get("id") in rows:
                self.complain(value.mark, "duplicate", f"the id '{row['id']}' stands twice", "keep one of them")
            if len(self.problems) == before:
                rows[row["id"]] = row
        return list(rows.values())

    def row(self, value: Value, fields: Sequence[Field], name: str) -> dict[str, Any]:
        """One item of a file, typed; what is missing in it is told."""
        if not isinstance(value.content, dict):
            self.complain(
                value.mark, "type", f"an item must be a mapping, not {value.kind()}", "begin it with '- id: …'"
            )
            return {}
        row = read_fields(value, fields, self.complain)
        tell_missing(row, fields, value.mark, name, self.complain)
        for one in fields:
            if one.type.fields and one.name in row:
                tell_missing(row[one.name], one.type.fields, value.mark, one.name, self.complain)
        return row

    def section(self, row: dict[str, Any], sections: dict[str, Section]) -> None:
        parent_id: Word | None = row.get("parent")
        parent = sections.get(parent_id) if parent_id else None
        if parent_id and (parent is None or parent.parent is not None):
            what = f"'{parent_id}' is no top section above this one"
            self.complain(
                parent_id.mark, "parent", what, did_you_mean(parent_id, [s for s in sections if s != parent_id])
            )
        names = {code: row[code]["name"] for code in CODES}
        slugs = {code: row[code].get("slug") or make_slug(names[code]) for code in CODES}
        abouts = {code: row[code]["about"] for code in CODES}
        sections[row["id"]] = Section(row["id"], names, slugs, parent, abouts)

    def check_slugs(self, tables: dict[str, Any]) -> None:
        for name, table in tables.items():
            for code in CODES:
                seen: dict[str, str] = {}
                for one in table.values():
                    slug = one.slug(code)
                    if not slug or slug in seen:
                        what = f"'{one.id}' and '{seen.get(slug, '')}' have the same address '{slug}' in {code}"
                        self.complain(Mark(self.path(name)), "slug", what, "give one of them another name or slug")
                    seen[slug] = one.id


def _names(row: dict[str, Any]) -> dict[str, str]:
    return {code: str(row[code]) for code in CODES}


def _slugs(row: dict[str, Any]) -> dict[str, str]:
    return {code: make_slug(name) for code, name in _names(row).items()}


def _writer(row: dict[str, Any]) -> Writer:
    names = {code: str(row[code].get("name") or row["name"]) for code in CODES}
    slugs = {code: str(row["id"]) for code in CODES}
    abouts = {code: str(row[code]["about"]) for code in CODES}
    return Writer(row["id"], names, slugs, abouts, row.get("organisation") == "true")


def _item(row: dict[str, Any]) -> NeedToKnow:
    pick: Callable[[str], dict[str, str]] = lambda name: {code: str(row[code][name]) for code in CODES}  # noqa: E731
    return NeedToKnow(row["id"], row["expires"], pick("title"), pick("text"))
