"""Sampler: where a build's CPU seconds go, for ``--profile``.

Every few milliseconds of CPU time the system interrupts this process (``setitimer(2)``, ITIMER_PROF), and the innermost
line of ours on the stack gets the sample: a plugin's module or a template of the theme, with what it calls in libraries.
"""

import signal
import time
from collections import Counter
from pathlib import Path
from types import FrameType, TracebackType

_STEP = 0.002
"""Seconds of CPU time asked for between samples; systems round it up, so samples are weighed by the time that went by."""
_PLUGINS = Path(__file__).absolute().parents[1]
_ELSEWHERE = "start, Pelican"


class Sampler:
    """Takes samples between ``with`` and its end, in this process only: workers that print pages do so unseen."""

    def __init__(self, theme: Path) -> None:
        self._roots = (f"{_PLUGINS}/", f"{theme}/templates/")
        self._samples: Counter[str] = Counter()
        self._seconds = 0.0

    def __enter__(self) -> "Sampler":
        self._seconds -= time.process_time()
        signal.signal(signal.SIGPROF, self._take)
        signal.setitimer(signal.ITIMER_PROF, _STEP, _STEP)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, signal.SIG_IGN)
        self._seconds += time.process_time()

    def _take(self, number: int, frame: FrameType | None) -> None:
        while frame is not None:
            file = frame.f_code.co_filename
            root = next((root for root in self._roots if file.startswith(root)), "")
            if root:
                self._samples[file[len(root) :]] += 1
                return
            frame = frame.f_back
        self._samples[_ELSEWHERE] += 1

    def table(self, rows: int = 25) -> str:
        """Seconds of CPU time and share of each place, the dearest first."""
        total = sum(self._samples.values()) or 1
        lines = [f"{'CPU s':>7} {'share':>6}  where (templates end in .html)"]
        for place, count in self._samples.most_common(rows):
            lines.append(f"{self._seconds * count / total:7.2f} {count / total:6.1%}  {place}")
        return "\n".join([*lines, f"{self._seconds:7.2f}         in all, without workers"])
