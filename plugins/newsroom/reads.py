"""Reads: how often each story was read, as committed in content/desk/reads/YYYY-MM.csv.

A row is ``hour_or_day,story,edition,reads``: ``2026-11-21T17`` is the hour from 17:00 in Hanoi, ``2026-11-21`` what was
read that day beyond its hour rows. Every read stands in one row, so rows add up; rows below FEWEST are not kept.
``sources.csv`` beside them tells of each source its evidence and the moment its data reach.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from .edition import CODES
from .moment import ZONE
from .problem import Mark, Problem, warning
from .schema import did_you_mean

HEADER = ("hour_or_day", "story", "edition", "reads")
SOURCES_HEADER = ("source", "evidence", "since", "until")
FEWEST = 3
"""Reads a row must have: a smaller number would tell of single people."""

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])\.csv")
_SLOT = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2})?")
_HOUR = 3600


class Row(NamedTuple):
    """Reads of one text in one hour, or in the rest of one day."""

    slot: str
    story: str
    edition: str
    reads: int

    @property
    def start(self) -> int:
        """First hour, counted from 1970-01-01 00:00 UTC."""
        return hour_number(datetime.fromisoformat(self.slot).replace(tzinfo=ZONE))

    @property
    def hours(self) -> int:
        return 1 if "T" in self.slot else 24


class Source(NamedTuple):
    """Where reads came from: what was taken as a sign of reading, and the time its data cover."""

    name: str
    evidence: str
    """mark, beacon, asset, or external (counted by another program)."""
    since: datetime
    until: datetime


@dataclass(slots=True)
class Ledger:
    """All reads that are committed."""

    rows: list[Row] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)

    def until(self, now: datetime) -> datetime | None:
        """The moment the data reach, never later than ``now``; without sources.csv the end of the newest row."""
        moments = [source.until for source in self.sources]
        moments = moments or [slot_start(row.slot) + timedelta(hours=row.hours) for row in self.rows[-1:]]
        return min(max(moments), now) if moments else None


def hour_number(when: datetime) -> int:
    """Hours since 1970-01-01 00:00 UTC."""
    return int(when.timestamp()) // _HOUR


def slot_start(slot: str) -> datetime:
    return datetime.fromisoformat(slot).replace(tzinfo=ZONE)


def hour_slot(hour: int) -> str:
    """``2026-11-21T17`` for the number of an hour."""
    return datetime.fromtimestamp(hour * _HOUR, ZONE).strftime("%Y-%m-%dT%H")


def read_ledger(folder: Path, problems: list[Problem]) -> Ledger:
    """Everything in ``folder`` (content/desk/reads), rows sorted. Faults are warnings: a bad count must not stop the news."""
    ledger = Ledger()
    seen: dict[tuple[str, str, str], Mark] = {}
    for path in sorted(folder.glob("*.csv")):
        shown = path.relative_to(folder.parents[2]).as_posix() if len(folder.parents) > 2 else path.name
        if path.name == "sources.csv":
            ledger.sources = [source for _, cells in _cells(path, shown, SOURCES_HEADER, problems)
                              for source in _source(cells, shown, problems)]  # fmt: skip
        elif _MONTH.fullmatch(path.name):
            for mark, cells in _cells(path, shown, HEADER, problems):
                row = read_row(mark, cells, path.stem, problems)
                if row is None:
                    continue
                if row[:3] in seen:
                    what = f"{row.slot} {row.story} {row.edition} stands twice (first in line {seen[row[:3]].line})"
                    problems.append(warning(mark, "reads", what, "keep the line with more reads"))
                    continue
                seen[row[:3]] = mark
                ledger.rows.append(row)
        else:
            what = "is no month of reads"
            problems.append(warning(Mark(shown), "reads", what, "call it YYYY-MM.csv or take it away"))
    ledger.rows.sort()
    return ledger


def _cells(
    path: Path, shown: str, header: tuple[str, ...], problems: list[Problem]
) -> Iterator[tuple[Mark, list[str]]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        problems.append(warning(Mark(shown), "reads", f"can't read the file: {error}", "fetch it from git again"))
        return
    if not lines or tuple(lines[0].split(",")) != header:
        mend = f"let it begin with {','.join(header)}"
        problems.append(warning(Mark(shown), "reads", "the first line names other columns", mend))
        return
    for number, line in enumerate(lines[1:], 2):
        mark = Mark(shown, number)
        if line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
            what = "a merge conflict was left here"
            problems.append(warning(mark, "reads", what, "keep the lines of both sides, sorted, without the signs"))
            continue
        cells = next(csv.reader([line]), [])
        if len(cells) == len(header):
            yield mark, cells
        elif cells:
            what = f"{len(cells)} columns instead of {len(header)}"
            problems.append(warning(mark, "reads", what, f"write {','.join(header)}"))


def read_row(mark: Mark, cells: list[str], month: str, problems: list[Problem]) -> Row | None:
    """One row, or nothing after telling what is wrong with it; ``month`` is the file's ``2026-11``, or empty."""
    slot, story, edition, count = cells
    try:
        if not _SLOT.fullmatch(slot):
            raise ValueError(slot)
        slot_start(slot)
    except ValueError:
        what, mend = f"“{slot}” is no hour or day", "write 2026-11-21T17 or 2026-11-21"
    else:
        if not slot.startswith(month):
            what, mend = f"{slot} does not belong to {month}", f"move the line to {slot[:7]}.csv"
        elif edition not in CODES:
            what, mend = f"there is no edition '{edition}'", did_you_mean(edition, CODES)
        elif not (count.isascii() and count.isdigit() and len(count) < 10):
            what, mend = f"“{count}” is no number of reads", "write a whole number"
        elif int(count) < FEWEST:
            what, mend = f"{count} reads tell of single people", f"leave out lines below {FEWEST}"
        else:
            return Row(slot, story, edition, int(count))
    problems.append(warning(mark, "reads", what, mend))
    return None


def _source(cells: list[str], shown: str, problems: list[Problem]) -> Iterator[Source]:
    try:
        since, until = (datetime.fromisoformat(text) for text in cells[2:])
        if since.tzinfo and until.tzinfo:
            yield Source(cells[0], cells[1], since.astimezone(ZONE), until.astimezone(ZONE))
            return
    except ValueError:
        pass
    what = f"source '{cells[0]}' has no exact moments"
    problems.append(warning(Mark(shown), "reads", what, "write them as 2026-11-21T17:42+07:00"))
