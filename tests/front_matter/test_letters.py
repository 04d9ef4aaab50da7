"""From bytes to clean text: encodings, line ends, and letters that can't be meant."""

import unicodedata

import pytest

from plugins.front_matter.letters import SIZE_LIMIT, read_letters
from plugins.newsroom.problem import Problem, report

PASTE = "paste the text again as Unicode"
UTF8 = "save the file as UTF-8 (Unicode, not TCVN3 or Windows-1258)"
CONVERT = "the text looks like TCVN3 (.VnTime), not Unicode -> convert it to Unicode (UniKey: Ctrl+Shift+F6)"


def read(data: bytes | str) -> tuple[str | None, str]:
    """(text, problems told) of the file a.md."""
    problems: list[Problem] = []
    raw = data.encode() if isinstance(data, str) else data
    return read_letters(raw, "a.md", problems), report(problems)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Việt Nam\n".encode(), "Việt Nam\n"),
        ("\ufeffViệt Nam".encode(), "Việt Nam"),
        ("một\r\nhai\r\n".encode(), "một\nhai\n"),
        ("một\rhai\r".encode(), "một\nhai\n"),
        (unicodedata.normalize("NFD", "Tọa đàm ở Huế").encode(), "Tọa đàm ở Huế"),
        ("tab\tđược".encode(), "tab\tđược"),
        ("emoji 🎉 và chữ Hán 漢".encode(), "emoji 🎉 và chữ Hán 漢"),
    ],
)
def test_clean_text(data: bytes, text: str) -> None:
    """Any UTF-8 is read: with or without a mark at its beginning, with any line ends, composed or decomposed."""
    assert read(data) == (text, "")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "a.md:1:1: the file is empty -> write the story or delete the file"),
        (b" \n\t\n", "a.md:1:1: the file is empty -> write the story or delete the file"),
        ("Café".encode("latin-1"), f"a.md:1:4: byte 0xE9 is not UTF-8 -> {UTF8}"),
        ("tốt\r\ntốt ".encode() + b"\xff", f"a.md:2:5: byte 0xFF is not UTF-8 -> {UTF8}"),
        ("Việt".encode("utf-16"), f"a.md:1:1: byte 0xFF is not UTF-8 -> {UTF8}"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", f"a.md:1:1: byte 0xFF is not UTF-8 -> {UTF8}"),
        (b"x" * (SIZE_LIMIT + 1), "a.md:1:1: the text has a size of 1.0 MB, at most 1 MB is allowed -> split it up"),
    ],
)
def test_unreadable(data: bytes, told: str) -> None:
    """What can't be read at all gives no text and one message with the place of the first wrong byte."""
    assert read(data) == (None, told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("trước\x00sau", "a.md:1:6: control character U+0000 -> delete it"),
        ("a\nb\x0bc", "a.md:2:2: control character U+000B -> delete it"),
        ("a\x85b", "a.md:1:2: control character U+0085 -> delete it"),
        ("a\u2028b", "a.md:1:2: control character U+2028 -> delete it"),
        ("a\ufeffb", "a.md:1:2: control character U+FEFF -> delete it"),
        ("Bài \u202enouht", "a.md:1:5: bidi control U+202E turns the direction of the text -> delete it"),
        ("x\u2066y", "a.md:1:2: bidi control U+2066 turns the direction of the text -> delete it"),
        ("H\ufffd Nội", "a.md:1:2: U+FFFD stands where a letter was lost -> write the letter again"),
        (
            "Đầu.\n\n<<<<<<< HEAD\nTôi.\n=======\nBạn.\n>>>>>>> khac\n",
            "a.md:3:1: a merge conflict was left in the text (<<<<<<<)"
            " -> keep one version and delete the lines <<<<<<<, ======= and >>>>>>>",
        ),
        (
            "a\n>>>>>>> khac\n",
            "a.md:2:1: a merge conflict was left in the text (>>>>>>>)"
            " -> keep one version and delete the lines <<<<<<<, ======= and >>>>>>>",
        ),
    ],
)
def test_what_must_not_be_there(text: str, told: str) -> None:
    """Control and direction signs, lost letters and left-overs of a merge are told with line and column."""
    assert read(text)[1] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Viá»‡t Nam", f"a.md:1:3: mojibake: “á»‡” is “ệ” encoded twice (double UTF-8) -> {PASTE}"),
        ("vÃ\u00a0 há»£p tÃ¡c", f"a.md:1:2: mojibake: “Ã\u00a0” is “à” encoded twice (double UTF-8) -> {PASTE}"),
        ("20Â°C", f"a.md:1:3: mojibake: “Â°” is “°” encoded twice (double UTF-8) -> {PASTE}"),
        ("â€œÄoÃ n káº¿tâ€", f"a.md:1:1: mojibake: “â€œÄ” is ““” encoded twice (double UTF-8) -> {PASTE}"),
        ("THá»¦ Ä\u0090Ã”", f"a.md:1:3: mojibake: “á»¦” is “Ủ” encoded twice (double UTF-8) -> {PASTE}"),
    ],
)
def test_mojibake(text: str, told: str) -> None:
    """UTF-8 that was read as Windows-1252 and saved again is told once, with what it was before."""
    assert told in read(text)[1]
    assert read(text)[1].count("mojibake") == 1


@pytest.mark.parametrize("letter", "ÀÃÉÌÔÚÝàâêíõùĂăĐđĨĩŨũƠơƯưẠạẾếỜờỰựỹ–—‘“”…•«»°")
def test_every_letter_encoded_twice(letter: str) -> None:
    """No letter of Vietnamese is overlooked, whichever bytes it is made of."""
    twice = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in letter.encode())
    assert f"“{twice}” is “{letter}” encoded twice" in read(f"a {twice}b")[1]


@pytest.mark.parametrize(
    "text",
    [
        "Biển báo “CHÚ Ý” và chữ “CÓ”, “ĐÃ”, ‘Ô’, «CHÚ Ý».",
        "Thế à”…, ô…, rồi é”… và ê–â–ô.",
        "Pháp: « Â » ; Bồ Đào Nha: São Tomé, Coração; Đức: Grüße.",
        "ÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý",
        "ôôôôôôôôôô ââââ êêê",
    ],
)
def test_no_mojibake(text: str) -> None:
    """Vietnamese, French, Portuguese and German letters beside quotation marks are what they seem."""
    assert read(text)[1] == ""


def test_much_of_one_letter() -> None:
    """A long row of one accented letter is read in no time: the check does not try every part of it."""
    assert read("â" * 300_000)[1] == ""


def test_tcvn3() -> None:
    """Text in the old TCVN3 encoding, which is valid Unicode by chance, is told."""
    old = "Nh©n d©n hai n­íc ViÖt Nam vµ Lµo ®oµn kÕt, gióp ®ì lÉn nhau"
    assert read(old)[1] == f"a.md:1:2: {CONVERT}"


@pytest.mark.parametrize(
    "text", ["Foo® Bar® Baz® are sold.", "© Reuters, © AFP, Kodak© Sony©", "m² · kg · s · mol · K · A"]
)
def test_no_tcvn3(text: str) -> None:
    """Trade marks, copyright signs and units in a text are not TCVN3."""
    assert read(text)[1] == ""
