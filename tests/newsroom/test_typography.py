"""Typography of short texts: curly quotes, ellipses, dashes."""

import pytest

from plugins.newsroom.typography import curly


@pytest.mark.parametrize(
    ("straight", "set_right"),
    [
        ('Ông nói: "Rất vui"', "Ông nói: “Rất vui”"),
        ('"Đoàn kết"', "“Đoàn kết”"),
        ("Vietnam's ASEAN year", "Vietnam’s ASEAN year"),
        ("'Quoted' word", "‘Quoted’ word"),
        ('("Trong ngoặc")', "(“Trong ngoặc”)"),
        ("\"He said 'yes'\"", "“He said ‘yes’”"),
        ('a/"b"', "a/“b”"),
        ("chờ đã...", "chờ đã…"),
        ("Hà Nội -- Huế", "Hà Nội – Huế"),
        ("6--7", "6--7"),
        ("the students' hall", "the students’ hall"),
        ("đã “cong” sẵn", "đã “cong” sẵn"),
        ("", ""),
    ],
)
def test_curly(straight: str, set_right: str) -> None:
    """Straight quotes become “ ” and ‘ ’, three dots an ellipsis, a hyphen pair between blanks a dash."""
    assert curly(straight) == set_right


def test_what_stands_around() -> None:
    """The characters before and after a piece of text decide whether its quotes open or close."""
    assert curly('"', before="a", after=" ") == "”"
    assert curly('"', before=" ", after="a") == "“"
    assert curly("'s", before="m", after=" ") == "’s"


def test_setting_twice_changes_nothing() -> None:
    """A text that was set right already stays as it is."""
    once = curly("\"Một\" 'hai' ... ba -- bốn")
    assert curly(once) == once
