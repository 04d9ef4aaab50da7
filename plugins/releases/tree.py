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
from pathlib import Path

from plugins.newsroom.output import Output

from .folders import Folders, Times, places, times_of
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
        times = self._grown(previous, touched, known.files)
        if times is None:
            self._begin(known.files)
            times = times_of(self.stage, places(known.files))
        known.behind = sorted(touched) if self._known.live else []
        return len(touched), Folders(times, self._known.live)

    def _grown(self, previous: Path, touched: set[str], files: Collection[str]) -> Times | None:
        """Advance the release before the live one, if it is there and sound; the times of its folders, or nothing."""
        shutil.rmtree(self.stage, ignore_errors=True)
        times = self._known.behind
        if not times:
            return None
        try:
            previous.rename(self.stage)
            differing = touched.union(self.published.behind)
            self._advance(differing, files)
            changed = places(differing)
            if not differing.issubset(files):  # a file went, and its folder with it perhaps
                below = places(files)
                times = {place: times[place] for place in below & times.keys()}
                changed &= below
            return times | times_of(self.stage, changed)
        except OSError:
            return None  # a file or folder is not where it was said to be

    def _settle(self) -> set[str]:
        """Swap what came out as it was for links to the live files; what is left is touched, as is what goes."""
        touched = self.published.files.keys() - self.fresh.offered.keys()
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
        place_of = {path: place for place, path in enumerate(self.published.files)}
        sizes, times = self.published.sizes[:], self.published.times[:]
        for path in self.fresh.made & touched:
            info = os.stat(f"{self.fresh.folder}/{path}")
            place_of[path] = len(sizes)
            sizes.append(info.st_size)
            times.append(info.st_mtime_ns)
        order = [place_of[path] for path in self.fresh.offered]
        known.files = self.fresh.offered
        known.sizes, known.times = (array("q", map(some.__getitem__, order)) for some in (sizes, times))

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
