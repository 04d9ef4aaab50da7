"""Desk checks: the gate. Tells all problems that were found anywhere, and lets nothing be written if one is an error.

Contract: last of PLUGINS; raises ``ProblemsFound`` on ``all_generators_finalized``, before any generator writes. Where it
does not, the panels are as they will be printed. Where only some stories are planned, other problems than those told with the
release before (``settings["TOLD"]``) are a reason to plan everything, and kept pages that are reached by what changed one to
begin again.
"""

import sys
from pathlib import Path
from typing import Any

from pelican import signals

from plugins.newsroom.bulletin import Bulletin
from plugins.newsroom.problem import Mark, Problem, ProblemsFound, errors, report
from plugins.newsroom.revision import FEW, FarReaching


def stop_on_problems(bulletin: Bulletin) -> None:
    """Print every problem once, worst first; stop if there is an error. Otherwise the panels are closed."""
    if not any(bulletin.articles.values()) and not errors(bulletin.problems):
        mend = "add a story to content/news, or look whether the folder was moved"
        bulletin.problems.append(
            Problem(Mark("content/news"), "empty", "there is no article to publish (0 found)", mend)
        )
    if bulletin.problems:
        print(report(bulletin.problems), file=sys.stderr, flush=True)
    if errors(bulletin.problems):
        raise ProblemsFound(bulletin.problems, told=True)
    for _, _, panels in bulletin.hosts():
        panels.close()


def check(generators: list[Any]) -> None:
    """Look at what was found in all stories, or in those that are planned."""
    bulletin: Bulletin = generators[0].context["bulletin"]
    settings = generators[0].settings
    if bulletin.planned is None:
        stop_on_problems(bulletin)
        return
    told, found = set(settings["TOLD"].splitlines()), set(map(str, bulletin.problems))
    ours = tuple(f"{Path(settings['PATH']).name}/news/{key}/" for key in bulletin.planned)
    settings["KEPT"].tell_altered(bulletin)
    if len(bulletin.reached) > FEW or not found <= told or any(line.startswith(ours) for line in told - found):
        raise FarReaching
    if bulletin.reached:
        raise FarReaching(frozenset(bulletin.reached))


def register() -> None:
    signals.all_generators_finalized.connect(check)
