"""Files beside a text: what is named must be there and be what it says; nothing else is published."""

import os
import unicodedata

import pytest

from tests.building import text
from tests.conftest import Bulletin, MakeSite

A = "content/news/2025/07/a/index.vi.md"
COVER = "{file: a.jpg, alt: Ba người, credit: 'Ảnh: B'}"
VIDEO = "{file: c.mp4, poster: a.jpg}"
HERE = "put it into content/news/2025/07/a/"


@pytest.mark.parametrize(
    ("fields", "body", "told"),
    [
        ({"cover": COVER}, "X.", f"{A}:6:15: there is no file a.jpg beside the text -> {HERE}"),
        ({}, '![Ba người](a.jpg "C. (Ảnh: B)")', f"{A}:7:13: there is no file a.jpg beside the text -> {HERE}"),
        (
            {},
            '![Ba người](/images/a.jpg "C. (Ảnh: B)")',
            f"{A}:7:13: there is no file /images/a.jpg beside the text -> {HERE}",
        ),
        (
            {"cover": "{file: ../b/a.jpg, alt: Ba người, credit: 'Ảnh: B'}"},
            "X.",
            f"{A}:6:8: 'file' is missing in 'cover' -> add file: toa-dam.jpg\n"
            f"{A}:6:15: 'file': '../b/a.jpg' is no file beside the text -> put the file into the story's folder",
        ),
        (
            {"kind": "video", "video": VIDEO},
            "X.",
            f"{A}:7:8: there is no file a.jpg beside the text -> {HERE}\n"
            f"{A}:7:8: there is no file c.mp4 beside the text -> {HERE}",
        ),
    ],
)
def test_missing(bulletin: Bulletin, fields: dict[str, str], body: str, told: str) -> None:
    """A file that is named but not beside the text is told where it is named, with the folder it belongs into."""
    built = bulletin(text("2025/07/a/vi", body, **fields))
    assert (built.problems, built.code) == (told, 1)


def test_spelled_exactly(bulletin: Bulletin) -> None:
    """A name in other capitals is another file: what works on one machine works on all."""
    built = bulletin(text("2025/07/a/vi", cover=COVER) + "-- news/2025/07/a/A.jpg --\n")
    assert built.problems == f"{A}:6:15: there is no file a.jpg beside the text -> {HERE}"


def test_name_written_by_a_mac(bulletin: Bulletin) -> None:
    """A picture whose name a Mac stored in decomposed letters is the one the text names."""
    cover = "{file: tọa-đàm.jpg, alt: Ba người, credit: 'Ảnh: B'}"
    name = unicodedata.normalize("NFD", "tọa-đàm.jpg")
    built = bulletin(text("2025/07/a/vi", cover=cover) + f"-- news/2025/07/a/{name} --\n")
    assert (built.code, built.problems) == (0, "")
    assert built.page("/2025/07/a/").select(".cover img") != []


def test_pipe_is_not_opened(site: MakeSite) -> None:
    """A named pipe beside the text is told, not waited for."""
    one = site(text("2025/07/a/vi", cover=COVER))
    os.mkfifo(one.content / "news/2025/07/a/a.jpg")
    assert one.build().problems == (
        f"content/news/2025/07/a/a.jpg:1:1: is no regular file but a pipe or device -> delete it\n"
        f"{A}:6:15: there is no file a.jpg beside the text -> {HERE}"
    )


def test_link_is_not_followed(site: MakeSite) -> None:
    """A symbolic link beside the text is told, and what it leads to is not published."""
    one = site(text("2025/07/a/vi", cover=COVER))
    (one.folder / "secret.jpg").write_bytes(b"secret")
    (one.content / "news/2025/07/a/a.jpg").symlink_to(one.folder / "secret.jpg")
    assert one.build().problems == (
        "content/news/2025/07/a/a.jpg:1:1: is a symbolic link: it could publish what lies outside"
        f" -> put the file itself here\n{A}:6:15: there is no file a.jpg beside the text -> {HERE}"
    )


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (
            b"<!doctype html><script>",
            "not an image: cannot identify the type of the file -> save it as JPEG, PNG, WebP or GIF",
        ),
        (b"", "not an image: cannot identify the type of the file -> save it as JPEG, PNG, WebP or GIF"),
    ],
)
def test_not_an_image(site: MakeSite, data: bytes, told: str) -> None:
    """A file that only has the name of a picture is told by its own path."""
    one = site(text("2025/07/a/vi", cover=COVER))
    (one.content / "news/2025/07/a/a.jpg").write_bytes(data)
    assert one.build().problems == f"content/news/2025/07/a/a.jpg:1:1: {told}"


def test_not_a_video(site: MakeSite) -> None:
    """A video or captions file is known by its first bytes."""
    one = site(text("2025/07/a/vi", kind="video", video="{file: c.mp4, poster: a.jpg, captions: c.vtt}"))
    one.write("-- news/2025/07/a/a.jpg --\n-- news/2025/07/a/c.vtt --\nno captions\n")
    (one.content / "news/2025/07/a/c.mp4").write_bytes(b"MZ no video at all")
    assert one.build().problems == (
        "content/news/2025/07/a/c.mp4:1:1: c.mp4 is no .mp4 file -> use an MP4, WebM or WebVTT file\n"
        "content/news/2025/07/a/c.vtt:1:1: c.vtt is no .vtt file -> use an MP4, WebM or WebVTT file"
    )


def test_only_what_is_used(bulletin: Bulletin) -> None:
    """A picture that no text names is not published, and of the named ones the original is not."""
    tree = text("2025/07/a/vi", cover=COVER) + "-- news/2025/07/a/a.jpg --\n-- news/2025/07/a/unused.jpg --\n"
    built = bulletin(tree)
    assert not any("unused" in name for name in built.files)
    assert built.code == 0


def test_quotes_of_the_cover(bulletin: Bulletin) -> None:
    """The words of the lead photo are set right as those of photos in the text are."""
    cover = "{file: a.jpg, alt: 'Bảng \"Hà Nội\"', caption: 'Hội thảo \"30 năm\".', credit: 'Ảnh: B'}"
    built = bulletin(text("2025/07/a/vi", cover=cover) + "-- news/2025/07/a/a.jpg --\n")
    assert built.texts("/2025/07/a/", ".cover figcaption") == ["Hội thảo “30 năm”. (Ảnh: B)"]
    assert built.one("/2025/07/a/", ".cover img")["alt"] == "Bảng “Hà Nội”"
