"""Output: the files of a release. What is published already and made from the same things is carried over, not made again."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from .shelf import digest
from .workers import spread


class Output:
    """Collects the files of one build.

    ``published`` maps the paths of the live release to the digests of what they were made from; with it a build writes
    only what differs. Without it (a plain ``pelican`` run, a first build) everything is made and written.
    """

    def __init__(self, folder: Path, published: Mapping[str, bytes] | None = None) -> None:
        self.folder = folder
        self.published = published or {}
        self.on_made: Callable[[int, int], None] = lambda done, total: None
        """Told how many of how many files this process has made; workers make the others meanwhile."""
        self.waiting: list[tuple[str, Callable[[], bytes]]] = []
        self.offered: dict[str, bytes] = {}
        """Digest by path of every file the release has."""
        self.made: set[str] = set()
        """Paths of the files in the folder: all others are carried over from what is published."""
        self._folders: set[str] = set()
        """Folders that are there."""

    def offer(self, path: str, of: bytes, make: Callable[[], bytes]) -> bool:
        """Have the file at ``path`` (relative, with slashes) in the release; True if it has to be made.

        ``of`` is the digest of everything the file is made from; ``make`` is called by ``finish``, perhaps in a worker.
        FileExistsError if two things want one path.
        """
        if path in self.offered:
            raise FileExistsError(f"two things want to be {path}")
        self.offered[path] = of
        if self.published.get(path) == of:
            return False
        self.waiting.append((path, make))
        return True

    def finish(self) -> None:
        """Make what is waiting, on all cores."""
        waiting, self.waiting = self.waiting, []
        self.made.update(path for path, _ in waiting)
        done = 0

        def make(job: tuple[str, Callable[[], bytes]]) -> str:
            nonlocal done
            path, make_it = job
            self.write(path, make_it())
            done += 1
            self.on_made(done, len(waiting))
            return ""

        spread(waiting, make)

    def offer_bytes(self, path: str, data: bytes) -> bool:
        """Have these bytes at ``path``."""
        return self.offer(path, digest(data), lambda: data)

    def adopt(self) -> None:
        """Count as offered what others (stock plugins of Pelican) wrote into the folder by themselves."""
        for folder, _, names in os.walk(self.folder):
            for name in names:
                path = os.path.relpath(os.path.join(folder, name), self.folder).replace(os.sep, "/")
                if path not in self.offered:
                    self.offered[path] = digest(Path(folder, name).read_bytes())
                    self.made.add(path)

    def write(self, path: str, data: bytes) -> None:
        """Write the file; its folder is made if this output has not made it yet."""
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            (self.folder / folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        # Ten thousand times a release: a text costs less than a Path.
        with open(f"{self.folder}{os.sep}{path}", "wb") as file:  # noqa: PTH123
            file.write(data)
