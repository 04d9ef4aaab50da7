"""A picture file becomes clean pixels, or a sentence that says what is wrong with it."""

import io

import pytest
from PIL import Image

from plugins.photos.darkroom import BadPicture, Negative, cut_out, develop
from plugins.photos.prints import make_prints, widths_of
from plugins.photos.settings import PhotoSettings
from plugins.photos.store import Made
from tests.photos import samples

SMALL = PhotoSettings(widths=(80, 160), thumbnail_widths=(60, 120))


def negative(data: bytes) -> Negative:
    return develop(data, SMALL.max_pixels, max(SMALL.widths))


def prints(data: bytes) -> list[Made]:
    return list(make_prints(negative(data), SMALL.widths, SMALL))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_stand_upright(orientation: int) -> None:
    """However the camera was held, the print shows what the photographer saw; no hint to turn it is left."""
    plain = samples.scene((64, 40))
    turns = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    stored = plain.transpose(Image.Transpose(turns[orientation])) if orientation > 1 else plain
    exif = Image.Exif()
    exif[0x0112] = orientation
    image = negative(samples.encode(stored, "JPEG", quality=95, exif=exif.tobytes())).image
    assert image.size == (64, 40)
    red, _, blue = image.getpixel((3, 3))  # type: ignore[misc]
    assert red > 150 > blue


@pytest.mark.parametrize("data", [samples.with_metadata(6), samples.png_with_text(), samples.wide_gamut()])
def test_nothing_but_pixels_leaves_the_house(data: bytes) -> None:
    """No EXIF, XMP, comment, PNG text or colour profile is in any print: no place, camera or name."""
    for one in prints(data):
        assert samples.CANARY.encode() not in one.data
        image = Image.open(io.BytesIO(one.data))
        assert not dict(image.getexif())
        assert not {"exif", "xmp", "comment", "icc_profile", "Author"} & {str(name) for name in image.info}


def test_three_formats_of_each_width() -> None:
    """Each width comes as AVIF, WebP and JPEG, the lighter ones lighter; no print is wider than the original."""
    made = prints(samples.encode(samples.scene((120, 80)), "JPEG"))
    assert [(one.width, one.height, one.suffix) for one in made] == [
        (width, height, suffix) for width, height in ((80, 53), (120, 80)) for suffix in (".avif", ".webp", ".jpg")
    ]
    assert [Image.open(io.BytesIO(one.data)).format for one in made[:3]] == ["AVIF", "WEBP", "JPEG"]
    assert widths_of(5000, (320, 640)) == [320, 640]
    assert widths_of(200, (320, 640)) == [200]


def test_drawings_stay_sharp() -> None:
    """A PNG of few colours stays one; a photo saved as PNG becomes a JPEG; what can be seen through stays so."""
    drawing = samples.encode(Image.new("RGB", (100, 60), "#17324d"), "PNG")
    see_through = samples.encode(Image.new("RGBA", (100, 60), (200, 30, 20, 90)), "PNG")
    assert {one.suffix for one in prints(drawing)} == {".avif", ".webp", ".png"}
    assert {one.suffix for one in prints(samples.encode(samples.scene(), "PNG"))} == {".avif", ".webp", ".jpg"}
    for one in prints(see_through):
        alpha = Image.open(io.BytesIO(one.data)).convert("RGBA").getchannel("A").getpixel((5, 5))
        assert isinstance(alpha, int)
        assert alpha < 120


@pytest.mark.parametrize(
    ("data", "rgb"),
    [(samples.cmyk(), (255, 0, 0)), (samples.sixteen_bits(), (156, 156, 156)), (samples.animated(), (0, 0, 0))],
)
def test_unusual_pictures_are_handled(data: bytes, rgb: tuple[int, int, int]) -> None:
    """CMYK and 16 bits become sRGB of 8 bits; of an animation the first frame is shown."""
    found = negative(data).image.getpixel((1, 1))
    assert isinstance(found, tuple)
    assert all(abs(mine - wanted) < 12 for mine, wanted in zip(found, rgb, strict=True))


def test_a_broken_exif_block_does_no_harm() -> None:
    """The pixels are sound, so the picture is published."""
    assert negative(samples.broken_exif()).image.size == (640, 400)


@pytest.mark.parametrize(
    ("data", "message", "mend"),
    [
        (
            b"<!doctype html><script>alert(1)</script>",
            "not an image: cannot identify the type of the file",
            "save it as JPEG, PNG, WebP or GIF",
        ),
        (b"", "not an image: cannot identify the type of the file", "save it as JPEG, PNG, WebP or GIF"),
        (
            samples.bomb(),
            "the picture is too large: too many pixels",
            "save it with at most 4000 pixels on the long side",
        ),
        (
            samples.bomb(9000, 8000),
            "the picture is too large: 9000 × 8000 pixels",
            "save it with at most 4000 pixels on the long side",
        ),
    ],
)
def test_what_is_no_picture_is_told(data: bytes, message: str, mend: str) -> None:
    """Whole message and cure; a bomb is refused by its header, before a pixel is decoded."""
    with pytest.raises(BadPicture) as caught:
        negative(data)
    assert (str(caught.value), caught.value.mend) == (message, mend)


def test_half_a_picture_is_told() -> None:
    """An upload that broke off is not published with a grey half."""
    whole = samples.encode(samples.scene(), "JPEG")
    with pytest.raises(BadPicture, match=r"the picture is broken: .*truncated"):
        negative(whole[: len(whole) // 2])


@pytest.mark.parametrize(
    ("focus", "left"),
    [((0.0, 0.0), 0), ((1.0, 1.0), 250), ((0.5, 0.5), 125), ((0.3, 0.9), 45)],
)
def test_cut_around_the_focus(focus: tuple[float, float], left: int) -> None:
    """The cut keeps the form, takes the largest part there is, and has the focus in the middle as far as it goes."""
    image = Image.new("L", (400, 100))
    image.putdata([x % 256 for _ in range(100) for x in range(400)])
    part = cut_out(image, 1.5, focus)
    assert part.size == (150, 100)
    assert part.getpixel((0, 0)) == left % 256
