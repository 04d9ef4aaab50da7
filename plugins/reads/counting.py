"""Counting: the loop over all hits of a log, which keeps the few that may tell of a read."""

from collections import Counter

from .formats import PREFETCH, Format, Hit, parts
from .records import SHIFT, Records
from .segments import Segment, Watch
from .settings import ReadsSettings
from .stories import ASSET, BEACON, MARK, NOTHING, PAGE, Places
from .visitors import Visitors

_FEW = 8_000
"""Targets, and stays of visitors, remembered at once."""
_SEEN = (b"200", b"304")
_METHOD, _STATUS, _PREFETCH, _NO_DATE, _ROBOT, _OTHER = -2, -3, -4, -5, -6, -7
_SIGNS = {"auto": (PAGE, ASSET, MARK, BEACON), "asset": (PAGE, ASSET), "mark": (MARK,), "beacon": (BEACON,)}
_WHY = {
    NOTHING: "no article of ours",
    _METHOD: "method",
    _STATUS: "status",
    _PREFETCH: "prefetch",
    _NO_DATE: "date",
    _ROBOT: "declared robot",
    _OTHER: "not the sign reads are counted by",
}


class Counting:
    """Feeds the records, and counts lines by why they were left out."""

    def __init__(self, places: Places, visitors: Visitors, settings: ReadsSettings, latest: int) -> None:
        """``latest``: the last second a line may be of."""
        self.records = Records()
        self._refused = [0] * (len(_WHY) + 1)
        self.lines = 0
        self._places, self._visitors, self._latest = places, visitors, latest
        self._span = settings.window * 2
        self._signs = _SIGNS[settings.evidence]
        self._codes: dict[bytes, int] = {}
        self._stays: dict[int, list[int]] = {}

    def begin(self, number: int) -> None:
        """A new segment begins."""
        self._flush()
        self.records.begin(number)

    def end(self) -> None:
        """All is read."""
        self._flush()

    def take(self, hits: list[Hit], form: Format, segment: Segment, watch: Watch) -> None:
        """The hits of one block. The order of lines makes no difference to what comes out."""
        codes, numbers, buckets, stays = self._codes, self._visitors.numbers, self.records.buckets, self._stays
        refused, span, shift = self._refused, self._span, SHIFT
        before, time, watched = b"", 0, False
        for ip, stamp, request, size, agent in hits:
            if stamp != before:
                before = stamp
                time = self._moment(form, stamp)
                watched = segment.sampling(time) or watch.wants(time)
            if watched:
                watch.look(segment, time, (ip, stamp, request, size, agent))
            code = codes.get(request)
            if code is None:
                code = self._code(request)
            if code < 0 or time < 0:
                refused[code if time >= 0 else _NO_DATE] += 1
                continue
            visitor = numbers.get(ip + b" " + agent)
            if visitor is None:
                visitor = self._visitors.number(ip, agent)
            if not visitor:
                refused[_ROBOT] += 1
            elif code != ASSET:
                bucket = buckets[visitor >> shift]
                bucket.append(visitor)
                bucket.append(time << 32 | code)
            else:
                stay = stays.get(visitor)
                if stay is not None and stay[0] <= time <= stay[1] + span:
                    if time > stay[1]:
                        stay[1] = time
                else:
                    self._asset(visitor, time)
        self.lines += len(hits)
        self.records.relieve()

    def _moment(self, form: Format, stamp: bytes) -> int:
        time = form.moment(stamp)
        return time if time is not None and 0 < time <= self._latest else -1

    def _code(self, request: bytes) -> int:
        if len(self._codes) > _FEW:
            self._codes.clear()
        method, target, status = parts(request)
        code = self._places.code(target)
        seen = status in _SEEN and method == b"GET"
        if code >= 0 and not seen and not _answered(code, method, status):
            code = _PREFETCH if method == PREFETCH else _STATUS if method == b"GET" else _METHOD
        if code >= 0 and (code & 3) not in self._signs:
            code = _OTHER
        self._codes[request] = code
        return code

    @property
    def dropped(self) -> Counter[str]:
        """Lines left out, by why."""
        return Counter({why: self._refused[code] for code, why in _WHY.items() if self._refused[code]})

    def _asset(self, visitor: int, time: int) -> None:
        """Assets of one visitor are kept as stays: from the first to the last where no gap is wider than two windows,
        which proves the same pages as the single moments do."""
        stay = self._stays.get(visitor)
        if stay is not None and stay[0] - self._span <= time <= stay[1] + self._span:
            stay[:] = min(stay[0], time), max(stay[1], time)
            return
        if stay is not None:
            self._keep(visitor, *stay)
        elif len(self._stays) > _FEW:
            self._flush()
        self._stays[visitor] = [time, time]

    def _keep(self, visitor: int, first: int, last: int) -> None:
        bucket = self.records.buckets[visitor >> SHIFT]
        bucket.append(visitor)
        bucket.append(first << 32 | (last - first) << 2 & 0xFFFFFFFF | ASSET)

    def _flush(self) -> None:
        for visitor, (first, last) in self._stays.items():
            self._keep(visitor, first, last)
        self._stays.clear()


def _answered(code: int, method: bytes, status: bytes) -> bool:
    """Marks and beacons may be answered 204; a beacon may be sent as POST."""
    kind = code & 3
    if kind not in (MARK, BEACON) or status not in (*_SEEN, b"204"):
        return False
    return method == b"GET" or (method == b"POST" and kind == BEACON)
