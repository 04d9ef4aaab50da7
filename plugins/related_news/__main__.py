"""``python -m plugins.related_news STORY | --freeze``: explain a story's panel, or freeze all lists. ``tasks.py`` runs it."""

import argparse
import logging
import sys
import tempfile
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.settings import read_settings
from rich.console import Console

from plugins.newsroom.problem import ProblemsFound
from plugins.newsroom.schema import did_you_mean

from . import FOLDER
from .explain import explain
from .frozen import write_frozen
from .plan import Plan

_NEEDED = ("front_matter", "articles", "related_news", "desk_checks")
"""Plugins that read and check texts; pictures are not looked at."""


class _ReadEnd(Exception):
    """Ends Pelican's run once everything is read and checked."""


class _Reading:
    """Runs the bulletin up to the point where a build would begin to write."""

    def __init__(self, settings: Path, now: str) -> None:
        changed = {"NOW_OPTION": now, "PREVIEW": False, "OUTPUT_PATH": tempfile.gettempdir()}
        self.settings: dict[str, Any] = read_settings(str(settings), override=changed)
        self.settings["KEEP_PLAN"] = True
        self.settings["PLUGINS"] = [name for name in self.settings["PLUGINS"] if name.rpartition(".")[2] in _NEEDED]
        self.context: dict[str, Any] = {}

    def plan(self) -> Plan:
        """The plan of related_news; ProblemsFound where the content is not sound."""
        pelican = Pelican(self.settings)
        signals.all_generators_finalized.connect(self._stop)
        try:
            pelican.run()
        except _ReadEnd:
            pass
        finally:
            signals.all_generators_finalized.disconnect(self._stop)
        plan: Plan = self.context["related_news"]
        return plan

    def _stop(self, generators: list[Any]) -> None:
        self.context = generators[0].context
        raise _ReadEnd


def main(arguments: list[str] | None = None) -> int:
    """Read the command line and do it; 0, or 1 where something is wrong."""
    parser = argparse.ArgumentParser(prog="python3 tasks.py related")
    parser.add_argument("story", nargs="?", default="", help="key of a story, such as 2025/07/a")
    parser.add_argument("--freeze", action="store_true", help="write the lists of all stories to content/desk/related")
    parser.add_argument("--settings", type=Path, default=Path("pelicanconf.py"))
    parser.add_argument("--now", default="", help="the moment called now, as 2026-01-22 08:00")
    values = parser.parse_args(arguments)
    if bool(values.story) == values.freeze:
        parser.error("name one story, or write --freeze")
    logging.getLogger().setLevel(logging.WARNING)
    reading = _Reading(values.settings, values.now)
    try:
        plan = reading.plan()
    except ProblemsFound as error:
        print(error, file=sys.stderr)
        return error.exitcode
    if values.freeze:
        return _freeze(plan, Path(reading.settings["PATH"]), reading.context["bulletin"].hidden)
    key = values.story.strip("/").removeprefix("content/news/")
    if key not in plan.numbers:
        print(f"there is no story '{key}' to be seen now -> {did_you_mean(key, plan.numbers)}", file=sys.stderr)
        return 1
    explain(plan, key, Console(width=None if sys.stdout.isatty() else 120))
    return 0


def _freeze(plan: Plan, content: Path, hidden: dict[str, str]) -> int:
    """Write all lists; those of stories that are hidden for now stay."""
    lines = plan.freeze()
    lines.update({key: line for key, line in plan.told.items() if key in hidden})
    changed = write_frozen(content / FOLDER, lines)
    for file in changed:
        print(file.relative_to(content.parent).as_posix())
    print(f"{len(lines)} lists, {len(changed)} files changed -> commit content/{FOLDER}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
