"""Darkroom: one picture file opened with every care: upright, sRGB, and nothing of it left but its pixels."""

import io
import struct
import warnings
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_LONG_SIDE = "save it with at most 4000 pixels on the long side"
_FLAT_COLOURS = 6000
"""A drawing has fewer colours than this among the pixels of a small copy; a photo has more."""


class BadPicture(ValueError):
    """The file can't be published; ``mend`` says what to do."""

    def __init__(self, message: str, mend: str) -> None:
        super().__init__(message)
        self.mend = mend


@dataclass(frozen=True, slots=True)
class Negative:
    """A clean picture: RGB, or RGBA where it has see-through parts; ``drawing`` has few colours and sharp edges."""

    image: Image.Image
    drawing: bool


def develop(data: bytes, max_pixels: int, widest: int) -> Negative:
    """The picture in ``data``; raises BadPicture. A JPEG much wider than ``widest`` is decoded smaller, to save memory."""
    image = _open(data, max_pixels, widest)
    flat = image.format in ("PNG", "GIF")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            upright = ImageOps.exif_transpose(image)
    except (OSError, SyntaxError, ValueError, TypeError, struct.error, ZeroDivisionError):
        upright = image  # The EXIF block is broken; without it the pixels lie as they were stored.
    pixels = _to_srgb(upright)
    clean = Image.new(pixels.mode, pixels.size)
    clean.paste(pixels)
    return Negative(clean, flat and _is_flat(clean))


def _open(data: bytes, max_pixels: int, widest: int) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # a broken EXIF block: the pixels are what counts
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
            if image.width * image.height > max_pixels:
                raise BadPicture(f"the picture is too large: {image.width} × {image.height} pixels", _LONG_SIDE)
            if image.format == "JPEG":
                image.draft(None, (2 * widest, 2 * widest))
            image.load()
    except UnidentifiedImageError as error:
        what = "not an image: cannot identify the type of the file"
        raise BadPicture(what, "save it as JPEG, PNG, WebP or GIF") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadPicture("the picture is too large: too many pixels", _LONG_SIDE) from error
    except (OSError, SyntaxError, ValueError, EOFError, struct.error) as error:
        if isinstance(error, BadPicture):
            raise
        raise BadPicture(f"the picture is broken: {error}", "export it again from the original") from error
    return image


def _to_srgb(image: Image.Image) -> Image.Image:
    """The picture through its colour profile if it has one that fits; 16 bits a pixel become 8."""
    see_through = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda level: level / 256).convert("L")
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "CMYK"):
        try:
            source, target = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            converted = None
        if converted is not None:
            return converted
    return image.convert("RGBA" if see_through else "RGB")


def _is_flat(image: Image.Image) -> bool:
    """Whether the picture is drawn: a copy of every n-th pixel, at most 240 a side, has few colours."""
    copy = image.copy()
    copy.thumbnail((240, 240), Image.Resampling.NEAREST)
    return copy.getcolors(_FLAT_COLOURS) is not None


def cut_out(image: Image.Image, ratio: float, focus: tuple[float, float]) -> Image.Image:
    """The largest part of the form ``ratio`` (width / height) whose middle is as near to ``focus`` (0–1) as it can be.

    A picture that has nearly that form (within 2 %) is given back whole.
    """
    if fits(image.width, image.height, ratio):
        return image
    width = min(image.width, max(1, round(image.height * ratio)))
    height = min(image.height, max(1, round(image.width / ratio)))
    left = min(max(round(image.width * focus[0] - width / 2), 0), image.width - width)
    top = min(max(round(image.height * focus[1] - height / 2), 0), image.height - height)
    return image.crop((left, top, left + width, top + height))


def fits(width: int, height: int, ratio: float, within: float = 0.02) -> bool:
    """Whether a picture of that size has the form, but for a small part of it."""
    return abs(width / height / ratio - 1) < within
