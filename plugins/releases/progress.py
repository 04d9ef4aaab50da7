"""Progress: a bar on a terminal, plain lines everywhere else."""

import os
import sys
from datetime import datetime
from importlib import import_module
from typing import Any

from plugins.newsroom.problem import report
from plugins.newsroom.workers import hands

from .part import Part


class Progress:
    """Follows one build by Pelican's signals. ``counted`` is the number of pages once everything has been read."""

    def __init__(self, lists: str | None) -> None:
        self.counted = 0
        self.next_change: datetime | None = None
        self.repeatable = True
        """Whether the same inputs would give the same again, as far as is known."""
        self._process = os.getpid()
        self._bar: Any = None
        self._drawn = sys.stderr.isatty()
        """Asked once, not at each file."""
        self.lists = lists
        """How lists of stories depend on what texts say (newsroom/bulletin.py): as published, then as read."""
        self.told = ""
        """The problems that were told, none of them an error."""
        self.roll = ""
        """Seal of the roll of the articles, once they are printed."""

    def begin(self, part: Part) -> None:
        """Tell what is read, once."""
        if not part.reached:
            self._say(f"reading {part}")

    def on_read(self, generators: list[Any]) -> None:
        """Everything is read: now the number of pages is known."""
        bulletin = generators[0].context["bulletin"]
        self.counted = sum(1 for _ in bulletin.printed_pages()) + sum(map(bulletin.is_kept, bulletin.all_articles()))
        self.next_change = bulletin.next_change()
        self.lists = bulletin.lists
        self.told = report(bulletin.problems)
        self._say(f"{self.counted} pages: making what changed")

    def on_revised(self, generators: list[Any]) -> None:
        """The stories whose bodies were edited are read, and nothing else has to be."""
        self.lists = generators[0].context["bulletin"].lists

    def on_made(self, done: int, total: int) -> None:
        """One more file is made here. The bar begins after the workers were forked, and they keep away from it."""
        if not self._drawn or os.getpid() != self._process:
            return
        if self._bar is None:
            # Loaded late: most builds have no terminal, or make nothing.
            rich = import_module("rich.progress")
            columns = (rich.TextColumn("{task.description}"), rich.BarColumn(), rich.MofNCompleteColumn())
            self._bar = rich.Progress(*columns, rich.TimeElapsedColumn(), transient=True)
            self._task = self._bar.add_task("files", total=total)
            self._bar.start()
        self._bar.update(self._task, completed=min(done * hands(total), total))

    def close(self) -> None:
        if self._bar:
            self._bar.stop()

    def _say(self, text: str) -> None:
        print(text, file=sys.stderr, flush=True)
