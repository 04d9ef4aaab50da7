"""Ranking by reads: "most read" and "trending". Pure functions of the committed rows, one moment and one rule."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from .reads import Row, hour_number
from .settings import positive


@dataclass(frozen=True, slots=True)
class Rule:
    """How reads become a list. The defaults are argued in plugins/README.md by a simulation."""

    limit: int = 5
    """Stories in the panel; a window that gives fewer is widened."""
    windows: tuple[int, ...] = (24, 72, 168, 720)
    """Hours looked back upon, the narrowest that fills the panel is taken."""
    minimum: int = 3
    """Reads in the window a story must have."""
    hysteresis: float = 0.15
    """How far (part of its reads) a newcomer must pass a story that was in the list an hour before."""
    memory: int = 6
    """Hours over which the list before is worked out again, so that a build needs no memory of its own."""
    half_life: float = positive(6.0)
    """Hours after which a read weighs half in "trending"."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """Story keys, best first, and the window (hours) they were counted in; 0 where no window counts."""

    keys: tuple[str, ...] = ()
    window: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """The reads of one edition, ready to be counted over any window that ends with the hour ``end``."""

    end: int
    """The hour (newsroom.reads.hour_number) after the newest one."""
    dates: Mapping[str, datetime]
    """Publication of every story that may be listed."""
    spans: Sequence[tuple[int, int, str, int]]
    """(first hour, hour after the last, story, reads)."""

    @classmethod
    def of(cls, rows: Iterable[Row], edition: str, until: datetime, dates: Mapping[str, datetime]) -> "Counts":
        """The counts in ``rows`` up to ``until``; rows of stories that have no date here are left out."""
        end = hour_number(until) + 1
        mine = (row for row in rows if row.edition == edition and row.story in dates and row.start < end)
        return cls(end, dates, [(r.start, min(r.start + r.hours, end), r.story, r.reads) for r in mine])

    def within(self, keys: frozenset[str]) -> "Counts":
        """The same counts for some stories only, for example those of a section."""
        return replace(self, spans=[span for span in self.spans if span[2] in keys])

    def reads(self, hours: int, end: int | None = None) -> dict[str, float]:
        """Reads by story in the ``hours`` before ``end`` (default: all). A day's row counts by its share of hours."""
        last = self.end if end is None else end
        first = last - hours
        total: dict[str, float] = defaultdict(float)
        for start, stop, story, reads in self.spans:
            inside = min(stop, last) - max(start, first)
            if inside > 0:
                total[story] += reads * inside / (stop - start)
        return {story: round(reads, 6) for story, reads in total.items()}

    def order(self, scores: Mapping[str, float]) -> list[str]:
        """Best first; ties go to the newer story, then to the key."""
        return sorted(scores, key=lambda key: (-scores[key], -self.dates[key].timestamp(), key))


def most_read(counts: Counts, rule: Rule) -> Ranked:
    """The stories with the most reads in the narrowest of ``rule.windows`` that has ``rule.limit`` of them.

    A story needs ``rule.minimum`` reads. Incumbents: a story in the list of the hour before counts as if it had
    ``1 + hysteresis`` times its reads, so that two near-equals don't change places every hour. The list before is
    worked out by the same rule from ``rule.memory`` hours back, where it begins without incumbents.
    """
    for window in rule.windows:
        now = {key: reads for key, reads in counts.reads(window).items() if reads >= rule.minimum}
        if len(now) >= rule.limit or window == rule.windows[-1]:
            incumbents: frozenset[str] = frozenset()
            for back in range(rule.memory, 0, -1):
                before = counts.reads(window, counts.end - back)
                incumbents = frozenset(_held(counts, before, incumbents, rule)[: rule.limit])
            return Ranked(tuple(_held(counts, now, incumbents, rule)), window if now else 0)
    return Ranked()


def _held(counts: Counts, scores: Mapping[str, float], incumbents: frozenset[str], rule: Rule) -> list[str]:
    bonus = 1 + rule.hysteresis
    return counts.order({key: s * bonus if key in incumbents else s for key, s in scores.items() if s >= rule.minimum})


def trending(counts: Counts, rule: Rule) -> Ranked:
    """Stories by the sum of their reads, each weighed ``0.5 ** (age / half_life)``, age in hours.

    Exponential decay as in Hacker News-like lists and exponentially weighted counts (Cormode et al., ICDE 2009,
    "Forward decay"); a row's age is counted from its middle. Only stories with ``rule.minimum`` reads in the
    narrowest window appear.
    """
    enough = {key for key, reads in counts.reads(rule.windows[0]).items() if reads >= rule.minimum}
    scores: dict[str, float] = defaultdict(float)
    for start, stop, story, reads in counts.spans:
        if story in enough:
            age = counts.end - (start + stop) / 2
            scores[story] += reads * 0.5 ** (age / rule.half_life)
    return Ranked(tuple(counts.order({key: round(score, 6) for key, score in scores.items()})))
