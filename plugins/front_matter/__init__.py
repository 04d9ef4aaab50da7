"""Front matter: the reader of our Markdown files, and the one schema of their keys.

Contract: ``settings["EDITIONS"]``, ``settings["NOW"]`` and ``settings["PREVIEW"]`` are set when a build begins, and the
reader for ``.md`` files is ``reader.ManuscriptReader``, whose ``read_story`` gives typed, inherited manuscripts.
"""

import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import markdown
from pelican import signals

from plugins.newsroom.edition import load_editions
from plugins.newsroom.memory import give_back
from plugins.newsroom.moment import build_moment
from plugins.newsroom.shelf import Shelf, digest

from .reader import ManuscriptReader


def set_build(pelican: Any) -> None:
    """Set what is one for the whole build: the editions with their labels, and the moment called now."""
    settings = pelican.settings
    settings["EDITIONS"] = load_editions(Path(settings["THEME"]) / "labels")
    settings["NOW"] = build_moment(settings.get("NOW_OPTION"))
    # Pelican's own reader adds the extension meta to MARKDOWN, which swallows a first line such as "Note: …". It gets a copy.
    settings["MANUSCRIPT_MARKDOWN"], settings["MARKDOWN"] = settings["MARKDOWN"], deepcopy(settings["MARKDOWN"])
    settings.setdefault("PREVIEW", False)
    settings.setdefault("CONTENT_DIGESTS", {})
    settings.setdefault("REVISED", {})
    settings.setdefault("PLANNED", frozenset())
    kept = Path(settings["CACHE_PATH"], "manuscripts.db")
    settings["MANUSCRIPTS"] = Shelf(kept, _makers(settings), few=_few(settings))


def _few(settings: dict[str, Any]) -> bool:
    """Whether only some of the texts will be read."""
    return bool(settings["REVISED"] or settings["PLANNED"])


def _makers(settings: dict[str, Any]) -> str:
    """Everything but a text's own bytes that its manuscript depends on, as a digest."""
    here = Path(__file__).parents[1]
    code = [path for name in ("newsroom", "front_matter", "body") for path in sorted((here / name).glob("*.py"))]
    labels = sorted(Path(settings["THEME"], "labels").glob("*.po"))
    files = [path.read_bytes() for path in (*code, *labels)]
    return digest(sys.version, markdown.__version__, repr(settings["MANUSCRIPT_MARKDOWN"]), *files).hex()


def forget(generators: list[Any]) -> None:
    """Everything is read: have it on the disk before workers are forked, and no longer in memory."""
    generators[0].settings["MANUSCRIPTS"].forget()
    give_back()


def sweep(pelican: Any) -> None:
    """Forget the manuscripts of texts that are no more, if all that are have been read."""
    shelf: Shelf = pelican.settings["MANUSCRIPTS"]
    if _few(pelican.settings):
        shelf.flush()
    else:
        shelf.sweep()


def set_reader(readers: Any) -> None:
    """Read ``.md`` with our reader instead of Pelican's."""
    readers.reader_classes["md"] = ManuscriptReader


def register() -> None:
    signals.initialized.connect(set_build)
    signals.readers_init.connect(set_reader)
    signals.all_generators_finalized.connect(forget)
    signals.finalized.connect(sweep)
