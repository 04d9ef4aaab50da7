"""Darkroom: one picture file to upright sRGB pictures without metadata, in several widths."""

import hashlib
import io
import json
import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError, __version__

from .settings import PhotoSettings

_RECIPE = 1
"""Raise when the same file should come out otherwise."""
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


class BadPicture(ValueError):
    """The file can't be published; ``mend`` says what to do."""

    def __init__(self, message: str, mend: str) -> None:
        super().__init__(message)
        self.mend = mend


@dataclass(frozen=True, slots=True)
class Print:
    """One ready file: width and height in pixels, and its bytes."""

    width: int
    height: int
    suffix: str
    data: bytes

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.data).hexdigest()[:10]


class Darkroom:
    """Makes prints, and keeps them by the hash of file and recipe; the kept ones are only a help and may be deleted."""

    def __init__(self, settings: PhotoSettings, cache: Path) -> None:
        self.settings = settings
        self.cache = cache
        self._recipe = f"{_RECIPE}:{settings.widths}:{settings.quality}:{__version__}"

    def prints(self, data: bytes) -> tuple[str, list[Print]]:
        """(name, prints) of one picture, narrowest first; the name is the hash of file and recipe. Raises BadPicture."""
        if len(data) > self.settings.max_bytes:
            limit = self.settings.max_bytes // 1_000_000
            raise BadPicture(f"the file is too large ({len(data) / 1e6:.1f} MB)", f"save it smaller than {limit} MB")
        name = hashlib.sha256(self._recipe.encode() + data).hexdigest()[:32]
        kept = self._load(name)
        if kept is None:
            kept = develop(data, self.settings)
            self._keep(name, kept)
        return name, kept

    def _load(self, name: str) -> list[Print] | None:
        """The kept prints, or None where anything about them is not as it was written."""
        try:
            rows = json.loads((self.cache / f"{name}.json").read_text())
            prints = [
                Print(w, h, suffix, (self.cache / f"{name}-{w}{suffix}").read_bytes()) for w, h, suffix, _ in rows
            ]
            sound = all(one.hash == row[3] for one, row in zip(prints, rows, strict=True))
        except (OSError, ValueError, TypeError, IndexError):
            return None
        return prints if sound and prints else None

    def _keep(self, name: str, prints: list[Print]) -> None:
        self.cache.mkdir(parents=True, exist_ok=True)
        for one in prints:
            (self.cache / f"{name}-{one.width}{one.suffix}").write_bytes(one.data)
        rows = [(one.width, one.height, one.suffix, one.hash) for one in prints]
        (self.cache / f"{name}.json").write_text(json.dumps(rows))


def develop(data: bytes, settings: PhotoSettings) -> list[Print]:
    """The prints of the picture: sRGB, upright, no metadata."""
    image = _open(data, settings)
    drawing = image.format in ("PNG", "GIF")
    upright = _to_srgb(ImageOps.exif_transpose(image))
    widths = [width for width in settings.widths if width < upright.width]
    if len(widths) < len(settings.widths):
        widths.append(upright.width)
    prints = []
    for width in widths:
        height = max(1, round(upright.height * width / upright.width))
        resized = upright.resize((width, height), Image.Resampling.LANCZOS) if width != upright.width else upright
        prints.append(_encode(resized, drawing, settings.quality))
    return prints


def _open(data: bytes, settings: PhotoSettings) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
            if image.width * image.height > settings.max_pixels:
                raise BadPicture(
                    f"the picture is too large: {image.width} × {image.height} pixels",
                    "save it with at most 4000 pixels on the long side",
                )
            image.load()
    except UnidentifiedImageError as error:
        raise BadPicture(
            "not an image: cannot identify the type of the file", "save it as JPEG, PNG, WebP or GIF"
        ) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadPicture(
            "the picture is too large: too many pixels", "save it with at most 4000 pixels on the long side"
        ) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        if isinstance(error, BadPicture):
            raise
        raise BadPicture(f"the picture is broken: {error}", "export it again from the original") from error
    return image


def _to_srgb(image: Image.Image) -> Image.Image:
    """The picture as RGB (or RGBA where it has see-through parts), through its colour profile if it has one."""
    see_through = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):
        image = image.point(lambda level: level / 256).convert("L")
    if profile and image.mode in ("RGB", "CMYK"):
        try:
            converted = ImageCms.profileToProfile(
                image, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError):
            converted = None
        if converted is not None:
            return converted
    return image.convert("RGBA" if see_through else "RGB")


def _encode(image: Image.Image, drawing: bool, quality: int) -> Print:
    """PNG with a palette for drawings (sharp letters), JPEG for the rest."""
    clean = Image.new(image.mode, image.size)
    clean.paste(image)
    out = io.BytesIO()
    if drawing or image.mode == "RGBA":
        method = Image.Quantize.FASTOCTREE if image.mode == "RGBA" else Image.Quantize.MEDIANCUT
        clean.quantize(256, method=method).save(out, "PNG", optimize=True)
        return Print(image.width, image.height, ".png", out.getvalue())
    clean.save(out, "JPEG", quality=quality, progressive=True, optimize=True)
    return Print(image.width, image.height, ".jpg", out.getvalue())
