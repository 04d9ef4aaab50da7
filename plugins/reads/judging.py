"""Judging: which records are reads. The rule, in the order it is applied:

1. A fetched mark or beacon is a read. A fetched page is one (kind "asset") if the same visitor fetched an asset of ours
   within ``window`` seconds before or after it; on a day on which the log has marks or beacons, pages are not looked at.
2. Once per visitor (address and agent), text and day (in Hanoi), at the earliest of its moments.
3. Of one network (/24, /48) at most ``max(floor, share * reads of all other networks)`` reads of a text a day count.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate

from plugins.newsroom.reads import hour_slot

from .records import BUCKETS, Record, Records
from .segments import day_of
from .settings import KINDS, ReadsSettings
from .stories import ASSET, BEACON, MARK, PAGE
from .visitors import NETWORK_BITS

_SIGNS = (MARK, BEACON)
_MARK_COUNTS = "page whose mark tells whether it was read"
_BARE = "page without sign of rendering"
Read = tuple[int, int, int]
"""(second, code, segment); the code is ``text * 4 + kind``."""
Subject = tuple[int, int]
"""(code, day)."""


class Judge:
    """Turns the records into counts."""

    def __init__(self, settings: ReadsSettings, names: list[str]) -> None:
        """``names``: of the texts, by number."""
        self.counts: dict[int, dict[str, dict[str, dict[str, int]]]] = {}
        """By segment, kind, hour and text."""
        self.reads: Counter[int] = Counter()
        """Reads by code."""
        self.dropped: Counter[str] = Counter()
        self.visitors: Counter[int] = Counter()
        """Reads by code before networks are capped: the visitors of a text, day by day."""
        self.networks: Counter[int] = Counter()
        """Networks by code, day by day."""
        self.widest: dict[int, tuple[int, int]] = {}
        """By code: the most reads any network had of it on one day before the cap, and all reads of that day."""
        self._settings, self._names = settings, names
        self._hours: dict[int, str] = {}
        self._held: dict[Subject, list[list[Read]]] = {}
        self._within: Counter[Subject] = Counter()

    def judge(self, records: Records, left_out: frozenset[int] = frozenset()) -> None:
        """All records; those of the segments ``left_out`` are copies of others."""
        marked = records.marked_days() if self._settings.evidence == "auto" else set()
        for number in range(BUCKETS):
            part, pages = records.bucket(number, left_out, marked)
            self.dropped[_MARK_COUNTS] += pages
            for network in _runs(part, 64 - NETWORK_BITS):
                if len(network) > 1 or network[0][1] & 3 in _SIGNS:
                    self._network(network)
                else:
                    self.dropped[_BARE] += network[0][1] & 3 == PAGE
        self._let_through()

    def _network(self, records: list[Record]) -> None:
        """The reads of one network: those within the floor count at once, the others wait."""
        subjects: dict[Subject, list[Read]] = {}
        for visitor in _runs(records, 0):
            for subject, read in self._visitor(visitor):
                subjects.setdefault(subject, []).append(read)
        for subject, reads in subjects.items():
            self.visitors[subject[0]] += len(reads)
            self.networks[subject[0]] += 1
            if len(reads) > self._settings.network_floor:
                reads.sort()
                self._held.setdefault(subject, []).append(reads[self._settings.network_floor :])
                del reads[self._settings.network_floor :]
            self._within[subject] += len(reads)
            for read in reads:
                self._count(read)

    def _visitor(self, records: list[Record]) -> Iterator[tuple[Subject, Read]]:
        """What one visitor read, each text once a day. ``records`` are in the order of time."""
        window = self._settings.window
        stays = [(rest >> 32, (rest >> 32) + ((rest & 0xFFFFFFFF) >> 2)) for _, rest, _ in records if rest & 3 == ASSET]
        begins = [first for first, _ in stays]
        latest_ends = list(accumulate((last for _, last in stays), max))
        seen: set[Subject] = set()
        for _, rest, segment in records:
            code, time = rest & 0xFFFFFFFF, rest >> 32
            if code & 3 == ASSET:
                continue
            begun = bisect_right(begins, time + window)
            if code & 3 == PAGE and not (begun and latest_ends[begun - 1] >= time - window):
                self.dropped[_BARE] += 1
                continue
            subject = code, day_of(time)
            if subject in seen:
                self.dropped["same reader, same day"] += 1
                continue
            seen.add(subject)
            yield subject, (time, code, segment)

    def _let_through(self) -> None:
        """Let the reads beyond the floor through where other networks read the text enough."""
        floor, share = self._settings.network_floor, self._settings.network_share
        for subject, networks in self._held.items():
            most = floor + max(map(len, networks))
            self.widest[subject[0]] = max(self.widest.get(subject[0], (0, 0)), (most, self._within[subject]))
            others = self._within[subject] - floor
            allowed = max(floor, int(share * others))
            for reads in networks:
                for read in reads[: allowed - floor]:
                    self._count(read)
                self.dropped["one network too often"] += max(0, len(reads) - (allowed - floor))

    def _count(self, read: Read) -> None:
        time, code, segment = read
        hour = time // 3600
        if hour not in self._hours:
            self._hours[hour] = hour_slot(hour)
        hours = self.counts.setdefault(segment, {}).setdefault(kind_of(code), {})
        texts = hours.setdefault(self._hours[hour], {})
        name = self._names[code >> 2]
        texts[name] = texts.get(name, 0) + 1
        self.reads[code] += 1


def _runs(records: list[Record], shift: int) -> Iterator[list[Record]]:
    """Sorted records cut where the visitor's upper bits change."""
    begin = 0
    for place in range(1, len(records) + 1):
        if place == len(records) or records[place][0] >> shift != records[begin][0] >> shift:
            yield records[begin:place]
            begin = place


def kind_of(code: int) -> str:
    return KINDS[code & 3]
