"""Records: what is kept of the lines until all are read, 16 bytes each, in bounded memory.

A record is (visitor, moment and code); the lowest two bits of the code are the kind: 0 page, 1 mark, 2 beacon, 3 asset.
Records of one network lie in one of BUCKETS parts, so that each part can be judged alone. Beyond LIMIT bytes they go to
nameless temporary files that vanish with the process.
"""

from array import array
from collections.abc import Iterable
from itertools import pairwise
from tempfile import TemporaryFile
from typing import IO

from .segments import day_of
from .stories import PAGE

SHIFT = 57
"""Bits of a visitor below those that tell its bucket."""
BUCKETS = 1 << 64 - SHIFT
LIMIT = 4 << 20
"""Bytes of records in memory."""
_NEAR = 3600
"""Seconds, more than any window."""
Record = tuple[int, int, int]
"""(visitor, ``seconds << 32 | code``, number of the segment)."""


class Records:
    """All records of a run, in the order of reading inside a bucket."""

    def __init__(self, limit: int = LIMIT) -> None:
        self.buckets = [array("Q") for _ in range(BUCKETS)]
        self._aside = [0] * BUCKETS
        """Numbers (two a record) already in the file of each bucket."""
        self._files: list[IO[bytes] | None] = [None] * BUCKETS
        self._begins: list[list[tuple[int, int]]] = [[] for _ in range(BUCKETS)]
        """Where in each bucket the records of a segment begin: (place, segment)."""
        self._limit = limit

    def begin(self, segment: int) -> None:
        """The records that follow come from this segment."""
        for number, bucket in enumerate(self.buckets):
            self._begins[number].append((self._aside[number] + len(bucket), segment))

    def relieve(self) -> None:
        """Put the records aside where there are many."""
        if sum(map(len, self.buckets)) * 8 < self._limit:
            return
        for number, bucket in enumerate(self.buckets):
            file = self._files[number]
            if file is None:
                self._files[number] = file = TemporaryFile(prefix="reads-")  # noqa: SIM115 (closed by close)
            file.write(bucket)
            self._aside[number] += len(bucket)
            del bucket[:]

    def bucket(self, number: int, left_out: frozenset[int], marked: set[tuple[int, int]]) -> tuple[list[Record], int]:
        """The records of one bucket, sorted, without the segments ``left_out``; and how many pages are not among them
        because their (segment, day) is ``marked``: there marks tell what was read."""
        values, begins = self._values(number)
        found: list[Record] = []
        pages = 0
        for (first, segment), (last, _) in pairwise(begins):
            if segment in left_out:
                continue
            rests: Iterable[int] = values[first + 1 : last : 2]
            pairs = zip(values[first:last:2], rests, strict=True)
            days = {day for one, day in marked if one == segment}
            if days:
                kept = [(v, r, segment) for v, r in pairs if r + 1 & 2 or not _told(r, days)]
                pages += sum(1 for r in rests if r & 3 == PAGE) - sum(1 for _, r, _ in kept if r & 3 == PAGE)
                found.extend(kept)
            else:
                found.extend((v, r, segment) for v, r in pairs)
        found.sort()
        return found, pages

    def _values(self, number: int) -> tuple["array[int]", list[tuple[int, int]]]:
        """The numbers of a bucket, and where its segments begin."""
        values = array("Q")
        file = self._files[number]
        if file is not None:
            file.seek(0)
            values.frombytes(file.read())
        values.extend(self.buckets[number])
        return values, [*self._begins[number], (len(values), -1)]

    def marked_days(self) -> set[tuple[int, int]]:
        """(segment, day) of every mark and beacon."""
        days: set[tuple[int, int]] = set()
        for number in range(BUCKETS):
            values, begins = self._values(number)
            for (first, segment), (last, _) in pairwise(begins):
                times = {rest >> 32 for rest in values[first + 1 : last : 2] if rest + 1 & 2}
                days.update((segment, day_of(time)) for time in times)
        return days

    def close(self) -> None:
        for file in self._files:
            if file is not None:
                file.close()


def _told(rest: int, days: set[int]) -> bool:
    """Whether a page, or an asset with all pages near it, belongs to days that marks tell of."""
    time = rest >> 32
    if rest & 3 == PAGE:
        return day_of(time) in days
    last = time + ((rest & 0xFFFFFFFF) >> 2)
    return day_of(time - _NEAR) in days and day_of(last + _NEAR) in days
