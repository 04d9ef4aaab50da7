"""Settings of photos: the table PHOTOS of pelicanconf."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PhotoSettings:
    """How pictures are made ready for readers."""

    widths: tuple[int, ...] = (480, 960, 1600)
    """Widths in pixels, as far as the original allows; the widest is also the one without srcset."""
    quality: int = 78
    """JPEG quality, 1–95."""
    max_pixels: int = 60_000_000
    """A picture with more pixels is refused before it is decoded."""
    max_bytes: int = 20_000_000
    """A picture file larger than this is refused."""
    max_video_bytes: int = 40_000_000
    """A video file larger than this is refused."""
