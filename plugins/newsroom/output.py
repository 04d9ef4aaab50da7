"""Output: the files of a release. What is published already and made from the same things is carried over, not made again."""

# Paths are texts here, ten thousand times a release: an object would cost more than the system's call.
# ruff: noqa: PTH103

import os
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any
from weakref import finalize

from .shelf import digest
from .workers import spread

Make = Callable[[], bytes | Path]
"""Gives the bytes of a file, or a file that holds them and is never written in place: that gets one more name."""

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
MOST_NAMES = 200
"""Of one file. File systems have limits (NTFS 1,024, ext4 65,000), and three releases may share it at a time."""


class Output:
    """Collects the files of one build.

    ``published`` maps the paths of the live release to the digests of what they were made from; with it a build writes
    only what differs. Without it (a plain ``pelican`` run, a first build) everything is made and written.
    """

    def __init__(
        self, folder: Path, published: Mapping[str, bytes] | None = None, notes: Mapping[str, Any] | None = None
    ) -> None:
        self.folder = folder
        self.published = published or {}
        self.notes = notes or {}
        """What plugins had noted in a site that was built elsewhere, by their names; JSON."""
        self.noted: dict[str, Callable[[Any], Any]] = {}
        """What they have to note, asked for if the site shall tell it; JSON, a function of the content. They are given what was
        noted in the published site, nothing if nothing was."""
        self.adds = False
        """Whether what is not offered stays as it is published."""
        self.adopts = False
        """Whether what others write into the folder is part of the release; then it was empty when the build began."""
        self.on_made: Callable[[int, int], None] = lambda done, total: None
        """Told how many of how many files this process has made; workers make the others meanwhile."""
        self.waiting: dict[str, list[tuple[str, Make]]] = {}
        """Path and maker of each file, by what it is about."""
        self.offered: dict[str, bytes] = {}
        """Digest by path of every file the release has."""
        self.made: set[str] = set()
        """Paths of the files in the folder: all others are carried over from what is published."""
        self._folders: set[str] = set()
        """Folders that are there."""
        self._kind: tuple[int, int, int] | None = None
        """Mode, owner and group of the files written here, as far as that is known."""
        self._root: int | None = None
        """The folder, open: from there on the way to each file is short."""

    def offer(self, path: str, of: bytes, make: Make, about: str = "") -> bool:
        """Have the file at ``path`` (relative, with slashes) in the release; True if it has to be made.

        ``of`` is the digest, ``DIGEST_SIZE`` bytes, of everything the file is made from; ``make`` is called by ``finish``,
        perhaps in a worker.
        Files with the same word in ``about`` are made one after another, so that what they share is fetched once.
        FileExistsError if two things want one path.
        """
        if path in self.offered:
            raise FileExistsError(f"two things want to be {path}")
        self.offered[path] = of
        if self.published.get(path) == of:
            return False
        self.waiting.setdefault(about or path, []).append((path, make))
        return True

    def finish(self) -> None:
        """Make what is waiting, on all cores."""
        if self.adopts:
            self.adopt()  # now only others' files are there: looking for them later costs a look into every folder
        waiting, self.waiting = list(self.waiting.values()), {}
        paths = [path for jobs in waiting for path, _ in jobs]
        self.made.update(paths)
        done = 0

        def make_all(jobs: list[tuple[str, Make]]) -> str:
            nonlocal done
            for path, make in jobs:
                self.write(path, make())
                done += 1
                self.on_made(done, len(paths))
            return ""

        spread(waiting, make_all, len(paths))

    def offer_bytes(self, path: str, data: bytes) -> bool:
        """Have these bytes at ``path``."""
        return self.offer(path, digest(data), lambda: data)

    def offer_alike(self, paths: Iterable[str], data: bytes) -> None:
        """Have these bytes at each of the paths: few files with many names, which cost less."""
        of, numbers, last = digest(data), count(), Path()

        def make(path: str) -> bytes | Path:
            nonlocal last
            if next(numbers) % MOST_NAMES:
                return last
            last = Path(self.folder, path)
            return data

        for path in paths:
            self.offer(path, of, partial(make, path))

    def replace(self, path: str, data: bytes) -> None:
        """Have these bytes at ``path``, whatever was offered there, after all else is made."""
        of = self.offered[path] = digest(data)
        if self.published.get(path) != of:
            self.write(path, data)
            self.made.add(path)

    def forget(self) -> None:
        """Begin again: nothing was offered."""
        self.offered.clear()
        self.waiting.clear()
        self.made.clear()
        self.adds = False

    def carry_over(self, but: Collection[str] = ()) -> None:
        """Have all that is published and was not offered in the release as it is, but for these paths."""
        self.offered = {**self.published, **self.offered}
        for path in but:
            del self.offered[path]
        self.adds = True

    def adopt(self) -> None:
        """Count as offered what others (stock plugins of Pelican) wrote into the folder by themselves."""
        here = len(str(self.folder)) + 1
        for folder, _, names in os.walk(self.folder):
            below = folder[here:].replace(os.sep, "/")
            for name in names:
                path = f"{below}/{name}" if below else name
                if path not in self.offered:
                    self.offered[path] = digest(Path(folder, name).read_bytes())
                    self.made.add(path)

    def write(self, path: str, made: bytes | Path) -> None:
        """Write the file, or link it; its folder is made if this output has not made it yet."""
        self._make_folder(path.rpartition("/")[0])
        try:
            self._place(path, made)
        except FileExistsError:
            # Never written in place: it may be a link to what others keep.
            os.unlink(path, dir_fd=self._root)
            self._place(path, made)

    def _place(self, target: str, made: bytes | Path) -> None:
        if isinstance(made, Path):
            if self._link(made, target):
                return
            made = made.read_bytes()
        # As open(target, "xb") does it, without asking what kind of file was made.
        file = os.open(target, _NEW, 0o666, dir_fd=self._root)
        try:
            rest = memoryview(made)
            while rest:
                rest = rest[os.write(file, rest) :]
            if self._kind is None:
                self._kind = _kind(os.fstat(file))
        finally:
            os.close(file)

    def _link(self, file: Path, target: str) -> bool:
        """Give the file one more name, if it is like one written here and the file system can do it."""
        info = os.lstat(file)
        if _kind(info) != self._kind or info.st_nlink >= MOST_NAMES:
            return False
        try:
            os.link(file, target, dst_dir_fd=self._root)
        except FileExistsError:
            raise
        except OSError:
            return False
        return True

    def _make_folder(self, folder: str) -> None:
        if folder in self._folders:
            return
        self._folders.add(folder)
        if not folder:
            os.makedirs(self.folder, exist_ok=True)
            self._root = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
            finalize(self, os.close, self._root)
            return
        self._make_folder(folder.rpartition("/")[0])
        with suppress(FileExistsError):
            os.mkdir(folder, dir_fd=self._root)


def _kind(info: os.stat_result) -> tuple[int, int, int]:
    return info.st_mode, info.st_uid, info.st_gid
