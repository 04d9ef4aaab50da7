"""Pictures as cameras, phones and drawing programs write them, and as they should not be."""

import io
import struct
import zlib
from typing import Any

from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

CANARY = "CANARY-7781"
"""Stands in every kind of metadata of these pictures; it must never be published."""


def scene(size: tuple[int, int] = (640, 400)) -> Image.Image:
    """Something to look at: a red corner top left, a blue one bottom right, noise between."""
    image = Image.merge("RGB", [Image.effect_noise(size, 60) for _ in range(3)])
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, size[0] // 4, size[1] // 4), fill="#d02010")
    pen.rectangle((size[0] * 3 // 4, size[1] * 3 // 4, *size), fill="#1030c0")
    return image


def encode(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def with_metadata(orientation: int = 1, size: tuple[int, int] = (640, 400)) -> bytes:
    """A JPEG with EXIF (maker, artist, place), XMP, IPTC-like comment, and an orientation."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F], exif[0x013B] = f"{CANARY} maker", f"{CANARY} artist"
    exif.get_ifd(0x8825).update({1: "N", 2: (21.0, 1.0, 42.5), 3: "E", 4: (105.0, 50.0, 11.9)})
    data = encode(scene(size), "JPEG", quality=90, exif=exif.tobytes(), comment=CANARY.encode())
    packet = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + CANARY.encode() + b"</x:xmpmeta>"
    return data[:2] + b"\xff\xe1" + struct.pack(">H", len(packet) + 2) + packet + data[2:]


def png_with_text() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", CANARY)
    return encode(scene(), "PNG", pnginfo=info)


def broken_exif() -> bytes:
    return encode(scene(), "JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + b"\x01" * 40)


def sixteen_bits() -> bytes:
    return encode(Image.new("I;16", (64, 48), 40000), "PNG")


def cmyk() -> bytes:
    return encode(Image.new("CMYK", (64, 48), (0, 255, 255, 0)), "JPEG")


def wide_gamut() -> bytes:
    """A JPEG that names a colour profile."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return encode(scene(), "JPEG", icc_profile=profile)


def animated() -> bytes:
    frames = [Image.new("P", (200, 120), shade) for shade in range(4)]
    return encode(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=100)


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of 3.6 thousand million pixels that says so in its first bytes; it holds four rows."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    rows = chunk(b"IDAT", zlib.compress(b"\0" * (1 + width // 8) * 4))
    return b"\x89PNG\r\n\x1a\n" + header + rows + chunk(b"IEND", b"")
