"""Log formats: blocks of whole lines as hits. Text formats of nginx, Apache and CloudFront; JSON in json_formats.py."""

import calendar
import re
from typing import Protocol
from urllib.parse import unquote_to_bytes

Hit = tuple[bytes, bytes, bytes, bytes, bytes]
"""(address, moment as written, request, size, agent); the request is ``GET /a/ HTTP/1.1" 200``, in one piece because
most lines are known by it at once. A prefetch has the method PREFETCH."""

PREFETCH = b"PREFETCH"
_FEW = 4_000
_MONTHS = {name.encode(): number for number, name in enumerate(calendar.month_abbr) if name}
_FAST = rb'\S+ \S+ \[([^\]\n]{26})\] "([A-Z]+ [^"\\\n]+" \d{3}) (\S+) "[^"\\\n]*" "([^"\\\n]*)"[^\n]*$'
_SLOW = (
    rb'[^"\[\n]*\[([^\]\n]{26})\] "([A-Z]+ (?:[^"\\\n]|\\.)+" \d{3}) (\S+)'
    rb' "(?:[^"\\\n]|\\.)*" "((?:[^"\\\n]|\\.)*)"[^\n]*$'
)


def request(method: bytes, target: bytes, status: bytes) -> bytes:
    """The three in the one piece a hit has."""
    return method + b" " + target + b' " ' + status


def parts(piece: bytes) -> tuple[bytes, bytes, bytes]:
    """Method, target and status of a hit's request."""
    line, _, status = piece.rpartition(b'"')
    method, _, rest = line.partition(b" ")
    return method, rest.strip().partition(b" ")[0], status.strip()


class Format(Protocol):
    """One form of log."""

    name: str

    def parse(self, block: bytes) -> tuple[list[Hit], int]:
        """The hits of whole lines, and how many lines are none."""

    def moment(self, stamp: bytes) -> int | None:
        """Seconds since 1970 for a moment as written, or nothing where there is no such moment."""


class Combined:
    """``ip - user [21/Nov/2026:18:42:27 +0700] "GET /a/ HTTP/1.1" 200 16 "referrer" "agent"``, as nginx and Apache write."""

    name = "combined"
    _before = rb""

    def __init__(self) -> None:
        self._fast = re.compile(rb"(?m)^" + self._before + rb"(\S+) " + _FAST)
        self._slow = re.compile(self._before + rb"(\S+) " + _SLOW)
        self._minutes: dict[bytes, int | None] = {}

    def parse(self, block: bytes) -> tuple[list[Hit], int]:
        hits: list[Hit] = self._fast.findall(block)
        lines = block.count(b"\n") + (not block.endswith(b"\n"))
        return (hits, 0) if len(hits) == lines else self._slowly(block)

    def _slowly(self, block: bytes) -> tuple[list[Hit], int]:
        """Line by line, where quotes are escaped or lines are broken."""
        hits, junk = [], 0
        for line in block.splitlines():
            found = self._fast.match(line) or self._slow.match(line)
            if found:
                hits.append(tuple(group or b"" for group in found.groups()))
            elif line.strip():
                junk += 1
        return hits, junk  # type: ignore[return-value]

    def moment(self, stamp: bytes) -> int | None:
        minute = stamp[:17] + stamp[20:]
        if minute not in self._minutes:
            if len(self._minutes) > _FEW:
                self._minutes.clear()
            self._minutes[minute] = _minute_start(stamp)
        start, second = self._minutes[minute], stamp[18:20]
        return start + int(second) if start is not None and second.isdigit() and second <= b"60" else None


class VhostCombined(Combined):
    """The same with the site before it, as Apache's vhost_combined: ``example.vn:443 ip - user …``."""

    name = "vhost-combined"
    _before = rb"\S+ "


def _minute_start(stamp: bytes) -> int | None:
    """The beginning of the minute of ``21/Nov/2026:18:42:27 +0700`` in seconds since 1970."""
    try:
        day, month, year = int(stamp[:2]), _MONTHS[stamp[3:6]], int(stamp[7:11])
        hour, minute = int(stamp[12:14]), int(stamp[15:17])
        offset = int(stamp[22:24]) * 3600 + int(stamp[24:26]) * 60
        if not (1 <= day <= calendar.monthrange(year, month)[1] and year >= 1990 and hour < 24 and minute < 60):
            return None
    except (KeyError, ValueError):
        return None
    start = calendar.timegm((year, month, day, hour, minute, 0))
    return start + offset if stamp[21:22] == b"-" else start - offset


class CloudFront:
    """Tab-separated standard logs of CloudFront; the line ``#Fields:`` names the columns. Moments are UTC."""

    name = "cloudfront"
    _columns = (b"c-ip", b"date", b"time", b"cs-method", b"cs-uri-stem", b"sc-status", b"sc-bytes", b"cs(User-Agent)")

    def __init__(self) -> None:
        self._fields: list[int] = []
        self._query = self._request = -1

    def parse(self, block: bytes) -> tuple[list[Hit], int]:
        hits, junk = [], 0
        for line in block.splitlines():
            if line.startswith(b"#"):
                self._header(line)
                continue
            hit = self._hit(line.split(b"\t")) if self._fields else None
            if hit:
                hits.append(hit)
            elif line.strip():
                junk += 1
        return hits, junk

    def _header(self, line: bytes) -> None:
        names = line.split()[1:]
        if line.startswith(b"#Fields:") and all(name in names for name in self._columns):
            self._fields = [names.index(name) for name in self._columns]
            self._query, self._request = (
                names.index(name) if name in names else -1 for name in (b"cs-uri-query", b"x-edge-request-id")
            )

    def _hit(self, cells: list[bytes]) -> Hit | None:
        if len(cells) <= max(*self._fields, self._query, self._request):
            return None
        ip, day, time, method, target, status, size, agent = (cells[place] for place in self._fields)
        query = cells[self._query] if self._query >= 0 else b"-"
        if not status.isdigit() or not target.startswith(b"/"):
            return None
        size += b" " + cells[self._request] if self._request >= 0 else b""  # tells lines of several edges apart
        target = target if query == b"-" else target + b"?" + query
        agent = unquote_to_bytes(unquote_to_bytes(agent))
        return ip, day + b" " + time, request(method, target, status), size, agent

    def moment(self, stamp: bytes) -> int | None:
        try:
            day, _, time = stamp.decode("ascii").partition(" ")
            year, month, date = map(int, day.split("-"))
            hour, minute, second = map(int, time.split(":"))
            if not 1 <= date <= calendar.monthrange(year, month)[1] or not (hour < 24 and minute < 60 and second < 61):
                return None
        except ValueError:
            return None
        return calendar.timegm((year, month, date, hour, minute, second))
