"""Photos: the pictures and videos beside a text, checked, made ready, and put where the text names them.

Contract: after this plugin ``article.cover``, ``.video``, ``.thumbnail``, ``.social_card``, ``.photos`` and ``.clips``
are set, pictures in ``article.body.blocks`` are whole elements, and every file a page needs (and no other) is written.
Originals are never published: what goes out is upright sRGB without metadata, as AVIF, WebP and JPEG (or PNG).
Templates get ``picture(picture, alt, sizes, css_class, lazy)`` and ``preload(picture, sizes)``.
"""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican import signals
from pelican.generators import Generator

from plugins.newsroom.bulletin import Bulletin
from plugins.newsroom.output import Output
from plugins.newsroom.revision import revised, reviser
from plugins.newsroom.settings import read_settings
from plugins.newsroom.shelf import DIGEST_SIZE

from .body import fill_body
from .markup import picture_markup, preload_markup
from .pictures import begins_as
from .settings import PhotoSettings
from .store import Files, Store

if TYPE_CHECKING:
    from .album import Album


class PhotosGenerator(Generator):  # type: ignore[misc]
    """Publishes the files of the album, those the live site does not have: prints as links to the store, where that
    can be; never the attached originals, which may be edited in place."""

    album: "Album"
    files: Files
    fetch: Callable[..., Path]

    def generate_output(self, writer: Any) -> None:
        output: Output = self.settings["OUTPUT"]
        for url, (digest, job) in self.album.prints.items():
            output.offer(url.lstrip("/"), _short(digest), partial(self.fetch, self.files, digest, job))
        for url, (digest, file) in self.album.attached.items():
            output.offer(url.lstrip("/"), _short(digest), file.read_bytes)


def _short(digest: str) -> bytes:
    """The hash of a file's content, as long as all other digests are."""
    return bytes.fromhex(digest)[:DIGEST_SIZE]


def fill_album(generators: list[Any]) -> None:
    """Make every picture of every visible article."""
    # Loaded late: a revision makes no pictures and need not wait for Pillow.
    album, workshop = (import_module(f".{name}", __package__) for name in ("album", "workshop"))
    generator = next(one for one in generators if isinstance(one, PhotosGenerator))
    settings = read_settings(PhotoSettings, generator.settings)
    output: Output = generator.settings["OUTPUT"]
    few = generator.context["bulletin"].planned is not None
    store = Store(Path(generator.settings["CACHE_PATH"], "photos").absolute(), output.notes.get("photos"), few)
    output.noted["photos"] = partial(told, output, store)
    generator.files = store.files
    root = Path(generator.settings["PATH"]).absolute().parent
    generator.fetch = workshop.fetch
    generator.album = album.Album(generator.context["bulletin"], root, settings, generator.settings.get("CONTENT_DIGESTS", {}))
    site = generator.settings["JINJA_GLOBALS"]["site"]
    generator.album.fill(partial(workshop.do_all, store=store, settings=settings), site.name)
    fill_bodies(generator.context["bulletin"])


def told(output: Output, store: Store, before: Any) -> dict[str, Any]:
    """What the jobs of all published pictures made; ``before``: as told last time, of stories that are not planned now too."""
    rows = store.told()
    if output.adds:
        jobs = {begins_as(path) for path in output.offered if path.startswith("photos/")}
        rows = {name: row for name, row in (before or {}).items() if name[:12] in jobs} | rows
    return dict(sorted(rows.items()))


def fill_bodies(bulletin: Bulletin) -> None:
    """Have pictures and videos put into the bodies of all articles."""
    for article in bulletin.planned_articles():
        if article.photos or article.clips:
            article.body.finish(partial(fill_body, article, bulletin.editions[article.edition]))


revise = reviser(fill_bodies)


def set_globals(pelican: Any) -> None:
    """Give every template the one markup of pictures."""
    own = {"picture": picture_markup, "preload": preload_markup}
    pelican.settings["JINJA_GLOBALS"] = {**pelican.settings["JINJA_GLOBALS"], **own}


def add_generator(pelican: Any) -> type[PhotosGenerator]:
    return PhotosGenerator


def register() -> None:
    signals.initialized.connect(set_globals)
    signals.get_generators.connect(add_generator)
    signals.all_generators_finalized.connect(fill_album)
    revised.connect(revise)
