"""The card other sites show: its headline is set in type that has every Vietnamese letter."""

import unicodedata

from PIL import Image, ImageFont

from plugins.photos.social_card import SIZE, CardWords, _font, draw_card, fit, wrap

_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_MARKED = [unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in _TONES]
LETTERS = sorted({c for letter in [*_MARKED, "đ"] for c in (letter, letter.upper()) if not c.isascii()})
"""The 134 letters of Vietnamese that English lacks."""


def drawn(letter: str) -> bytes:
    mask = _font(48, 700).getmask(letter)
    return bytes(mask) + bytes(str(mask.size), "ascii")


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


def test_card_with_and_without_a_picture() -> None:
    """1200 × 630, the picture above; without one the headline stands on the bulletin's blue."""
    words = CardWords("Hữu nghị và Hợp tác", "Hội nghị", "Đối ngoại nhân dân")
    with_picture = draw_card(words, Image.new("RGB", (800, 500), "#00ff00"), (0.5, 0.5))
    without = draw_card(words, None, (0.5, 0.5))
    assert with_picture.size == without.size == (1200, 630)
    assert with_picture.getpixel((600, 100)) == (0, 255, 0)
    assert without.getpixel((1190, 600)) == (0x17, 0x32, 0x4D)
    assert with_picture.tobytes() == draw_card(words, Image.new("RGB", (800, 500), "#00ff00"), (0.5, 0.5)).tobytes()
