"""State: what has been counted so far, in .cache/reads/state.json. Numbers of reads and hashes of lines, nothing personal.

It is advisory: without it the same files give the same rows. With it, files may be fed one after the other.
"""

import json
import os
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from plugins.newsroom.moment import ZONE
from plugins.newsroom.problem import Mark, Problem, warning

from .segments import Segment

_VERSION = 1


@dataclass(slots=True)
class State:
    """Log segments by source and id, and what other counters told: hour or day, text, reads."""

    segments: dict[str, dict[str, Segment]] = field(default_factory=dict)
    external: dict[str, dict[str, dict[str, int]]] = field(default_factory=dict)
    external_until: dict[str, str] = field(default_factory=dict)
    foreign: dict[str, dict[str, dict[str, int]]] = field(default_factory=dict)
    """Rows by day, text and slot that stood in the ledger before this state counted the day: the larger number stays."""
    report: dict[str, Any] = field(default_factory=dict)
    """The evidence of the last run, for the report."""


def read_state(path: Path, problems: list[Problem]) -> State:
    """The state, or an empty one where there is none or it can't be understood."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["version"] != _VERSION:
            return State()
        segments = {source: {one["id"]: _segment(one) for one in known} for source, known in data["segments"].items()}
        return State(segments, data["external"], data["external_until"], data["foreign"], data["report"])
    except FileNotFoundError:
        return State()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        what = f"can't be understood ({type(error).__name__}), so it is begun anew"
        problems.append(warning(Mark(str(path)), "state", what, "feed the logs of the last days once more"))
        return State()


def _segment(data: dict[str, Any]) -> Segment:
    samples = {(int(second), str(mark)) for second, mark in data.pop("samples")}
    return Segment(**data, samples=samples)


def state_text(state: State) -> str:
    """The state as JSON, always in the same order."""
    segments = {
        source: [
            {
                **{name: getattr(one, name) for name in ("name", "id", "lines", "tail", "since", "until", "counts")},
                "company": sorted(one.company),
                "samples": sorted(one.samples),
            }
            for _, one in sorted(known.items())
        ]
        for source, known in sorted(state.segments.items())
    }
    data = {
        "version": _VERSION,
        "segments": segments,
        "external": state.external,
        "external_until": state.external_until,
        "foreign": state.foreign,
        "report": state.report,
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def seal(state: State, days: int) -> None:
    """Forget the segments that ended more than ``days`` before the newest: their rows stay in the ledger."""
    for known in state.segments.values():
        newest = max((one.until for one in known.values()), default=0)
        for key in [key for key, one in known.items() if one.until < newest - days * 86400]:
            del known[key]


def write_all(texts: dict[Path, str]) -> None:
    """Write all files or none: each beside its place first, then moved there. OSError where the disk is full."""
    waiting: list[tuple[Path, Path]] = []
    try:
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_name(f".{path.name}.{os.getpid()}.new")
            waiting.append((draft, path))
            with draft.open("w", encoding="utf-8", newline="\n") as target:
                target.write(text)
                target.flush()
                os.fsync(target.fileno())
        for draft, path in waiting:
            draft.replace(path)
    finally:
        for draft, _ in waiting:
            draft.unlink(missing_ok=True)


def as_moment(second: int) -> datetime:
    return datetime.fromtimestamp(second, ZONE)
