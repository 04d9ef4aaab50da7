"""Pictures in the text: alone in their paragraph, with caption and credit."""

import pytest

from plugins.body.figures import split_credit
from plugins.newsroom.manuscript import Figure
from tests.body import Converter
from tests.building import text
from tests.conftest import Bulletin


@pytest.mark.parametrize(
    ("words", "caption", "credit"),
    [
        ("Quang cảnh. (Ảnh: Tuấn Việt)", "Quang cảnh.", "Ảnh: Tuấn Việt"),
        ("A view. (Photo: Tuan Viet)", "A view.", "Photo: Tuan Viet"),
        ("Biểu đồ. (Minh họa: Tổ Đồ họa) ", "Biểu đồ.", "Minh họa: Tổ Đồ họa"),
        ("Cờ (Việt Nam: đỏ). (Ảnh: B)", "Cờ (Việt Nam: đỏ).", "Ảnh: B"),
        ("(Ảnh: B)", "", "Ảnh: B"),
        ("Không có người chụp.", "Không có người chụp.", ""),
        ("Người dân (Hà Nội)", "Người dân (Hà Nội)", ""),
        ("Ảnh: B", "Ảnh: B", ""),
        ("", "", ""),
    ],
)
def test_credit(words: str, caption: str, credit: str) -> None:
    """The credit is what stands in the last brackets with a colon; the rest is the caption."""
    assert split_credit(words) == (caption, credit)


def test_figure(convert: Converter) -> None:
    """A picture alone in its paragraph becomes a figure; its quotation marks are set right, its credit stands apart."""
    manuscript = convert('![Ba "người"](./a.jpg "Họp \'kín\'. (Ảnh: B)")\n')
    assert manuscript.problems == []
    assert manuscript.body.figures == [Figure("a.jpg", "Ba “người”", "Họp ‘kín’.", "Ảnh: B")]
    assert manuscript.body.blocks == [
        '<figure class="photo"><img alt="Ba “người”" src="photo:a.jpg">'
        '<figcaption>Họp ‘kín’. <span class="credit">(Ảnh: B)</span></figcaption></figure>'
    ]


@pytest.mark.parametrize(
    "body",
    ["Chữ ![a](a.jpg) chữ", "- ![a](a.jpg)", "[![a](a.jpg)](https://e.example)", "![a](a.jpg) chữ", "xem ![](clip:7)"],
)
def test_picture_in_a_sentence(convert: Converter, body: str) -> None:
    """A picture inside a sentence, list or link is told with its place."""
    source = "clip:7" if "clip" in body else "a.jpg"
    column = body.index(source) + 1
    assert convert.told(body) == (
        f"a.md:4:{column}: the picture {source} stands inside a sentence"
        " -> give it a paragraph of its own: a blank line above and below"
    )


@pytest.mark.parametrize("source", ["clip:0", "photo:a.jpg"])
def test_our_own_marks_can_not_be_written(bulletin: Bulletin, source: str) -> None:
    """The marks that stand for pictures and videos inside the software mean nothing when an editor types them."""
    built = bulletin(text("2025/07/a/vi", f'![Ba người]({source} "Họp. (Ảnh: B)")'))
    column = len("![Ba người](") + 1
    assert built.problems == (
        f"content/news/2025/07/a/index.vi.md:7:{column}: there is no file {source} beside the text"
        " -> put it into content/news/2025/07/a/"
    )


def test_on_the_page(bulletin: Bulletin) -> None:
    """On the page the figure has a picture with its size, an alternative text, a caption and a credit."""
    built = bulletin(
        text("2025/07/a/vi", '![Ba người](a.jpg "Họp. (Ảnh: B)")') + "-- news/2025/07/a/a.jpg --\n1000x500\n"
    )
    image = built.one("/2025/07/a/", ".body figure.photo img")
    assert (image["alt"], image["width"], image["height"], image["loading"]) == ("Ba người", "1000", "500", "lazy")
    assert built.texts("/2025/07/a/", ".body figcaption") == ["Họp. (Ảnh: B)"]
    assert built.texts("/2025/07/a/", ".body figcaption .credit") == ["(Ảnh: B)"]
