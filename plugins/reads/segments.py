"""Segments: a log file is known by what it says, not by its name, so that the same lines are never counted twice.

A segment's id is the hash of its first line without address and agent: renamed, gzipped or fed again it is the same, and
a longer one with the same beginning is the same log, grown. Besides, the first lines and the first line of each ten
minutes are kept as samples, hashed alike: a file that holds samples of another one, from more than one second, overlaps
it. Two readers may well ask for the same thing in one second where a log was cut; that alone is no overlap.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b

from .formats import Hit

FIRST_LINES = 16
_SLOT = 600
Sample = tuple[int, str]
"""(second, hash of the line)."""


def fingerprint(hit: Hit) -> str:
    """A line without address and agent, hashed (64 bits)."""
    return blake2b(b"\0".join(hit[1:4]), digest_size=8).hexdigest()


@dataclass(slots=True)
class Segment:
    """One log as it is read, or as it is remembered."""

    name: str
    id: str = ""
    lines: int = 0
    """Lines that are hits."""
    tail: str = ""
    """Hash of the last of them."""
    since: int = 0
    until: int = 0
    samples: set[Sample] = field(default_factory=set)
    counts: dict[str, dict[str, dict[str, int]]] = field(default_factory=dict)
    """Reads by kind of evidence, hour and text."""
    company: list[str] = field(default_factory=list)
    """Ids of the segments it was counted together with: a reader of several is counted once."""
    met: dict[str, set[Sample]] = field(default_factory=dict)
    """Samples of other segments found in this one."""
    forked: bool = False
    """Whether it begins like a known segment but goes on differently."""
    _slots: set[int] = field(default_factory=set)

    def sampling(self, time: int) -> bool:
        """Whether lines of this second are samples; also notes the time covered."""
        if time < 0:
            return False
        self.since = min(self.since or time, time)
        self.until = max(self.until, time)
        if time // _SLOT not in self._slots:
            self._slots.add(time // _SLOT)
            return True
        return len(self.samples) < FIRST_LINES

    def add(self, hits: list[Hit], known: "Segment | None") -> None:
        """Count the hits of a block; ``known``: the same segment as it was remembered."""
        if not hits:
            return
        self.id = self.id or fingerprint(hits[0])
        place = known.lines - self.lines - 1 if known else -1
        if known and 0 <= place < len(hits):
            self.forked = fingerprint(hits[place]) != known.tail
        self.lines += len(hits)
        self.tail = fingerprint(hits[-1])

    def meets(self, other: "Segment") -> bool:
        """Whether both tell of one day (in Hanoi)."""
        return (
            bool(other.id) and day_of(self.since) <= day_of(other.until) and day_of(other.since) <= day_of(self.until)
        )


def day_of(second: int) -> int:
    """Days in Hanoi since 1970."""
    return (second + 7 * 3600) // 86400


class Watch:
    """Looks out, in every segment, for samples of all others: those remembered and those of this run."""

    def __init__(self, known: Iterable[Segment]) -> None:
        self._wanted: dict[int, dict[str, set[str]]] = {}
        for segment in known:
            for sample in segment.samples:
                self.want(segment.id, *sample)

    def want(self, owner: str, time: int, mark: str) -> None:
        self._wanted.setdefault(time, {}).setdefault(mark, set()).add(owner)

    def wants(self, time: int) -> bool:
        return time in self._wanted

    def look(self, segment: Segment, time: int, hit: Hit) -> None:
        """Take a sample, and see whether others have it too."""
        mark = fingerprint(hit)
        if len(segment.samples) < FIRST_LINES or all(second != time for second, _ in segment.samples):
            segment.samples.add((time, mark))
            self.want(segment.id, time, mark)
        for owner in self._wanted.get(time, {}).get(mark, ()):
            if owner != segment.id:
                segment.met.setdefault(owner, set()).add((time, mark))


def overlap(one: Segment, other: Segment) -> bool:
    """Whether ``one`` holds lines of ``other``: samples of several seconds, or all samples there are."""
    met = one.met.get(other.id, set())
    return len({second for second, _ in met}) > 1 or (bool(met) and met >= other.samples)
