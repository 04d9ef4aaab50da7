"""Pictures: what was made of a file, as templates know it, under its public addresses."""

from collections.abc import Sequence

from plugins.newsroom.story import Picture, Srcset

from .prints import TYPES
from .store import Kept

_LIGHT = (".avif", ".webp")


def picture_of(name: str, stem: str, kept: Sequence[Kept]) -> tuple[Picture, dict[str, str]]:
    """(picture, hash of the file by its address). The addresses change with file and recipe, so caches never lie."""
    by_suffix: dict[str, Srcset] = {}
    files, weights = {}, {}
    for one in kept:
        url = f"/photos/{name[:12]}/{stem}-{one.width}{one.suffix}"
        by_suffix.setdefault(one.suffix, []).append((one.width, url))
        files[url] = one.digest
        weights[url] = one.weight
    light = [(TYPES[suffix], by_suffix.pop(suffix)) for suffix in _LIGHT if suffix in by_suffix]
    (plain,) = by_suffix.values()
    return Picture(plain[-1][1], kept[-1].width, kept[-1].height, plain, light, weights), files
