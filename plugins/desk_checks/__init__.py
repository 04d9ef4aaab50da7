"""Desk checks: the gate. Tells all problems that were found anywhere, and lets nothing be written if one is an error.

Contract: last of PLUGINS; raises ``ProblemsFound`` on ``all_generators_finalized``, before any generator writes.
"""

import sys

from pelican import signals

from plugins.newsroom.bulletin import Bulletin, contributor
from plugins.newsroom.problem import Mark, Problem, ProblemsFound, errors, report


def stop_on_problems(bulletin: Bulletin) -> None:
    """Print every problem once, worst first; stop if there is an error."""
    if not any(bulletin.articles.values()) and not errors(bulletin.problems):
        mend = "add a story to content/news, or look whether the folder was moved"
        bulletin.problems.append(
            Problem(Mark("content/news"), "empty", "there is no article to publish (0 found)", mend)
        )
    if bulletin.problems:
        print(report(bulletin.problems), file=sys.stderr, flush=True)
    if errors(bulletin.problems):
        raise ProblemsFound(bulletin.problems, told=True)


contribute = contributor(stop_on_problems)


def register() -> None:
    signals.all_generators_finalized.connect(contribute)
