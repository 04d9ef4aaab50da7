"""The desk's files: sections, tags, writers and need-to-know items, with every fault in its place."""

from pathlib import Path

import pytest

from plugins.newsroom.desk import Desk
from plugins.newsroom.desk_files import read_desk
from plugins.newsroom.problem import Problem, report
from tests.newsroom import DESK_SECTIONS


def read(root: Path, **files: str) -> tuple[Desk, str]:
    """(desk, problems told) of content/desk with these files."""
    folder = root / "content" / "desk"
    folder.mkdir(parents=True, exist_ok=True)
    for name, words in files.items():
        (folder / f"{name}.yaml").write_text(words, encoding="utf-8")
    problems: list[Problem] = []
    return read_desk(folder, problems), report(problems)


def test_sections(tmp_path: Path) -> None:
    """Sections have names, addresses and a parent; a section's trail goes from the top down."""
    desk, told = read(tmp_path, sections=DESK_SECTIONS)
    assert told == ""
    child, top = desk.sections["ban-be"], desk.sections["huu-nghi"]
    assert child.trail == (top, child) and top.holds(child) and not child.holds(top)
    assert (child.slug("vi"), child.slug("en")) == ("ban-be", "friends-everywhere")
    assert child.name("en") == "Friends everywhere"


def test_writers_and_items(tmp_path: Path) -> None:
    """A writer may be called otherwise in English, may be an organisation; an item expires at a moment."""
    desk, told = read(
        tmp_path,
        writers="- id: btv\n  name: Ban Biên tập\n  organisation: true\n  vi: {about: Ban.}\n"
        "  en: {name: The Editors, about: Editors.}\n",
        need_to_know="- id: mua\n  expires: 2026-01-01 00:00\n  vi: {title: Mưa, text: To.}\n"
        "  en: {title: Rain, text: A lot.}\n",
    )
    assert told == ""
    assert desk.writers["btv"].names == {"vi": "Ban Biên tập", "en": "The Editors"}
    assert desk.writers["btv"].organisation
    assert desk.need_to_know["mua"].expires.isoformat() == "2026-01-01T00:00:00+07:00"
    assert desk.need_to_know["mua"].texts["en"] == "A lot."


def test_names_are_composed(tmp_path: Path) -> None:
    """Names typed in decomposed letters, or after a byte-order mark, are read as any other."""
    desk, told = read(tmp_path, tags="\ufeff- {id: lao, vi: La\u0300o, en: Laos}\n")
    assert (desk.tags["lao"].names["vi"], told) == ("Lào", "")


def test_absent_files(tmp_path: Path) -> None:
    """A file that is not there has no rows; that is no mistake of its own."""
    desk, told = read(tmp_path)
    assert (desk.sections, desk.tags, desk.writers, desk.need_to_know, told) == ({}, {}, {}, {}, "")


@pytest.mark.parametrize(
    ("name", "words", "told"),
    [
        ("tags", "lao: Lào\n", "content/desk/tags.yaml:1:1: the file must be a list -> begin each item with '- id: …'"),
        ("tags", "", "content/desk/tags.yaml:1:1: the file must be a list -> begin each item with '- id: …'"),
        (
            "tags",
            "- lao\n",
            "content/desk/tags.yaml:1:3: an item must be a mapping, not a text -> begin it with '- id: …'",
        ),
        (
            "tags",
            "- {id: lao, vi: Lào}\n",
            "content/desk/tags.yaml:1:3: 'en' is missing in 'tags' -> add en: Lào",
        ),
        (
            "tags",
            "- {id: Lào, vi: Lào, en: Laos}\n",
            "content/desk/tags.yaml:1:3: 'id' is missing in 'tags' -> add id: huu-nghi\n"
            "content/desk/tags.yaml:1:8: 'Lào' is no id: lower-case a–z, 0–9 and hyphens, at most 80 -> write id: lao",
        ),
        (
            "tags",
            "- {id: a, vi: Lào, en: Laos}\n- {id: a, vi: Huế, en: Hue}\n",
            "content/desk/tags.yaml:2:3: the id 'a' stands twice -> keep one of them",
        ),
        (
            "tags",
            "- {id: a, vi: Lào, en: Laos}\n- {id: b, vi: LÀO, en: Hue}\n",
            "content/desk/tags.yaml:1:1: 'b' and 'a' have the same address 'lao' in vi"
            " -> give one of them another name or slug",
        ),
        (
            "tags",
            "- {id: a, vi: Lào, en: Laos, fr: Laos}\n",
            "content/desk/tags.yaml:1:30: unknown key 'fr' -> use one of: id, vi, en",
        ),
        (
            "tags",
            "- {id: a, vi: x\u0007, en: b}\n",
            "content/desk/tags.yaml:1:16: control character U+0007 -> delete it",
        ),
        (
            "sections",
            DESK_SECTIONS.replace("parent: huu-nghi", "parent: huu-nghj"),
            "content/desk/sections.yaml:5:11: 'huu-nghj' is no top section above this one -> did you mean 'huu-nghi'?",
        ),
        (
            "sections",
            DESK_SECTIONS.replace(", about: Hoạt động.", ""),
            "content/desk/sections.yaml:1:3: 'about' is missing in 'vi' -> add about: …\n"
            "content/desk/sections.yaml:5:11: 'huu-nghi' is no top section above this one -> use one of: ",
        ),
        (
            "writers",
            "- id: a\n  name: A\n  organisation: yes\n  vi: {about: x}\n  en: {about: x}\n",
            "content/desk/writers.yaml:3:17: 'organisation' can't be 'yes' -> use one of: true, false",
        ),
        (
            "need_to_know",
            "- id: a\n  expires: 1/2/2026\n  vi: {title: x, text: y}\n  en: {title: x, text: y}\n",
            "content/desk/need_to_know.yaml:1:3: 'expires' is missing in 'need_to_know' -> add expires: 2027-12-31 23:59\n"
            "content/desk/need_to_know.yaml:2:12: 'expires': “1/2/2026” is not an exact date and hour"
            " -> paste 2026-02-01 08:00 (1/2) or 2026-01-02 08:00 (2/1)",
        ),
    ],
)
def test_faults(tmp_path: Path, name: str, words: str, told: str) -> None:
    """Each fault of a desk file is told with file, line and column, and the faulty row is left out."""
    assert read(tmp_path, **{name: words})[1] == told


def test_not_unicode(tmp_path: Path) -> None:
    """A desk file that is not UTF-8 is told, not read as something else."""
    folder = tmp_path / "content" / "desk"
    folder.mkdir(parents=True)
    (folder / "tags.yaml").write_bytes(b"- {id: a, vi: L\xe0o, en: Laos}\n")
    problems: list[Problem] = []
    read_desk(folder, problems)
    assert report(problems) == (
        "content/desk/tags.yaml:1:1: can't read the file: 'utf-8' codec can't decode byte 0xe0 in position 15:"
        " invalid continuation byte -> save it as UTF-8 text"
    )
