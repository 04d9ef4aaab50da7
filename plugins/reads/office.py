"""Office: where everything lies in one run of the command, and what was found wrong."""

import argparse
import runpy
import sys
from pathlib import Path
from typing import Any

from plugins.newsroom.moment import build_moment
from plugins.newsroom.problem import Problem, ProblemsFound, errors, report
from plugins.newsroom.reads import read_ledger
from plugins.newsroom.settings import read_settings

from .books import merge, sources, texts_to_write
from .settings import ReadsSettings
from .state import State, seal, state_text, write_all


class Office:
    """Where everything lies, and what was found wrong."""

    def __init__(self, words: argparse.Namespace) -> None:
        self.conf: dict[str, Any] = runpy.run_path(words.settings)
        self.settings = read_settings(ReadsSettings, self.conf)
        if faults := list(self.settings.faults()):
            raise ProblemsFound(faults)
        self.content: Path = (words.content or Path(self.conf["PATH"])).resolve()
        self.folder = self.content / "desk" / "reads"
        self.state_file: Path = words.state / "state.json"
        self.now = build_moment(words.now or None)
        self.problems: list[Problem] = []

    def write(self, state: State) -> None:
        """Ledger and state, all or nothing."""
        ledger = read_ledger(self.folder, self.problems)
        rows = merge(ledger, state, self.settings.evidence)
        files = texts_to_write(self.folder, rows, sources(ledger, state, self.settings.evidence))
        changed = {path: text for path, text in files.items() if not path.is_file() or path.read_text("utf-8") != text}
        seal(state, self.settings.seal)
        write_all({**changed, self.state_file: state_text(state)})

    def tell(self) -> int:
        """Print all problems; the exit code."""
        if self.problems:
            print(report(self.problems), file=sys.stderr)
        return 1 if errors(self.problems) else 0
