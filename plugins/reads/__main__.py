"""``python -m plugins.reads FILE…|-``, ``--from SOURCE``, ``--report``, ``--fresh FOLDER``: what ``tasks.py reads`` runs.

Exit codes: 0 done, 1 nothing was changed because of an error, 75 another run is at work.
"""

import argparse
import sys
from datetime import timedelta
from pathlib import Path

from plugins.newsroom.lock import Busy, alone
from plugins.newsroom.moment import DateError
from plugins.newsroom.problem import ProblemsFound, errors

from .chart import write_chart
from .fresh import write_fresh
from .intake import find_logs
from .office import Office
from .report import outcome_text, remember, table
from .run import Run
from .sources import Span, fetch, names
from .state import read_state
from .stories import Places, find_texts

LOCKED = 75


def parser() -> argparse.ArgumentParser:
    """The words of the command line."""
    words = argparse.ArgumentParser(prog="tasks.py reads", description="Count reads from logs or other counters.")
    words.add_argument("files", nargs="*", help="logs (plain or .gz), patterns in quotes, - for standard input")
    words.add_argument("--source", default="web", help="name of the server the logs are of (default: web)")
    words.add_argument("--from", dest="other", default="", help=f"fetch from another counter: {', '.join(names())}")
    words.add_argument("--days", type=int, default=3, help="how many days back to fetch (default: 3)")
    words.add_argument("--report", action="store_true", help="show the ranking with its evidence, and write a chart")
    words.add_argument("--fresh", type=Path, help="write the lists as JSON into this published folder")
    words.add_argument("--settings", default="pelicanconf.py", help="settings file")
    words.add_argument("--content", type=Path, help="content folder (default: as the settings say)")
    words.add_argument("--state", type=Path, default=Path(".cache/reads"), help="folder for state and chart")
    words.add_argument("--now", default="", help="the moment called now, as 2026-01-22 08:00")
    return words


def count(words: argparse.Namespace, office: Office) -> int:
    """Count logs, or fetch what another counter counted."""
    state = read_state(office.state_file, office.problems)
    places = Places(find_texts(office.content), office.settings.assets)
    if words.other:
        span = Span(office.now - timedelta(days=words.days), office.now)
        fetch(words.other, places, state, span, office.problems, words.files)
        text = f"fetched from {words.other}"
    else:
        run = Run(places, office.settings, state, words.source, int(office.now.timestamp()) + 3600)
        outcome = run.logs(find_logs(words.files, office.problems))
        office.problems += run.problems
        remember(state, outcome, places, office.settings)
        text = outcome_text(outcome, len(words.files))
    if not errors(office.problems):
        office.write(state)
        print(text)
    return office.tell()


def main(arguments: list[str] | None = None) -> int:
    """Read the command line and do it."""
    words = parser().parse_args(arguments)
    if not (words.files or words.other or words.report or words.fresh):
        parser().print_help()
        return 1
    try:
        office = Office(words)
        words.state.mkdir(parents=True, exist_ok=True)
        with alone(words.state / "lock"):
            code = count(words, office) if words.files or words.other else 0
            if code == 0 and words.report:
                state = read_state(office.state_file, office.problems)
                print(table(office, state))
                print(f"chart: {write_chart(office, state, words.state)}")
            if code == 0 and words.fresh:
                write_fresh(office, words.fresh)
            return code
    except Busy:
        print("another run is counting reads -> wait for it to end", file=sys.stderr)
        return LOCKED
    except (ProblemsFound, DateError) as error:
        print(*getattr(error, "problems", [error]), sep="\n", file=sys.stderr)
    except OSError as error:
        place = error.filename or "the disk"
        print(f"{place}: {error.strerror}; nothing was changed -> make room or give permission", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
