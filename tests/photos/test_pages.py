"""Pictures on the pages of a bulletin, and what an editor is told of bad ones."""

import hashlib
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from plugins.photos.mentions import read_focus
from tests.building import Site, text
from tests.conftest import Bulletin, MakeSite
from tests.photos import samples

COVER = """{file: anh.jpg, alt: Bàn tròn, credit: "Ảnh: Tuấn Việt"}"""
BODY = '![Hàng cây](hang-cay.jpg "Đường làng. (Ảnh: Mai Anh)")'
SMALL = {"widths": (80, 160), "thumbnail_widths": (60, 120)}


def story(**fields: str) -> str:
    return text("2025/07/a/vi", f"Một đoạn.\n\n{BODY}", cover=COVER, **fields) + (
        "-- news/2025/07/a/anh.jpg --\n160x90\n-- news/2025/07/a/hang-cay.jpg --\n120x80\n"
    )


def test_lead_photo_is_fetched_first_and_body_photos_late(bulletin: Bulletin) -> None:
    """Preload and high priority above, lazy below; all kinds and widths; width and height keep the place."""
    page = bulletin(story(), PHOTOS=SMALL).page("/2025/07/a/")
    cover, photo = page.select_one("figure.cover picture"), page.select_one(".body figure.photo picture")
    assert cover and photo
    assert [one["type"] for one in cover.select("source")] == ["image/avif", "image/webp"]
    lead, late = cover.select_one("img"), photo.select_one("img")
    assert lead and late
    assert (lead["fetchpriority"], lead.get("loading"), late["loading"]) == ("high", None, "lazy")
    assert [(one["width"], one["height"], one["alt"]) for one in (lead, late)] == [
        ("160", "90", "Bàn tròn"),
        ("120", "80", "Hàng cây"),
    ]
    assert [entry.split()[1] for entry in str(lead["srcset"]).split(", ")] == ["80w", "160w"]
    preload = page.select_one('link[rel="preload"]')
    source = cover.select_one("source")
    assert preload and source
    assert (preload["imagesrcset"], preload["imagesizes"]) == (source["srcset"], source["sizes"])


def test_focus_says_where_thumbnails_are_cut(bulletin: Bulletin) -> None:
    """The card's picture is cut around the stated place; the article's own picture is whole."""
    left = bulletin(story(), PHOTOS=SMALL).one("/chuyen-muc/huu-nghi/", ".thumbnail")
    right = bulletin(story().replace("anh.jpg,", "anh.jpg, focus: 90% 50%,"), PHOTOS=SMALL)
    cut = right.one("/chuyen-muc/huu-nghi/", ".thumbnail")
    assert left["src"] != cut["src"]
    assert (cut["width"], cut["height"]) == ("120", "80")
    assert read_focus("90% 50%") == (0.9, 0.5)


def test_focus_that_is_no_place_is_told(bulletin: Bulletin) -> None:
    """With the form to write."""
    built = bulletin(story().replace("anh.jpg,", "anh.jpg, focus: trái,"))
    assert built.problems == (
        "content/news/2025/07/a/index.vi.md:6:31: 'focus': 'trái' is no place in a picture"
        " -> write how far from the left and from the top the main thing stands: focus: 30% 40%"
    )


def test_social_card_of_every_article(bulletin: Bulletin) -> None:
    """1200 × 630 as the head says, with the headline as its text; also where there is no picture."""
    built = bulletin(story() + text("2025/07/b/vi"), PHOTOS=SMALL)
    for name, form in (("a", "JPEG"), ("b", "PNG")):
        page = built.page(f"/2025/07/{name}/")
        facts = {str(one["property"]): str(one["content"]) for one in page.select('meta[property^="og:image"]')}
        assert (facts["og:image:width"], facts["og:image:height"]) == ("1200", "630")
        assert facts["og:image:alt"] == f"Tít {name}"
        path = facts["og:image"].partition("8000")[2]
        image = Image.open(io.BytesIO((built.output / path.lstrip("/")).read_bytes()))
        assert (image.size, image.format) == ((1200, 630), form)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"<html>", "not an image: cannot identify the type of the file -> save it as JPEG, PNG, WebP or GIF"),
        (
            samples.bomb(),
            "the picture is too large: too many pixels -> save it with at most 4000 pixels on the long side",
        ),
    ],
)
def test_bad_picture_is_told_with_its_file(site: MakeSite, data: bytes, problem: str) -> None:
    """Path, what is wrong, what to do; nothing is published."""
    one: Site = site(story())
    (one.content / "news/2025/07/a/anh.jpg").write_bytes(data)
    built = one.build()
    assert built.problems == f"content/news/2025/07/a/anh.jpg:1:1: {problem}"
    assert (built.code, built.output.exists()) == (1, False)


def test_nothing_but_named_pictures_is_published(site: MakeSite) -> None:
    """A file beside the text that no text names stays at home, and so do all originals."""
    one: Site = site(story(), PHOTOS=SMALL)
    folder = one.content / "news/2025/07/a"
    (folder / "anh.jpg").write_bytes(samples.with_metadata(size=(160, 90)))
    (folder / "rieng-tu.jpg").write_bytes(samples.with_metadata())
    published = one.build().snapshot()
    assert not any("rieng-tu" in name for name in published)
    assert not any(samples.CANARY.encode() in data for data in published.values())


def test_a_picture_is_not_read_for_its_digest_again(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a build is made from is hashed before it starts: where all prints are kept no original is opened."""
    one: Site = site(story(), PHOTOS=SMALL)
    first = one.build().snapshot()
    one.write(text("2025/07/b/vi"))
    opened: list[Path] = []

    def noting(plain: Callable[..., Any]) -> Callable[..., Any]:
        def note(path: Path, *words: Any, **named: Any) -> Any:
            opened.append(path)
            return plain(path, *words, **named)

        return note

    monkeypatch.setattr(Path, "read_bytes", noting(Path.read_bytes))
    monkeypatch.setattr(Path, "open", noting(Path.open))
    again = one.build().snapshot()
    assert {name for name in first if "photos/" in name} <= {*again}
    assert not [path for path in opened if path.parent == one.content / "news/2025/07/a" and path.suffix == ".jpg"]


def test_a_print_altered_in_the_live_folder_is_made_again(site: MakeSite) -> None:
    """It is the store's file under another name; size and time tell the live one, its hash the kept one."""
    one = site(story(), PHOTOS=SMALL)
    before = one.build().snapshot()
    kept = {path.stat().st_ino: path for path in (one.folder / ".cache/photos/files").glob("*/*")}
    prints = sorted((one.output / "photos").glob("*/*"))
    assert prints and all(path.stat().st_ino in kept for path in prints)
    assert "nothing changed" in one.build().said
    altered = kept[prints[0].stat().st_ino]
    with prints[0].open("r+b") as file:
        file.write(b"?")
    assert hashlib.sha256(altered.read_bytes()).hexdigest() != altered.name
    built = one.build()
    assert (built.code, built.snapshot()) == (0, before)
    assert hashlib.sha256(altered.read_bytes()).hexdigest() == altered.name
