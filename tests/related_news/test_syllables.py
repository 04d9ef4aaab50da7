"""Syllables: what counts as the same word, and where a gram ends."""

import unicodedata
from array import array

import pytest

from plugins.related_news.syllables import gram, plain, runs, split


def words(text: str) -> list[list[str]]:
    return list(split(text))


def test_punctuation_breaks_a_run() -> None:
    """Never across punctuation: no gram joins the end of one clause to the beginning of the next."""
    assert words("Hữu nghị, hợp tác (Ảnh: Mai)") == [["hữu", "nghị"], ["hợp", "tác"], ["ảnh"], ["mai"]]


def test_decomposed_and_composed_letters_are_one() -> None:
    """NFD text, as macOS and some keyboards write it, gives the same numbers as NFC."""
    text = "Đối ngoại nhân dân"
    assert runs(unicodedata.normalize("NFD", text), "", []) == runs(text, "", [])


@pytest.mark.parametrize(
    ("one", "other"), [("hoà bình", "hòa bình"), ("thuỷ", "thủy"), ("HÀ NỘI", "hà nội"), ("A&amp;B", "a&b")]
)
def test_spellings_of_one_word(one: str, other: str) -> None:
    """Tone placement, case and HTML entities make no other word."""
    assert runs(one, "", []) == runs(other, "", [])


def test_accents_make_another_word() -> None:
    """đối is not đổi: folding accents tied "đối ngoại" to "đổi ngoại tệ" on a seed page. And quý keeps its tone."""
    assert runs("đối", "", []) != runs("đổi", "", [])
    assert words("quý hoàn") == [["quý", "hoàn"]]


def test_numbers_and_compounds_stay_whole() -> None:
    """18/6 and 4.500 are one word each; a hyphen inside a compound is a blank."""
    assert words("ngày 18/6, 4.500 people-to-people ties") == [["ngày", "18/6"], ["4.500", "people", "to", "people", "ties"]]


def test_emphasis_does_not_break_and_other_tags_do() -> None:
    """Words inside strong or a link go on; a line break or a caption begins anew."""
    assert words(plain("<p>Việt <strong>Nam</strong> xanh<br/>Cuba</p>")) == [["việt", "nam", "xanh"], ["cuba"]]


def test_a_gram_is_hashed_alike_one_by_one_and_by_the_thousand() -> None:
    """The explanation names grams by the hash the index uses."""
    grams = pytest.importorskip("plugins.related_news.grams")
    (counted,) = grams.count([[(0, array("Q", [3, 5, 7]))]], (6, 3, 1), 3)
    assert sorted(counted.grams.tolist()) == sorted(gram(one) for one in ([3], [5], [7], [3, 5], [5, 7], [3, 5, 7]))
