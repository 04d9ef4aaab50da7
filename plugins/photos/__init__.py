"""Photos: the pictures and videos beside a text, checked, made ready, and put where the text names them.

Contract: after this plugin ``article.cover`` and ``article.video`` are set, pictures in ``article.body.blocks`` have
their addresses, and every file a page needs (and no other) is written. Originals are never published: what goes out is
upright sRGB without metadata.
"""

from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator

from plugins.newsroom.settings import read_settings

from .album import Album
from .darkroom import Darkroom
from .settings import PhotoSettings


class PhotosGenerator(Generator):  # type: ignore[misc]
    """Writes the files of the album."""

    album: Album

    def generate_output(self, writer: Any) -> None:
        for url, data in self.album.files.items():
            path = Path(self.output_path, url.lstrip("/"))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def fill_album(generators: list[Any]) -> None:
    """Look up every picture of every visible article."""
    generator = next(one for one in generators if isinstance(one, PhotosGenerator))
    bulletin = generator.context["bulletin"]
    settings = read_settings(PhotoSettings, generator.settings)
    darkroom = Darkroom(settings, Path(generator.settings["CACHE_PATH"], "photos"))
    generator.album = Album(bulletin, Path(generator.settings["PATH"]).parent, darkroom)
    for article in bulletin.all_articles():
        generator.album.fill(article)


def add_generator(pelican: Any) -> type[PhotosGenerator]:
    return PhotosGenerator


def register() -> None:
    signals.get_generators.connect(add_generator)
    signals.all_generators_finalized.connect(fill_album)
