"""Tree: the next release made from the live one and what is new, at the cost of what differs.

The release before the live one is kept; it differs from the live one by few files, so it becomes the next one by
changing just those. Files are shared between releases by hard links and never written in place.
"""

# Paths are texts here: for each of many files an object would cost more than the system's call.
# ruff: noqa: PTH103, PTH108, PTH116, PTH120

import os
import shutil
from array import array
from collections.abc import Collection, Container, Iterable
from contextlib import suppress
from functools import cached_property
from operator import eq
from pathlib import Path

from plugins.newsroom.output import Output

from .columns import Column
from .folders import Folders, places, times_of
from .manifest import Manifest


class NextTree:
    """Makes ``stage`` the next release: what is in ``fresh``, and the rest of what it offers as it is ``live``."""

    def __init__(self, stage: Path, fresh: Output, live: Path, published: Manifest, folders: Folders) -> None:
        """``folders``: what is known of those of the live release and of the one before it."""
        self.stage, self.fresh, self.live, self.published = stage, fresh, live, published
        self._known = folders
        self._folders: set[str] = set()

    def grow(self, previous: Path, known: Manifest) -> tuple[int, Folders]:
        """Make the stage and tell ``known`` its files; the number of files that differ from the live release, and the folders.

        ``previous`` becomes the stage, if it is as it was left; otherwise, or if that turns out to be wrong, the stage is
        made anew, with a link for every file.
        """
        touched = self._settle()
        self._tell_files(known, touched)
        grown = self._grown(previous, touched, known.files)
        if grown is None:
            self._begin(known.files)
            grown = self._known.apart().swapped(times_of(self.stage, places(known.files)))
        known.behind = sorted(touched) if any(self._known.live) else []
        return len(touched), grown

    def _grown(self, previous: Path, touched: set[str], files: Collection[str]) -> Folders | None:
        """Advance the release before the live one, if it is there and sound; what is known of the folders, or nothing."""
        shutil.rmtree(self.stage, ignore_errors=True)
        if not any(self._known.behind):
            return None
        try:
            previous.rename(self.stage)
            differing = touched.union(self.published.behind)
            self._advance(differing, files)
            changed, below = places(differing), None
            if not differing.issubset(files):  # a file went, and its folder with it perhaps
                below = places(files)
                changed &= below
            return self._known.swapped(times_of(self.stage, changed), below)
        except OSError:
            return None  # a file or folder is not where it was said to be

    def _settle(self) -> set[str]:
        """Swap what came out as it was for links to the live files; what is left is touched, as is what goes."""
        touched = set() if self._goes_on else {path for path in self.published.files if path not in self.fresh.offered}
        for path in self.fresh.made:
            new, old = f"{self.fresh.folder}/{path}", f"{self.live}/{path}"
            if path in self.published.files and _same(new, old):
                os.unlink(new)
                os.link(old, new)
            else:
                touched.add(path)
        return touched

    def _tell_files(self, known: Manifest, touched: set[str]) -> None:
        """Tell ``known`` the files: those that are not touched are as they were."""
        known.files = self.fresh.offered
        known.sizes, known.times = self._aligned(self.published.sizes), self._aligned(self.published.times)
        new = self.fresh.made & touched
        for place, path in enumerate(known.files):
            if path in new:
                info = os.stat(f"{self.fresh.folder}/{path}")
                known.sizes[place], known.times[place] = info.st_size, info.st_mtime_ns

    def _aligned(self, column: Column) -> Column:
        """The column in the order of the files now; 0 for new ones."""
        now = self.fresh.offered
        if self._goes_on:
            return column + array("q", bytes(8 * (len(now) - len(column))))
        values = dict(zip(self.published.files, column, strict=True))
        return array("q", [values.get(path, 0) for path in now])

    @cached_property
    def _goes_on(self) -> bool:
        """Whether all published files are still there in their order, new ones behind them."""
        before, now = self.published.files, self.fresh.offered
        return len(before) <= len(now) and all(map(eq, before, now))

    def _advance(self, differing: Iterable[str], files: Container[str]) -> None:
        """Change in the stage just what may differ from ``files``."""
        for path in differing:
            if path in files:
                self._place(path)
            elif os.path.lexists(f"{self.stage}/{path}"):
                os.unlink(f"{self.stage}/{path}")
                _drop_empty(self.stage, (self.stage / path).parent)

    def _begin(self, files: Collection[str]) -> None:
        """A new stage: a link for every file."""
        shutil.rmtree(self.stage, ignore_errors=True)
        if len(self.fresh.made) == len(files):
            self.fresh.folder.rename(self.stage)
            return
        self._folders.clear()
        self.stage.mkdir()
        for path in files:
            self._place(path)

    def _place(self, path: str) -> None:
        """Link one file into the stage, from fresh if it was made, else from the live release."""
        source = self.fresh.folder if path in self.fresh.made else self.live
        target = f"{self.stage}/{path}"
        folder = os.path.dirname(target)
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)
            self._folders.add(folder)
        with suppress(FileNotFoundError):
            os.unlink(target)
        os.link(f"{source}/{path}", target)


def _same(new: str, old: str) -> bool:
    return os.stat(new).st_size == os.stat(old).st_size and Path(new).read_bytes() == Path(old).read_bytes()


def _drop_empty(stage: Path, folder: Path) -> None:
    while folder != stage and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
