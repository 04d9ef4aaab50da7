"""Books: from what has been counted to the rows of the ledger.

Rows of an hour with fewer than FEWEST reads go into their day's row; what is still fewer is dropped. Hours older than
KEEP_HOURS before the newest row become days. Days counted from logs ignore what other counters say of them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from plugins.newsroom.edition import CODES
from plugins.newsroom.reads import FEWEST, HEADER, SOURCES_HEADER, Ledger, Row, Source, hour_slot, slot_start

from .segments import Segment
from .settings import KINDS
from .state import State, as_moment

KEEP_HOURS = 72
Day = dict[str, Counter[str]]
"""Reads of one day: by text, then by slot."""


def chosen_kind(segments: Iterable[Segment], day: str, evidence: str) -> str:
    """What tells a read in one source on one day: as set, or (auto) marks where there are any, else beacons, else assets."""
    if evidence != "auto":
        return evidence
    kinds = {
        kind for one in segments for kind, hours in one.counts.items() if any(hour.startswith(day) for hour in hours)
    }
    return next((kind for kind in ("mark", "beacon") if kind in kinds), "asset")


def counted_days(state: State, evidence: str) -> dict[str, Day]:
    """All reads the state knows, by day."""
    days: dict[str, Day] = defaultdict(lambda: defaultdict(Counter))
    for known in state.segments.values():
        kinds: dict[str, str] = {}
        for segment in known.values():
            for kind, hours in segment.counts.items():
                for hour, texts in hours.items():
                    day = hour[:10]
                    if day not in kinds:
                        kinds[day] = chosen_kind(known.values(), day, evidence)
                    if kind == kinds[day]:
                        for text, reads in texts.items():
                            days[day][text][hour] += reads
    from_logs = set(days)
    for _, slots in sorted(state.external.items()):
        taken = {slot[:10] for slot in slots} - from_logs
        for slot, texts in slots.items():
            if slot[:10] in taken:
                for text, reads in texts.items():
                    days[slot[:10]][text][slot] += reads
        from_logs |= taken
    return days


def merge(ledger: Ledger, state: State, evidence: str) -> list[Row]:
    """The ledger's rows with the days the state has counted in the place of those that stood there."""
    days = counted_days(state, evidence)
    old: dict[str, Day] = defaultdict(lambda: defaultdict(Counter))
    for row in ledger.rows:
        old[row.slot[:10]][f"{row.story}.{row.edition}"][row.slot] += row.reads
    for day, texts in days.items():
        if day not in state.foreign:
            state.foreign[day] = {text: dict(slots) for text, slots in old.get(day, {}).items()}
        for text, slots in state.foreign[day].items():
            if sum(slots.values()) > texts[text].total():
                texts[text] = Counter(slots)
    rows = [row for row in ledger.rows if row.slot[:10] not in days]
    for day, texts in days.items():
        for text, counted in texts.items():
            rows.extend(_rows(text, day, counted))
    return sorted(_fold(rows))


def _rows(text: str, day: str, slots: Counter[str]) -> Iterator[Row]:
    """Hours that have enough reads, and the day's rest."""
    story, _, edition = text.rpartition(".")
    if edition not in CODES:
        return
    rest = slots[day]
    for slot, reads in slots.items():
        if slot != day and reads >= FEWEST:
            yield Row(slot, story, edition, reads)
        elif slot != day:
            rest += reads
    if rest >= FEWEST:
        yield Row(day, story, edition, rest)


def _fold(rows: list[Row]) -> list[Row]:
    """Old hours as days."""
    if not rows:
        return []
    border = hour_slot(max(row.start + row.hours for row in rows) - KEEP_HOURS)
    folded: Counter[tuple[str, str, str]] = Counter()
    for slot, story, edition, reads in rows:
        folded[slot if slot[:10] >= border[:10] else slot[:10], story, edition] += reads
    return [Row(*key, reads) for key, reads in folded.items()]


def sources(ledger: Ledger, state: State, evidence: str) -> list[Source]:
    """What sources.csv is to say: those of this state, and the others as they stood."""
    found = {source.name: source for source in ledger.sources}
    for name, known in state.segments.items():
        seen = [one for one in known.values() if one.until]
        if seen:
            since, until = (as_moment(edge) for edge in (min(s.since for s in seen), max(s.until for s in seen)))
            if name in found:
                since, until = min(since, found[name].since), max(until, found[name].until)
            kind = chosen_kind(seen, f"{until:%Y-%m-%d}", evidence)
            found[name] = Source(name, kind if kind in KINDS else "asset", since, until)
    for name, slots in state.external.items():
        until = datetime.fromisoformat(state.external_until[name])
        first = slot_start(min(slots)) if slots else until
        found[name] = Source(name, "external", min(first, until), until)
    return sorted(found.values())


def texts_to_write(folder: Path, rows: list[Row], told: list[Source]) -> dict[Path, str]:
    """The files of the ledger."""
    months: dict[str, list[str]] = defaultdict(list)
    for slot, story, edition, reads in rows:
        months[slot[:7]].append(f"{slot},{story},{edition},{reads}\n")
    files = {folder / f"{month}.csv": ",".join(HEADER) + "\n" + "".join(lines) for month, lines in months.items()}
    lines = (f"{s.name},{s.evidence},{_minute(s.since)},{_minute(s.until)}\n" for s in told)
    files[folder / "sources.csv"] = ",".join(SOURCES_HEADER) + "\n" + "".join(lines)
    return files


def _minute(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
