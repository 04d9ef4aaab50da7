"""The card other sites show: its headline is set in type that has every Vietnamese letter."""

import unicodedata
from io import BytesIO

from PIL import Image, ImageColor, ImageDraw, ImageFont

from plugins.photos.prints import encode_card
from plugins.photos.social_card import SIZE, CardWords, Line, _font, _width, covered, draw_card, fit, wrap

_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_MARKED = [unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in _TONES]
LETTERS = sorted({c for letter in [*_MARKED, "đ"] for c in (letter, letter.upper()) if not c.isascii()})
"""The 134 letters of Vietnamese that English lacks."""


def drawn(letter: str) -> bytes:
    mask = _font(48, 700).getmask(letter)
    return bytes(mask) + bytes(str(mask.size), "ascii")


def rows_of(card: Image.Image, ink: str) -> list[int]:
    """The rows below the bar in which a pixel has this very colour."""
    wanted = ImageColor.getrgb(ink)
    rows = ((y, card.crop((0, y, card.width, y + 1)).getcolors() or []) for y in range(16, card.height))
    return [y for y, colours in rows if wanted in (colour for _, colour in colours)]


def test_there_are_134_letters() -> None:
    """12 vowels with 6 tones and đ, in both cases, less what ASCII has."""
    assert len(LETTERS) == 134


def test_every_vietnamese_letter_is_drawn() -> None:
    """No letter is drawn as the box that stands for a missing one, and no two alike."""
    missing = drawn("\uffff")
    pictures = {letter: drawn(letter) for letter in [*LETTERS, *"“”‘’…–·"]}
    assert [letter for letter, picture in pictures.items() if picture == missing] == []
    assert len({pictures[letter] for letter in LETTERS}) == 134


def test_marks_do_not_touch_the_line_above() -> None:
    """On lines 1.35 high the highest mark stays below the deepest letter of the line above."""
    font = _font(54, 700)
    top, bottom = font.getbbox("ẾỖẲ")[1], font.getbbox("gjpqyự")[3]
    assert bottom - top <= 54 * 1.35


def test_headlines_fit() -> None:
    """A short headline is large; a long one smaller; one that fits nowhere ends with “…” and keeps whole words."""
    assert fit("Tọa đàm") == (54, ["Tọa đàm"])
    size, lines = fit("Đối ngoại nhân dân trước tình hình mới " * 3)
    assert size < 54
    size, lines = fit("Đối ngoại nhân dân trước tình hình mới " * 12)
    assert (size, len(lines)) == (32, 5)
    assert lines[-1].endswith(" …")
    assert all(ImageFont.FreeTypeFont.getlength(_font(size, 700), line) <= SIZE[0] - 128 for line in lines)


def test_a_word_wider_than_the_card_stands_alone() -> None:
    """It is not lost."""
    assert wrap("a " + "x" * 200 + " b", _font(54, 700)) == ["a", "x" * 200, "b"]


def test_lines_are_as_wide_as_their_words() -> None:
    """Words measured one by one, with the spaces between them, are as wide as the line they stand in."""
    line = "Đối ngoại nhân dân: AV, Tọa đàm “VÁY To” fi ffl"
    for size in (54, 32):
        font = _font(size, 700)
        assert sum(_width(word, font) for word in line.split()) + line.count(" ") * _width(" ", font) == font.getlength(line)


def test_words_stand_as_in_a_whole_line() -> None:
    """Words are drawn once and stamped from then on; nothing of them is cut off, not even left of a j."""
    lines = [
        Line(0, 10, "jW “Tọa đàm” fj \u200b ẾỖẲ … qự", _font(54, 700)),
        Line(1, 200, "j" + "x" * 200, _font(32, 700)),
        Line(2, 600, "gjpqyự gjpqyự", _font(24, 600)),
    ]
    whole = Image.new("L", SIZE)
    for line in lines:
        ImageDraw.Draw(whole).text((64, line.y), line.text, font=line.font, fill=255)
    assert covered(lines).tobytes() == whole.tobytes()


def test_card_with_a_picture() -> None:
    """1200 × 630, the picture above; the same twice."""
    words = CardWords("Hữu nghị và Hợp tác", "Hội nghị", "Đối ngoại nhân dân")
    card = draw_card(words, Image.new("RGB", (800, 500), "#00ff00"), (0.5, 0.5))
    assert card.size == (1200, 630)
    assert card.getpixel((600, 100)) == (0, 255, 0)
    assert card.tobytes() == draw_card(words, Image.new("RGB", (800, 500), "#00ff00"), (0.5, 0.5)).tobytes()


def test_card_without_a_picture() -> None:
    """The headline stands on the bulletin's blue, each part in its ink, and the kept file shows the same."""
    card = draw_card(CardWords("Hữu nghị và Hợp tác", "Hội nghị", "ẾỖẲ Đối ngoại nhân dân gjpqyự"), None, (0.5, 0.5))
    seen = card.convert("RGB")
    assert seen.size == (1200, 630)
    assert seen.getpixel((1190, 600)) == (0x17, 0x32, 0x4D)
    assert seen.getpixel((600, 8)) == (0xF2, 0x90, 0x7F)

    kicker, headline, nameplate = (rows_of(seen, ink) for ink in ("#f2907f", "#fbf8f2", "#b9c6d3"))
    assert max(kicker) < min(headline) < max(headline) < min(nameplate)

    made = encode_card(card)
    assert made.suffix == ".png"
    assert Image.open(BytesIO(made.data)).convert("RGB").tobytes() == seen.tobytes()
