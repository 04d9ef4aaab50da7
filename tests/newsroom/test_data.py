"""YAML read with the place of every value, scalars kept as the text that was written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.newsroom.data import Value, read_data
from plugins.newsroom.problem import Problem, report

SIGNS = st.text(alphabet="ab1-_:# \"'[],{}&*!|>%@`?~\\é“\u00a0\t", max_size=6)
"""Of those that mean something to YAML, and others."""
VALUES = st.one_of(SIGNS, SIGNS.map('"{}"'.format), SIGNS.map("é{}".format), SIGNS.map("[a, {}]".format), st.just("[a-1, b]"))
KEYS, COLONS = st.sampled_from(["a", "b_c", "null", "a b", "-"]), st.sampled_from([": ", ":", ":  "])
LINES = st.builds("{}{}{}".format, KEYS, COLONS, VALUES)
MEND = "write it as in the handbook, one 'key: value' a line"


def read(text: str) -> tuple[Value | None, str]:
    """(the tree, the problems told) of a text that begins in line 2 of a.md."""
    problems: list[Problem] = []
    return read_data(text, "a.md", 2, problems), report(problems)


def mapping(text: str) -> dict[str, Value]:
    tree, told = read(text)
    assert told == "" and tree is not None and isinstance(tree.content, dict)
    return tree.content


@pytest.mark.parametrize("written", ["2021-06-20", "no", "1_000", "010", "~", "0x1F", "1:20", "Null", "yes"])
def test_scalars_stay_text(written: str) -> None:
    """YAML's guesses (dates, booleans, octal and sexagesimal numbers, null) are not made: a value is what was typed."""
    assert mapping(f"key: {written}")["key"].content == written


def test_every_value_knows_its_place() -> None:
    """Each value has its line in the file and its column, counted in characters, also inside lists and records."""
    tree = mapping("title: Bài\ntags: [lào, cuba]\ncover:\n  file: a.jpg\n")
    assert tree["title"].mark == ("a.md", 2, 8)
    tags, cover = tree["tags"].content, tree["cover"].content
    assert isinstance(tags, list) and isinstance(cover, dict)
    assert [one.mark[1:] for one in tags] == [(3, 8), (3, 13)]
    assert cover["file"].mark[1:] == (5, 9)


def test_notes_on_lines_of_their_own() -> None:
    """A comment on a line of its own, behind quotes or a number sign inside a word is no mistake."""
    tree = mapping("# ghi chú\na: C#\nb: 'x #1' # ghi chú\nc: số#2\n")
    assert [value.content for value in tree.values()] == ["C#", "x #1", "số#2"]


def test_nothing_is_nothing() -> None:
    """An empty document has no tree and no problem."""
    assert read("") == (None, "")
    assert read("# only a comment\n") == (None, "")


def test_text_is_folded() -> None:
    """Decomposed letters are read as composed ones (NFC)."""
    assert mapping("a: La\u0300o")["a"].content == "Lào"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "title: Một: hai",
            "a.md:2:11: the front matter is not valid YAML: mapping values are not allowed in this context"
            ' -> put the whole value in "quotes": it holds a colon and a blank',
        ),
        (
            "title: @home",
            "a.md:2:8: the front matter is not valid YAML: found character that cannot start any token"
            ' -> indent with blanks, and put a value that begins with a special sign in "quotes"',
        ),
        (
            "a: b\n\tc: d",
            "a.md:3:1: the front matter is not valid YAML: found a tab character that violates indentation"
            ' -> indent with blanks, and put a value that begins with a special sign in "quotes"',
        ),
        (
            "title: x\nlead\ndate: y",
            "a.md:4:1: the front matter is not valid YAML: could not find expected ':'"
            " -> begin each line with 'key: ' and indent what belongs to it; quotes must be closed",
        ),
        (
            'title: "open\ndate: x',
            "a.md:2:8: the front matter is not valid YAML: found unexpected end of stream"
            " -> close the quotation mark that opens here",
        ),
        (
            "tags: [a, b",
            "a.md:3:1: the front matter is not valid YAML: did not find expected ',' or ']'"
            " -> put commas between the items and close the bracket",
        ),
        ("- a\nb: c", f"a.md:3:1: the front matter is not valid YAML: did not find expected '-' indicator -> {MEND}"),
        ("title: Một\ntitle: Hai", "a.md:3:1: 'title' stands twice (first in line 2) -> keep one of them"),
        ("a: &x [1]\nb: *x", "a.md:2:4: an alias (*name) repeats another value -> write the value out"),
        (
            "a: !!python/object:os.system x",
            "a.md:2:4: the tag tag:yaml.org,2002:python/object:os.system is not allowed -> write plain text",
        ),
        ("a: !own x", "a.md:2:4: the tag !own is not allowed -> write plain text"),
        ("? [a]\n: b", "a.md:2:3: a key must be a plain word -> write 'key: value'"),
        (
            "title: Đội bóng  #1 châu Á",
            "a.md:2:18: “#1 châu Á” is a comment to YAML and would be lost"
            ' -> put the whole value in "quotes", or delete the comment',
        ),
        ("a: x\u0007y", "a.md:2:5: control character U+0007 -> delete it"),
        ('a: "x\\u0007y"', "a.md:2:4: control character U+0007 -> delete it"),
        ('a: "x\\u202Ey"', "a.md:2:4: control character U+202E -> delete it"),
        ("a: " + "[" * 51 + "]" * 51, "a.md:2:1: the YAML is nested too deep -> use plain lists"),
        ("a:\n" + "- " * 100_000 + "x", "a.md:2:1: the YAML is nested too deep -> use plain lists"),
        ("a: " + "[" * 100_000, "a.md:2:1: the YAML is nested too deep -> use plain lists"),
    ],
)
def test_faults(text: str, told: str) -> None:
    """Each fault of the YAML is told once, with its line, its column and what to do."""
    assert read(text)[1] == told


def test_alias_bomb_is_small() -> None:
    """Aliases are refused where they stand, so that a few lines can't grow into gigabytes."""
    lines = ["a: &a [x,x,x,x,x,x,x,x,x]"]
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"{name}: &{name} [" + ",".join([f"*{before}"] * 9) + "]")
    told = read("\n".join(lines))[1].splitlines()
    assert told[0] == "a.md:2:4: an alias (*name) repeats another value -> write the value out"
    assert len(told) == 8


@settings(max_examples=1500, deadline=None)
@given(lines=st.lists(LINES, min_size=1, max_size=3))
def test_plain_lines_are_what_yaml_makes_of_them(lines: list[str]) -> None:
    """Lines that are read without YAML come out the same beside one that needs it."""
    text = "\n".join(lines)
    tree, told = read(text)
    if told == "" and tree is not None and isinstance(tree.content, dict):
        beside = mapping(f"{text}\nzz: {{}}")
        assert beside.pop("zz").content == {}
        assert tree.content == beside


def test_long_plain_lines() -> None:
    """However long a value is, and however many lines there are."""
    text = "".join(f"key_{'a' * number}: {'dài ' * 500}x\n" for number in range(60))
    assert mapping(f"{text}zz: {{}}") == mapping(text) | {"zz": mapping(f"{text}zz: {{}}")["zz"]}
