"""Spill: numbers that are written once and read later, in a nameless file: in memory they would be half of the ranking."""

import os
from tempfile import TemporaryFile
from typing import Any

import numpy as np
from numpy.typing import NDArray


class Spill:
    """Numbers of one kind, in the order they were added."""

    def __init__(self, kind: type[np.generic]) -> None:
        self._kind: np.dtype[Any] = np.dtype(kind)
        self._file = TemporaryFile()  # noqa: SIM115 (lives as long as what is in it)
        self.count = 0

    def add(self, numbers: NDArray[Any]) -> None:
        """These come next."""
        self._file.write(np.ascontiguousarray(numbers, self._kind).data)
        self.count += len(numbers)

    def part(self, begin: int, end: int) -> NDArray[Any]:
        """The numbers from the one place to before the other."""
        self._file.flush()
        size = self._kind.itemsize
        return np.frombuffer(os.pread(self._file.fileno(), (end - begin) * size, begin * size), self._kind)

    def drain(self) -> NDArray[Any]:
        """All numbers; here they are no more."""
        found = np.empty(self.count, self._kind)
        self._file.seek(0)
        self._file.readinto(found.data)
        self.close()
        return found

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
