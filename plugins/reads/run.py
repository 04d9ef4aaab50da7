"""Run: logs are read, judged and entered into the books; on any error nothing is written."""

from collections import Counter
from dataclasses import dataclass, field

from plugins.newsroom.problem import Mark, Problem, errors, warning

from .counting import Counting
from .formats import Format
from .intake import Log, recognise
from .judging import Judge
from .progress import Progress
from .robots import robot_test
from .segments import Segment, Watch, fingerprint, overlap
from .settings import ReadsSettings
from .state import State
from .stories import Places
from .visitors import Visitors


@dataclass(slots=True)
class Outcome:
    """What one run found."""

    lines: int = 0
    junk: int = 0
    kept: int = 0
    """Files whose counts were known and stayed as they were."""
    new: list[str] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    judge: Judge | None = None
    touched: bool = False


class Run:
    """One run over some logs of one source."""

    def __init__(self, places: Places, settings: ReadsSettings, state: State, source: str, latest: int) -> None:
        self.places, self.settings = places, settings
        self.problems: list[Problem] = []
        self.outcome = Outcome()
        self._known = state.segments.setdefault(source, {})
        self._watch = Watch(self._known.values())
        self._counting = Counting(places, Visitors(robot_test(settings.robots)), settings, latest)
        self._segments: list[Segment] = []

    def logs(self, logs: list[Log]) -> Outcome:
        """Count the logs; ``problems`` says what is wrong, and the state is changed only if nothing is."""
        progress = Progress(sum(log.size for log in logs))
        done = 0
        try:
            for log in logs:
                self._peek(log)
            for log in logs:
                self._read(log, progress, done)
                done += log.size
        except OSError as error:
            what = f"can't be read: {error.strerror}"
            self.problems.append(Problem(Mark(log.name), "unreadable", what, "see to its permissions"))
        finally:
            progress.close()
        self._counting.end()
        self._check_overlaps()
        if not errors(self.problems):
            self._enter()
        self._counting.records.close()
        return self.outcome

    def _peek(self, log: Log) -> None:
        """The first lines of every file are known before any is read, so that overlaps are found in either order."""
        if log.path is None:
            return
        for block, _ in log.blocks():
            form = recognise(block, log.name, [])
            hits = form.parse(block)[0][:16] if form else []
            probe = Segment(log.name)
            probe.add(hits, None)
            for hit in hits:
                time = form.moment(hit[1]) if form else None
                if time is not None and time > 0:
                    self._watch.look(probe, time, hit)
            break

    def _read(self, log: Log, progress: Progress, done: int) -> None:
        segment, form = Segment(log.name), None
        self._counting.begin(len(self._segments))
        self._segments.append(segment)
        for block, place in log.blocks():
            form = form or recognise(block, log.name, self.problems)
            if form is None:
                return
            self._block(block, form, segment)
            progress.show(done + place, log.name)
        if form is None and log.long_lines:
            recognise(b"(one endless line)", log.name, self.problems)
        self.outcome.junk += log.long_lines
        if log.fault:
            mend = "what came before is counted; feed the whole file later and it replaces this one"
            self.problems.append(warning(Mark(log.name), "broken", log.fault, mend))

    def _block(self, block: bytes, form: Format, segment: Segment) -> None:
        hits, junk = form.parse(block)
        self.outcome.junk += junk
        if hits:
            segment.id = segment.id or fingerprint(hits[0])
            segment.add(hits, self._known.get(segment.id))
            self._counting.take(hits, form, segment, self._watch)

    def _check_overlaps(self) -> None:
        """Refuse a file that holds lines of another one, or that begins like a known log but is none."""
        everyone = {**self._known, **{segment.id: segment for segment in self._segments if segment.id}}
        for segment in self._segments:
            for owner in segment.met:
                other = everyone.get(owner)
                if other is not None and overlap(segment, other):
                    what = f"holds lines of {other.name} as well"
                    mend = "feed one of the two; logs of two servers are told apart by --source NAME"
                    self.problems.append(Problem(Mark(segment.name), "overlap", what, mend))
                    return
            if segment.forked:
                what = f"begins like {self._known[segment.id].name} but goes on differently"
                mend = "a log of another server is told apart by --source NAME"
                self.problems.append(Problem(Mark(segment.name), "forked", what, mend))

    def _enter(self) -> None:
        """Judge all that was read and put the counts of new and grown segments into the state."""
        longest: dict[str, int] = {}
        for number, segment in enumerate(self._segments):
            if segment.id and (segment.id not in longest or segment.lines > self._segments[longest[segment.id]].lines):
                longest[segment.id] = number
        copies = frozenset(range(len(self._segments))) - frozenset(longest.values())
        judge = Judge(self.settings, [f"{text.story}.{text.edition}" for text in self.places.texts])
        judge.judge(self._counting.records, copies)
        self.outcome.judge, self.outcome.lines = judge, self._counting.lines
        self.outcome.dropped = self._counting.dropped + judge.dropped
        for number, counts in judge.counts.items():
            self._segments[number].counts = counts
        self.outcome.kept = len(copies)
        if self._counting.dropped["no article of ours"] == self._counting.lines:
            return
        for key, number in longest.items():
            self._settle(key, self._segments[number], set(longest))
        self.outcome.touched = bool(self.outcome.new)

    def _settle(self, key: str, segment: Segment, fed: set[str]) -> None:
        """New and grown segments are entered; a known one only where all it was counted with is here again."""
        known = self._known.get(key)
        same = known is not None and segment.lines == known.lines
        if known is not None and (segment.lines < known.lines or not fed >= set(known.company)):
            if segment.lines <= known.lines:
                self.outcome.kept += 1
                return
            self._warn_of_company(segment, known, fed)
        segment.company = sorted(one.id for one in self._segments if one.id != key and segment.meets(one))
        self._known[key] = segment
        if same:
            self.outcome.kept += 1
        else:
            self.outcome.new.append(segment.name)

    def _warn_of_company(self, segment: Segment, known: Segment, fed: set[str]) -> None:
        names = [self._known[one].name for one in known.company if one not in fed and one in self._known]
        days = {hour[:10] for hours in segment.counts.values() for hour in hours}
        if names and days:
            what = f"was counted together with {', '.join(sorted(names))} before"
            mend = "feed them together: someone who read in both would else be counted twice that day"
            self.problems.append(warning(Mark(segment.name), "company", what, mend))
