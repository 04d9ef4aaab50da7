"""Prose is done without asking every rule of Markdown, and comes out as if all had been asked."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.treeprocessors import InlineProcessor

from plugins.body.prose import SIGNS
from plugins.newsroom.shelf import Shelf
from tests.body import Converter

SPECIAL = "`*_\\[]()<>&;#!:|^=+-.~\"'/1x \n\t\x02\x03"
PIECES = st.one_of(
    st.sampled_from(["a", "Lời", "é", "1", "  \n", "\n", "\n\n", "\n    ", "- ", "1. ", "> ", "# ", ": ", "x: y", "|-|-|"]),
    st.sampled_from(["**b**", "_i_", "`c`", "[a](https://e.example)", "[^1]", "[^1]: n", "*[Lời]: t", "[r]: /u", "&amp;"]),
    st.sampled_from([r"\*", "https://e.example", "<https://e.example>", "![a](b.jpg)", "::: quote\n", ":::", "---", "==="]),
    st.sampled_from(["**Lời**", "**Lời, é**", "(**a**)", "**", "***", " "]),
    st.sampled_from(['"Lời"', "\n\n", "\n\n## Lời\n\n", "\n\n### a b\n\nLời", "Lời -- é"]),
    st.text(SPECIAL, max_size=6),
)
TEXTS = st.lists(PIECES, max_size=14).map("".join)


def asking_all(shelf: Shelf) -> Markdown:
    """A converter that asks every rule."""
    every = Converter(shelf).reader._converter("vi")
    del every.convert  # that of plugins.body
    every.parser.blockprocessors.deregister("prose")
    every.treeprocessors.register(InlineProcessor(every), "inline", 20)
    return every


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Markdown, Markdown]:
    """The converter of a build, and one that asks every rule."""
    shelf = Shelf(tmp_path_factory.mktemp("shelf") / "shelf.db", "test")
    return Converter(shelf).reader._converter("vi"), asking_all(shelf)


@settings(max_examples=1500, deadline=None)
@given(text=TEXTS)
def test_as_if_all_were_asked(two: tuple[Markdown, Markdown], text: str) -> None:
    """Texts of words and signs in any order come out the same, with the same problems and notes."""
    converted = []
    for converter in two:
        converter.reset()
        converted.append((converter.convert(text), converter.body))  # type: ignore[attr-defined]
    assert converted[0] == converted[1]


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("much", ["chữ " * 5000, "* " * 500, "'a " * 500])
def test_a_paragraph_of_too_much_stays(two: tuple[Markdown, Markdown], place: int, much: str) -> None:
    """What is kept from the rules, as they would take too long over it, is not lost at the ends either."""
    paragraphs = ["Lời", "Lời"]
    paragraphs.insert(place, much.strip())
    made = []
    for converter in two:
        converter.reset()
        made.append(converter.convert("\n\n".join(paragraphs)))
    assert made[0] == made[1]
    assert made[0].count("<p>") == 3


@settings(max_examples=3000, deadline=None)
@given(text=st.text(SPECIAL, max_size=20).filter(lambda text: not any(sign in text for sign in SIGNS)))
def test_every_pattern_needs_a_sign(two: tuple[Markdown, Markdown], text: str) -> None:
    """No inline pattern of MARKDOWN matches a text without one of the signs."""
    assert [pattern for pattern in two[0].inlinePatterns if pattern.getCompiledRegExp().search(text)] == []


def test_signs_are_of_these_patterns(two: tuple[Markdown, Markdown]) -> None:
    """These patterns are the ones the signs were gathered from: who adds another looks whether the signs still are enough."""
    kinds = {type(pattern).__name__.removesuffix("Processor").removesuffix("Inline") for pattern in two[0].inlinePatterns}
    links = {"Link", "Reference", "ShortReference", "Image", "ImageReference", "ShortImageReference", "Autolink"}
    assert kinds == links | {"Backtick", "Escape", "Footnote", "SubstituteTag", "Html", "Delimiter"}
