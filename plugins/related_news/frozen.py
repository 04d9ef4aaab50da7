"""Frozen lists: content/desk/related/YYYY-MM.csv, one line a story, so that a change is one line in a review.

Columns ``story,text,related,section,latest``; stories are separated by ``|``, which no file name has. ``text`` is the
fingerprint of the story's texts when it was frozen: after a substantial edit the line no longer counts.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.newsroom.problem import Mark, Problem

from .lists import Held

COLUMNS = ("story", "text", "related", "section", "latest")
_AGAIN = "run 'python3 tasks.py related --freeze' again and commit the file"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the fingerprint of the texts, and the list."""

    text: str
    held: Held


def read_frozen(folder: Path, shown: str, problems: list[Problem], of: Iterable[str] | None = None) -> dict[str, Line]:
    """The frozen lists by story; ``shown`` is the folder as editors know it. Faults are added to ``problems``.

    Where lists ``of`` some stories only are wanted, files in which none of these is named are not looked at more closely.
    """
    lines: dict[str, Line] = {}
    wanted = None if of is None else list(of)
    for file in sorted(folder.glob("*.csv")) if folder.is_dir() else ():
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            mark = Mark(f"{shown}/{file.name}")
            problems.append(Problem(mark, "unreadable", f"can't read the file: {error}", "save it as UTF-8 text"))
            continue
        if wanted is None or any(key in text for key in wanted):
            _read_file(text, f"{shown}/{file.name}", lines, problems)
    return lines


def _read_file(text: str, path: str, lines: dict[str, Line], problems: list[Problem]) -> None:
    rows = csv.reader(io.StringIO(text))
    for number, row in enumerate(rows, 1):
        mark = Mark(path, number)
        if number == 1:
            if tuple(row) != COLUMNS:
                problems.append(Problem(mark, "frozen", f"the first line is not {','.join(COLUMNS)}", _AGAIN))
                return
        elif len(row) != len(COLUMNS) or not row[0]:
            what = f"{len(row)} columns instead of {len(COLUMNS)}" if row else "an empty line"
            problems.append(Problem(mark, "frozen", what, "keep one side of a merge whole, or delete the line"))
        elif row[0] in lines:
            what = f"the list of {row[0]} stands twice"
            problems.append(Problem(mark, "frozen", what, "keep one of the two lines"))
        else:
            lines[row[0]] = Line(row[1], Held(_keys(row[2]), _keys(row[3]), row[4]))


def _keys(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def write_frozen(folder: Path, lines: Mapping[str, Line]) -> list[Path]:
    """Write the lists by the month of the story's folder; the files that changed. Months without a story are deleted."""
    months: dict[str, list[str]] = defaultdict(list)
    for key in sorted(lines):
        months[key[:7].replace("/", "-")].append(key)
    changed = []
    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.glob("*.csv"):
        if file.stem not in months:
            file.unlink()
            changed.append(file)
    for month, keys in months.items():
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        for key in keys:
            line = lines[key]
            writer.writerow((key, line.text, "|".join(line.held.related), "|".join(line.held.section), line.held.latest))
        file = folder / f"{month}.csv"
        if not file.is_file() or file.read_text(encoding="utf-8") != out.getvalue():
            file.write_text(out.getvalue(), encoding="utf-8", newline="\n")
            changed.append(file)
    return sorted(changed)
