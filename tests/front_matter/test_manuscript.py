"""One file: letters, front matter, body; each fault in its place."""

import pytest

from plugins.front_matter.fields import PAGE_FIELDS, STORY_FIELDS
from plugins.front_matter.manuscript import read_manuscript
from plugins.newsroom.problem import report

BODY = "\n---\nMột đoạn.\n"


def told(text: str) -> str:
    return report(read_manuscript(text.encode(), "a.md", "2025/07/a", "vi", STORY_FIELDS).problems)


def test_fields_marks_and_body() -> None:
    """Front matter becomes typed fields with their places; the body keeps the line it begins at."""
    text = "---\ntitle: Bài\ntags: [lao]\ndate: 2021-06-20 15:27\n---\n\nMột đoạn.\nHai dòng.\n"
    manuscript = read_manuscript(text.encode(), "a.md", "2025/07/a", "vi", STORY_FIELDS)
    assert manuscript.problems == []
    assert manuscript.fields["title"] == "Bài" and manuscript.fields["tags"] == ["lao"]
    assert manuscript.mark("date") == ("a.md", 4, 7)
    assert manuscript.mark("cover") == ("a.md", 1, 1)
    assert manuscript.find("Hai") == ("a.md", 8, 1)
    assert manuscript.find("dòng") == ("a.md", 8, 5)
    assert manuscript.find("không có") == ("a.md", 6, 1)


@pytest.mark.parametrize("fence", ["---", "---  ", "..."])
def test_closing_fence(fence: str) -> None:
    """The front matter may be closed by --- or ..., with blanks behind it."""
    assert told(f"---\ntitle: Bài\n{fence}\nMột đoạn.\n") == ""


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (
            "Chỉ có chữ.\n",
            "a.md:1:1: the file has no front matter (title, lead, date)"
            " -> begin the file with a line ---, then title, lead and date, then a line ---",
        ),
        (
            "---\ntitle: Bài\n\nMột đoạn.\n",
            "a.md:1:1: the front matter is not closed -> write a line --- below its last key",
        ),
        ("---\ntitle: Bài\n---\n", "a.md:4:1: the story has no body -> write the text below the second ---"),
        ("---\ntitle: Bài\n---\n  \n\n", "a.md:4:1: the story has no body -> write the text below the second ---"),
        (f"---\n- a{BODY}", "a.md:2:1: the front matter is a list -> write 'key: value' lines"),
        (f"---\nchữ{BODY}", "a.md:2:1: the front matter is a text -> write 'key: value' lines"),
        (f"---\ntitle: Một\ntitle: Hai{BODY}", "a.md:3:1: 'title' stands twice (first in line 2) -> keep one of them"),
        (f"---\nstatsu: draft{BODY}", "a.md:2:1: unknown key 'statsu' -> did you mean 'status'?"),
        (f"---\nstatus: drafft{BODY}", "a.md:2:9: 'status' can't be 'drafft' -> did you mean 'draft'?"),
        (f"---\ntitle: {'x' * 501}{BODY}", "a.md:2:8: 'title' has 501 characters, at most 500 fit -> shorten it"),
    ],
)
def test_faults(text: str, problems: str) -> None:
    """A file without sound front matter or without a body is told with the cure."""
    assert told(text) == problems


@pytest.mark.parametrize(
    "key", ["is_valid", "settings", "save_as", "url", "template", "translation_of", "lang", "modified"]
)
def test_closed_keys(key: str) -> None:
    """No key of Pelican's own gets through: the list of keys is closed."""
    assert told(f"---\n{key}: x{BODY}").startswith(f"a.md:2:1: unknown key '{key}' -> ")


def test_page_keys() -> None:
    """A standing page has a title, a lead and a slug, and nothing else."""
    assert [one.name for one in PAGE_FIELDS] == ["title", "lead", "slug"]


def test_every_key_is_explained() -> None:
    """Every key has an explanation in both languages and an example, for the handbook and the messages."""
    for one in STORY_FIELDS:
        for inner in (one, *one.type.fields):
            assert inner.about_vi.endswith(".") and inner.about_en.endswith("."), inner.name
            assert inner.example, inner.name
