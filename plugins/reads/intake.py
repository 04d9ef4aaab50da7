"""Intake: files, patterns and standard input as blocks of whole lines, plain or gzip, with bounded memory."""

import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from plugins.newsroom.problem import Mark, Problem

from .formats import CloudFront, Combined, Format, VhostCombined
from .json_formats import Caddy, NginxJson

BLOCK = 1 << 18
"""Bytes read at once."""
LONGEST = 1 << 16
"""Bytes of the longest line that is looked at."""
_FORMATS = (Combined, VhostCombined, Caddy, NginxJson, CloudFront)


@dataclass(slots=True)
class Log:
    """One input: the name it is told by, its size in bytes (0 if not known), and what went wrong at its end."""

    name: str
    path: Path | None
    size: int = 0
    fault: str = ""
    long_lines: int = 0

    def blocks(self) -> Iterator[tuple[bytes, int]]:
        """Whole lines, and the bytes of the file read so far. A line longer than LONGEST is left out."""
        with self.path.open("rb") if self.path else nullcontext(cast(io.BufferedReader, sys.stdin.buffer)) as raw:
            packed = raw.peek(2)[:2] == b"\x1f\x8b"
            for block in self._whole_lines(self._unpacked(raw) if packed else self._chunks(raw)):
                yield block, raw.tell() if self.path else 0

    def _whole_lines(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        rest, skipping = b"", False
        for chunk in chunks:
            head, newline, tail = chunk.rpartition(b"\n")
            if not newline:
                rest, skipping = (b"", True) if skipping or len(rest) + len(tail) > LONGEST else (rest + tail, False)
                continue
            if skipping:
                head = head.partition(b"\n")[2]
                self.long_lines += 1
            block = b"" if skipping and not head else rest + head + newline
            if block:
                yield block
            rest, skipping = tail, False
        if skipping:
            self.long_lines += 1
        elif rest:
            yield rest

    def _chunks(self, stream: BinaryIO) -> Iterator[bytes]:
        try:
            while chunk := stream.read(BLOCK):
                yield chunk
        except OSError as error:
            self.fault = f"can't be read to its end: {error.strerror}"

    def _unpacked(self, stream: BinaryIO) -> Iterator[bytes]:
        """What a gzip file holds, as far as it goes, one member after the other."""
        engine = zlib.decompressobj(wbits=31)
        try:
            for chunk in self._chunks(stream):
                rest = chunk
                while rest:
                    if engine.eof:
                        engine = zlib.decompressobj(wbits=31)
                    if data := engine.decompress(rest, BLOCK):
                        yield data
                    rest = engine.unused_data.lstrip(b"\0") if engine.eof else engine.unconsumed_tail
        except zlib.error:
            self.fault = "the compressed file is broken"
        if not engine.eof:
            self.fault = self.fault or "the compressed file ends in the middle"


def find_logs(words: list[str], problems: list[Problem]) -> list[Log]:
    """The logs named by files, patterns (``/var/log/nginx/access.log*``) and ``-``; those not there are told."""
    logs: dict[str, Log] = {}
    for word in words:
        if word == "-":
            logs["-"] = Log("standard input", None)
            continue
        names = [word] if Path(word).exists() else sorted(map(str, Path(word).parent.glob(Path(word).name or "?")))
        if not names:
            problems.append(Problem(Mark(word), "no-file", "there is no such file", "look for a slip in the name"))
        for name in names:
            path = Path(name)
            if path.is_dir():
                what = "is a folder"
                problems.append(Problem(Mark(name), "folder", what, f"name the files in it: {name}/*"))
            else:
                logs[str(path.resolve())] = Log(name, path, path.stat().st_size)
    return list(logs.values())


def recognise(block: bytes, name: str, problems: list[Problem]) -> Format | None:
    """The format most lines of the first block have; a file of no known format is refused with its first line."""
    part = block[: LONGEST * 2].rpartition(b"\n")[0] or block
    best, most = None, 0
    for kind in _FORMATS:
        one: Format = kind()
        hits, _ = one.parse(part)
        count = sum(1 for hit in hits[:500] if one.moment(hit[1]) is not None)
        if count > most:
            best, most = kind, count
    if best is None:
        line = 1 + next((n for n, text in enumerate(part.split(b"\n")) if text.strip()), 0)
        known = "combined or vhost-combined (nginx, Apache), JSON (nginx, Caddy), CloudFront"
        what = f"this is no log of a web server: “{_shown(part)}”"
        problems.append(Problem(Mark(name, line), "format", what, f"feed a log in one of these forms: {known}"))
        return None
    return best()


def _shown(block: bytes) -> str:
    text = block.lstrip().split(b"\n")[0][:40].decode("utf-8", "replace")
    return "".join(c if c.isprintable() else "?" for c in text)
