"""Tree: the next release made from the live one and what is new, at the cost of what differs.

The release before the live one is kept; it differs from the live one by few files, so it becomes the next one by
changing just those. Files are shared between releases by hard links and never written in place.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from .manifest import Manifest


def advance(
    stage: Path, has: Manifest, fresh: Path, live: Path, published: Manifest, wanted: Iterable[str]
) -> set[str]:
    """Make ``stage``, which holds the files of ``has``, hold ``wanted``; returns what differs from the live release.

    Each file is taken from ``fresh`` if it was made and is not, byte by byte, what is live; else it is a link to the
    live file. ``published`` tells what is live.
    """
    names = set(wanted)
    for path in has.files.keys() - names:
        (stage / path).unlink()
        _drop_empty(stage, (stage / path).parent)
    touched = published.files.keys() - names
    for path in names:
        new, old, target = fresh / path, live / path, stage / path
        made = new.exists()
        if made and not (path in published.files and _same(new, old)):
            touched.add(path)
            target.parent.mkdir(parents=True, exist_ok=True)
            new.replace(target)
        elif path not in has.files or has.files[path][1:] != published.files[path][1:]:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.unlink(missing_ok=True)
            os.link(old, target)
    return touched


def _same(new: Path, old: Path) -> bool:
    return new.stat().st_size == old.stat().st_size and new.read_bytes() == old.read_bytes()


def _drop_empty(stage: Path, folder: Path) -> None:
    while folder != stage and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
