"""Settings of photos: the table PHOTOS of pelicanconf."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PhotoSettings:
    """How pictures are made ready for readers."""

    widths: tuple[int, ...] = (320, 640, 960, 1600)
    """Widths of the prints in pixels, as far as the original allows."""
    thumbnail_widths: tuple[int, ...] = (320, 640, 960)
    """Widths of the cut-out for cards, in pixels; its form is 3 : 2."""
    jpeg_quality: int = 76
    """Quality of the print every browser can show, 1–95."""
    webp_quality: int = 72
    """Quality of the WebP print, 1–100."""
    avif_quality: int = 52
    """Quality of the AVIF print, 1–100."""
    avif_speed: int = 8
    """0–10: 8 takes a quarter of the time of 6, for a tenth more bytes (tests/bench/RESULTS.md)."""
    workers: int = 0
    """Processes that develop pictures at a time; 0: one for each processor core."""
    max_pixels: int = 60_000_000
    """A picture with more pixels is refused before it is decoded."""
    max_bytes: int = 20_000_000
    """A picture file larger than this is refused."""
    max_video_bytes: int = 40_000_000
    """A video file larger than this is refused."""
