"""The words of a picture: an alternative text that helps, and a credit."""

import pytest

from plugins.newsroom.manuscript import Figure
from plugins.photos.words import faults

SAY = "say what is to be seen, for a reader who can't see it"


@pytest.mark.parametrize(
    ("alt", "told"),
    [
        ("", "the picture hop-bao.jpg has no alt text"),
        ("   ", "the picture hop-bao.jpg has no alt text"),
        ("hop-bao.jpg", "the alt text of hop-bao.jpg is a file name: “hop-bao.jpg”"),
        ("Họp-báo", "the alt text of hop-bao.jpg is a file name: “Họp-báo”"),
        ("IMG_2041", "the alt text of hop-bao.jpg is a file name: “IMG_2041”"),
        ("DSC 0042", "the alt text of hop-bao.jpg is a file name: “DSC 0042”"),
        ("anh-toa-dam-1", "the alt text of hop-bao.jpg is a file name: “anh-toa-dam-1”"),
        ("Họp báo tại Hà Nội", "the alt text of hop-bao.jpg repeats the title"),
        ("HỌP BÁO TẠI HÀ NỘI.", "the alt text of hop-bao.jpg repeats the title"),
        ("Quang cảnh", "the alt text of hop-bao.jpg repeats the caption"),
    ],
)
def test_alt(alt: str, told: str) -> None:
    """An alternative text that is missing, a file's name, the headline or the caption again is refused."""
    figure = Figure("hop-bao.jpg", alt, "Quang cảnh.", "Ảnh: B")
    assert list(faults(figure, "Họp báo tại Hà Nội")) == [("alt", told, SAY)]


@pytest.mark.parametrize("alt", ["Bàn tròn, ba đại biểu", "Tàu", "Cầu Long Biên lúc bình minh"])
def test_good_alt(alt: str) -> None:
    """A few words on what is to be seen are fine."""
    told = [
        message
        for rule, message, _ in faults(Figure("hop-bao.jpg", alt, "Quang cảnh.", "Ảnh: B"), "Họp báo")
        if rule == "alt"
    ]
    assert told == []


def test_credit() -> None:
    """A picture without a credit is refused with the form to write it in."""
    assert list(faults(Figure("a.jpg", "Ba người", "", ""), "Họp báo")) == [
        ("credit", "the picture a.jpg has no credit", 'end its caption with the credit: "… (Ảnh: Name)"')
    ]
