"""Front matter: the reader of our Markdown files, and the one schema of their keys.

Contract: ``settings["EDITIONS"]``, ``settings["NOW"]`` and ``settings["PREVIEW"]`` are set when a build begins, and the
reader for ``.md`` files is ``reader.ManuscriptReader``, whose ``read_story`` gives typed, inherited manuscripts.
"""

from pathlib import Path
from typing import Any

from pelican import signals

from plugins.newsroom.edition import load_editions
from plugins.newsroom.moment import build_moment

from .reader import ManuscriptReader


def set_build(pelican: Any) -> None:
    """Set what is one for the whole build: the editions with their labels, and the moment called now."""
    settings = pelican.settings
    settings["EDITIONS"] = load_editions(Path(settings["THEME"]) / "labels")
    settings["NOW"] = build_moment(settings.get("NOW_OPTION"))
    settings.setdefault("PREVIEW", False)


def set_reader(readers: Any) -> None:
    """Read ``.md`` with our reader instead of Pelican's."""
    readers.reader_classes["md"] = ManuscriptReader
    readers.readers["md"] = ManuscriptReader(readers.settings)


def register() -> None:
    signals.initialized.connect(set_build)
    signals.readers_init.connect(set_reader)
