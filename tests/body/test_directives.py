"""Blocks between ``:::`` lines: pull quote, correction, video, infographic."""

import pytest

from plugins.newsroom.manuscript import Clip, Figure
from tests.body import Converter
from tests.building import text
from tests.conftest import Bulletin


def test_quote(convert: Converter) -> None:
    """A pull quote is a figure with the words and, if he is named, the speaker; several paragraphs fit."""
    assert convert.html("::: quote | Bà Lan\nMột.\n\nHai.\n:::\nSau.") == (
        '<figure class="pull-quote">\n<blockquote>\n<p>Một.</p>\n<p>Hai.</p>\n</blockquote>\n'
        "<figcaption>Bà Lan</figcaption>\n</figure>\n<p>Sau.</p>"
    )
    assert "figcaption" not in convert.html("::: quote\nMột.\n:::")


def test_correction(convert: Converter) -> None:
    """A correction inside the text shows when and what, and counts as a change of the article."""
    manuscript = convert("::: correction | 2021-06-21 09:00\nGhi nhầm.\n:::", "en")
    assert manuscript.body.blocks == [
        '<aside class="correction">\n<p><strong>Correction</strong> '
        '<time datetime="2021-06-21T09:00:00+07:00">21 June 2021, 09:00 GMT+7</time></p>\n<p>Ghi nhầm.</p>\n</aside>'
    ]
    assert [one.when.isoformat() for one in manuscript.body.corrections] == ["2021-06-21T09:00:00+07:00"]


def test_video(convert: Converter) -> None:
    """A video is a file of our own or an address elsewhere, always with a poster."""
    ours = convert("::: video | clip.mp4\nposter: p.jpg\ncaptions: c.vtt\ncaption: Hội.\ncredit: Quay: B\n:::")
    theirs = convert("::: video | https://video.example/x\nposter: p.jpg\n:::")
    assert (ours.problems, theirs.problems) == ([], [])
    assert ours.body.clips == [Clip("clip.mp4", "", "p.jpg", "c.vtt", "", "Hội.", "Quay: B")]
    assert theirs.body.clips == [Clip("", "https://video.example/x", "p.jpg")]


def test_infographic(convert: Converter) -> None:
    """An infographic is a figure of its own kind, with the words of a photo."""
    manuscript = convert('::: infographic | a.png\nalt: Ba cột\ncaption: Số "khách".\ncredit: Đồ họa: B\n:::')
    assert manuscript.body.figures == [Figure("a.png", "Ba cột", "Số “khách”.", "Đồ họa: B")]
    assert manuscript.body.blocks[0].startswith('<figure class="infographic"><img alt="Ba cột" src="photo:a.png">')


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("::: quote | x\nchữ", "4:1: the block '::: quote | x' is not closed -> write a line ::: below it"),
        ("::: quot\nchữ\n:::", "4:1: unknown block 'quot' -> did you mean 'quote'?"),
        (
            "::: tweet | x\ny\n:::",
            "4:1: unknown block 'tweet' -> use one of: quote, correction, video, infographic",
        ),
        (
            "::: quote: Bà Lan\nx\n:::",
            "4:1: unknown block 'quote: Bà Lan' -> use one of: quote, correction, video, infographic",
        ),
        (":::\nx\n:::", "4:1: unknown block '' -> use one of: quote, correction, video, infographic"),
        ("::: quote\n:::", "4:1: the block '::: quote' is empty -> write its text between the two lines"),
        (
            "Trước.\n::: quote\nMột.\n:::",
            "5:1: '::: quote' stands inside a paragraph -> leave a blank line above it, and close it with :::",
        ),
        (
            "::: correction | 21/06/2021\nx\n:::",
            "4:1: correction: “21/06/2021” is not an exact date and hour -> paste 2021-06-21 08:00 (21/6)",
        ),
        (
            "::: video\nposter: p.jpg\n:::",
            "4:1: a video needs a file (or an address) and a poster -> write ::: video | clip.mp4 and poster: clip.jpg",
        ),
        (
            "::: video | c.mp4\ncaption: x\n:::",
            "4:1: a video needs a file (or an address) and a poster -> write ::: video | clip.mp4 and poster: clip.jpg",
        ),
        (
            "::: infographic\nalt: x\n:::",
            "4:1: an infographic needs its picture -> write ::: infographic | bieu-do.png",
        ),
        (
            "::: infographic | a.png\nalt: x\nmau: y\n:::",
            "6:1: unknown key 'mau' in the infographic -> use one of: alt, caption, credit",
        ),
        (
            "::: video | c.mp4\nposter: p.jpg\nchữ\n:::",
            "6:1: unknown key 'chữ' in the video -> use one of: poster, captions, duration, caption, credit",
        ),
    ],
)
def test_faults(convert: Converter, body: str, told: str) -> None:
    """Every mistake in a block is told with its line and the cure."""
    assert convert.told(body) == f"a.md:{told}"


def test_blocks_stay_apart(convert: Converter) -> None:
    """Blocks that follow each other directly, and the text between them, are told apart."""
    html = convert.html("::: quote\nMột.\n:::\n::: quote\nHai.\n:::\n\nBa.\n\n::: quote\nBốn.\n:::")
    assert html.count('class="pull-quote"') == 3
    assert "<p>Ba.</p>" in html and ":::" not in html


def test_on_the_page(bulletin: Bulletin) -> None:
    """Nothing of another site loads before the reader asks: a foreign video is a picture with a link."""
    tree = (
        text(
            "2025/07/a/vi",
            "::: video | https://video.example/x\nposter: p.jpg\n:::\n\n::: video | c.mp4\nposter: p.jpg\ncaptions: c.vtt\n:::",
        )
        + "-- news/2025/07/a/p.jpg --\n-- news/2025/07/a/c.mp4 --\n-- news/2025/07/a/c.vtt --\nWEBVTT\n"
    )
    built = bulletin(tree)
    assert (built.code, built.problems) == (0, "")
    link = built.one("/2025/07/a/", ".body figure.elsewhere a")
    assert (link["href"], link["rel"]) == ("https://video.example/x", ["noopener", "external"])
    video = built.one("/2025/07/a/", ".body figure.video video")
    assert (video["preload"], video.find("track") is not None) == ("none", True)
    loaded = [str(one["src"]) for one in built.page("/2025/07/a/").select("[src]")]
    assert [address for address in loaded if not address.startswith("/")] == []
