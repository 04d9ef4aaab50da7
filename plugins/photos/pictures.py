"""Pictures: what was made of a file, as templates know it, under its public addresses."""

from collections.abc import Sequence

from plugins.newsroom.story import Picture, Srcset

from .store import Kept

TYPES = {".avif": "image/avif", ".webp": "image/webp", ".jpg": "image/jpeg", ".png": "image/png"}
_LIGHT = (".avif", ".webp")


def address_of(name: str, file: str) -> str:
    """Public address of a file made by the job, or with the digest, of this name. All share few folders: each picture in one of
    its own would be a fifth of the folders of a release, which every build looks at."""
    return f"/photos/{name[:2]}/{name[2:12]}-{file}"


def begins_as(path: str) -> str:
    """How the name began that a published path (without its first slash) was made from."""
    _, folder, file = path.split("/")
    return folder + file.partition("-")[0]


def picture_of(name: str, stem: str, kept: Sequence[Kept]) -> tuple[Picture, dict[str, str]]:
    """(picture, hash of the file by its address). The addresses change with file and recipe, so caches never lie."""
    by_suffix: dict[str, Srcset] = {}
    files, weights = {}, {}
    for one in kept:
        url = address_of(name, f"{stem}-{one.width}{one.suffix}")
        by_suffix.setdefault(one.suffix, []).append((one.width, url))
        files[url] = one.digest
        weights[url] = one.weight
    light = [(TYPES[suffix], by_suffix.pop(suffix)) for suffix in _LIGHT if suffix in by_suffix]
    (plain,) = by_suffix.values()
    return Picture(plain[-1][1], kept[-1].width, kept[-1].height, plain, light, weights), files
