"""Progress of the darkroom: a bar on a terminal, a line at the beginning and the end everywhere else."""

import sys
import time
from importlib import import_module
from types import TracebackType
from typing import Any


class Progress:
    """Tells on standard error how many of ``total`` pictures are made."""

    def __init__(self, total: int) -> None:
        self.total, self.start = total, time.monotonic()
        self._pictures = "1 picture" if total == 1 else f"{total} pictures"
        self._bar = _bar() if sys.stderr.isatty() else None

    def __enter__(self) -> "Progress":
        print(f"developing {self._pictures}", file=sys.stderr, flush=True)
        return self

    def advance(self) -> None:
        """One more is made. The bar appears with the first: its thread must not be there when workers are forked."""
        if self._bar:
            if not self._bar.tasks:
                self._bar.add_task("pictures", total=self.total)
                self._bar.start()
            self._bar.advance(self._bar.tasks[0].id)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()
        if error is None:
            seconds = time.monotonic() - self.start
            print(f"developed {self._pictures} in {seconds:.1f} s", file=sys.stderr, flush=True)


def _bar() -> Any:
    # Loaded late: most builds have no terminal, or make nothing.
    rich, console = import_module("rich.progress"), import_module("rich.console").Console(stderr=True)
    columns = (rich.TextColumn("{task.description}"), rich.BarColumn(), rich.MofNCompleteColumn())
    return rich.Progress(*columns, rich.TimeElapsedColumn(), console=console, transient=True)
