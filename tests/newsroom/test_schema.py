"""Fields with a type: what is read, and the full words of every refusal."""

from datetime import datetime

import pytest

from plugins.newsroom.data import read_data
from plugins.newsroom.problem import Mark, Problem, report
from plugins.newsroom.schema import (
    FILE,
    MOMENT,
    PATH,
    SLUG,
    URL,
    Field,
    Type,
    complain_into,
    did_you_mean,
    list_of,
    one_of,
    read_fields,
    record,
    tell_missing,
    text,
)

LINK = (
    Field("story", text(20), "Khóa.", "Key.", "2021/06/a", required=True),
    Field("lead", one_of("show"), "", "", ""),
)


def read(kind: Type, written: str) -> tuple[object, str]:
    """(typed value, problems told) of ``key: written``."""
    problems: list[Problem] = []
    tree = read_data(f"key: {written}", "a.md", 1, problems)
    assert tree is not None
    typed = read_fields(tree, [Field("key", kind, "", "", "x")], complain_into(problems))
    return typed.get("key"), report(problems)


@pytest.mark.parametrize(
    ("kind", "written", "typed"),
    [
        (text(10), "  Lào  ", "Lào"),
        (text(20), "|\n  hai\n  dòng", "hai dòng"),
        (SLUG, "tin-moi", "tin-moi"),
        (URL, "https://example.com/a?b=1#c", "https://example.com/a?b=1#c"),
        (PATH, "/2024/05/cu/", "/2024/05/cu/"),
        (FILE, "Ảnh 1.jpg", "Ảnh 1.jpg"),
        (one_of("news", "video"), "video", "video"),
        (list_of(text(5)), "[a, b]", ["a", "b"]),
        (list_of(text(5)), "a", ["a"]),
        (record(LINK), "{story: a, lead: show}", {"story": "a", "lead": "show"}),
        (record(LINK, "story"), "a", {"story": "a"}),
        (list_of(record(LINK, "story")), "[a, {story: b}]", [{"story": "a"}, {"story": "b"}]),
    ],
)
def test_read(kind: Type, written: str, typed: object) -> None:
    """A value of the right form is read; blanks are folded, one value may stand for a list or a record of one."""
    assert read(kind, written) == (typed, "")


def test_moment() -> None:
    """A moment is read as a point in time."""
    typed, told = read(MOMENT, "2021-06-20 15:27")
    assert (typed, told) == (datetime.fromisoformat("2021-06-20T15:27:00+07:00"), "")


@pytest.mark.parametrize(
    ("kind", "written", "told"),
    [
        (text(5), "[a]", "a.md:1:6: 'key' must be a text, not a list -> write key: \"…\""),
        (text(5), "{a: b}", "a.md:1:6: 'key' must be a text, not a mapping -> write key: \"…\""),
        (text(5), '""', "a.md:1:6: 'key' is empty -> write a value or take the line out"),
        (text(5), '"   "', "a.md:1:6: 'key' is empty -> write a value or take the line out"),
        (text(5), "quá dài", "a.md:1:6: 'key' has 7 characters, at most 5 fit -> shorten it"),
        (
            MOMENT,
            "05/06/2021",
            "a.md:1:6: 'key': “05/06/2021” is not an exact date and hour"
            " -> paste 2021-06-05 08:00 (5/6) or 2021-05-06 08:00 (6/5)",
        ),
        (
            SLUG,
            '"Bài thử #1?"',
            "a.md:1:6: 'Bài thử #1?' is no key: lower-case a–z, 0–9 and hyphens, at most 80 -> write key: bai-thu-1",
        ),
        (
            SLUG,
            "index",
            "a.md:1:6: 'index' is no key: lower-case a–z, 0–9 and hyphens, at most 80 -> take the line out",
        ),
        (
            SLUG,
            "../../etc/x",
            "a.md:1:6: '../../etc/x' is no key: lower-case a–z, 0–9 and hyphens, at most 80 -> write key: etc-x",
        ),
        (
            SLUG,
            "北京",
            "a.md:1:6: '北京' is no key: lower-case a–z, 0–9 and hyphens, at most 80 -> take the line out",
        ),
        (URL, "example.com", "a.md:1:6: 'key': 'example.com' is no web address -> write https://…"),
        (URL, "javascript:alert(1)", "a.md:1:6: 'key': 'javascript:alert(1)' is no web address -> write https://…"),
        (URL, "https://[x", "a.md:1:6: 'key': 'https://[x' is no web address -> write https://…"),
        (URL, "https:///a", "a.md:1:6: 'key': 'https:///a' is no web address -> write https://…"),
        (PATH, "2024/a/", "a.md:1:6: 'key': '2024/a/' is no address of ours -> write it as /2024/05/old-name/"),
        (PATH, "/a/../b", "a.md:1:6: 'key': '/a/../b' is no address of ours -> write it as /2024/05/old-name/"),
        (
            PATH,
            "//evil.example",
            "a.md:1:6: 'key': '//evil.example' is no address of ours -> write it as /2024/05/old-name/",
        ),
        (PATH, "/a?b=1", "a.md:1:6: 'key': '/a?b=1' is no address of ours -> write it as /2024/05/old-name/"),
        (PATH, '"/a b/"', "a.md:1:6: 'key': '/a b/' is no address of ours -> write it as /2024/05/old-name/"),
        (
            FILE,
            "../a.jpg",
            "a.md:1:6: 'key': '../a.jpg' is no file beside the text -> put the file into the story's folder",
        ),
        (
            FILE,
            ".hidden",
            "a.md:1:6: 'key': '.hidden' is no file beside the text -> put the file into the story's folder",
        ),
        (one_of("published", "draft"), "drafft", "a.md:1:6: 'key' can't be 'drafft' -> did you mean 'draft'?"),
        (one_of("news", "video"), "x", "a.md:1:6: 'key' can't be 'x' -> use one of: news, video"),
        (record(LINK), "a", "a.md:1:6: 'key' must be a mapping, not a text -> write key: and its keys below"),
        (record(LINK), "{stor: a}", "a.md:1:7: unknown key 'stor' in 'key' -> did you mean 'story'?"),
        (list_of(record(LINK)), "[{lead: show}]", "a.md:1:7: 'story' is missing in 'key' -> add story: 2021/06/a"),
    ],
)
def test_refused(kind: Type, written: str, told: str) -> None:
    """A value of the wrong form is refused with its place, the value and the cure."""
    typed, problems = read(kind, written)
    assert problems == told
    assert not typed


def test_long_address_part() -> None:
    """A part of a former address that no file system could hold is refused."""
    assert read(PATH, "/" + "a" * 101)[1].endswith("is no address of ours -> write it as /2024/05/old-name/")


def test_unknown_keys() -> None:
    """The list of keys is closed: a slip of the pen is told with the nearest key, or with all of them."""
    problems: list[Problem] = []
    tree = read_data("statsu: draft\nzzz: 1", "a.md", 1, problems)
    assert tree is not None
    fields = [Field(name, text(9), "", "", "") for name in ("title", "status")]
    assert read_fields(tree, fields, complain_into(problems)) == {}
    assert report(problems) == (
        "a.md:1:1: unknown key 'statsu' -> did you mean 'status'?\n"
        "a.md:2:1: unknown key 'zzz' -> use one of: title, status"
    )


def test_missing() -> None:
    """A required key of a record that is not there is told with an example of it."""
    problems: list[Problem] = []
    tell_missing({"lead": "show"}, LINK, Mark("a.md", 3, 4), "end_links", complain_into(problems))
    assert report(problems) == "a.md:3:4: 'story' is missing in 'end_links' -> add story: 2021/06/a"


def test_did_you_mean() -> None:
    """A hint names the nearest word; where none is near, the first twelve there are."""
    assert did_you_mean("titel", ["title", "lead"]) == "did you mean 'title'?"
    assert did_you_mean("x", ["a", "b"]) == "use one of: a, b"
    assert did_you_mean("?", [f"key{n}" for n in range(13)]).endswith("key11 …")
