"""Prints: one clean picture as files in several widths and three formats."""

import io
from collections.abc import Iterator, Sequence

from PIL import Image, features

from .darkroom import Negative
from .pictures import TYPES
from .settings import PhotoSettings
from .store import Made

RECIPE = f"3:{Image.__name__}{features.version('pil')}:{features.version('avif')}:{features.version('webp')}"
"""Part of the name of everything made here. Raise the number when the same picture should come out otherwise."""
CARD = 2
"""The same of social cards alone."""
_RUN_LENGTHS = 3
"""Z_RLE of zlib."""


def widths_of(width: int, wanted: Sequence[int]) -> list[int]:
    """The wanted widths the picture has; its own where it is narrower than the widest of them."""
    widths = [one for one in wanted if one < width]
    return widths if len(widths) == len(wanted) else [*widths, width]


def make_prints(negative: Negative, wanted: Sequence[int], settings: PhotoSettings) -> Iterator[Made]:
    """AVIF, WebP and JPEG (PNG for drawings and what can be seen through) of each width, the narrowest first."""
    sized: list[Image.Image] = []
    for width in reversed(widths_of(negative.image.width, wanted)):
        larger = sized[-1] if sized else negative.image
        height = max(1, round(negative.image.height * width / negative.image.width))
        same = larger.size == (width, height)
        sized.append(larger if same else larger.resize((width, height), Image.Resampling.LANCZOS))
    flat = negative.drawing or negative.image.mode == "RGBA"
    for image in reversed(sized):
        yield from _drawing(image, settings) if flat else _photo(image, settings)


def _photo(image: Image.Image, settings: PhotoSettings) -> Iterator[Made]:
    # The AVIF encoder writes other bytes for another number of threads: always one.
    avif = {"quality": settings.avif_quality, "speed": settings.avif_speed, "max_threads": 1}
    yield _encode(image, ".avif", **avif)
    yield _encode(image, ".webp", quality=settings.webp_quality, method=4)
    yield _encode(image, ".jpg", quality=settings.jpeg_quality, progressive=True, optimize=True)


def _drawing(image: Image.Image, settings: PhotoSettings) -> Iterator[Made]:
    """Sharp letters: full colour resolution, and a palette where nothing may be lost."""
    method = Image.Quantize.FASTOCTREE if image.mode == "RGBA" else Image.Quantize.MEDIANCUT
    palette = image.quantize(256, method=method)
    quality = max(settings.avif_quality, 68)
    yield _encode(image, ".avif", quality=quality, speed=settings.avif_speed, subsampling="4:4:4", max_threads=1)
    yield _encode(palette.convert(image.mode), ".webp", lossless=True, quality=60, method=3)
    yield _encode(palette, ".png", optimize=True)


def _encode(image: Image.Image, suffix: str, **options: object) -> Made:
    out = io.BytesIO()
    image.save(out, TYPES[suffix].rpartition("/")[2].upper(), **options)
    return Made(image.width, image.height, suffix, out.getvalue())


def make_poster(negative: Negative, settings: PhotoSettings) -> Made:
    """A video's still, at most 960 pixels wide: the attribute ``poster`` offers no choice."""
    picture = negative.image.convert("RGB")
    picture.thumbnail((960, 4 * 960), Image.Resampling.LANCZOS)
    return _encode(picture, ".jpg", quality=settings.jpeg_quality, progressive=True, optimize=True)


def encode_card(image: Image.Image) -> Made:
    """The social card as JPEG, or as PNG where it has few colours: networks that show cards do not read AVIF.

    Run lengths take a third of the time of the best packing, and half the bytes of a JPEG.
    """
    if image.mode == "P":
        return _encode(image, ".png", compress_type=_RUN_LENGTHS)
    return _encode(image, ".jpg", quality=80, progressive=True, optimize=True)
