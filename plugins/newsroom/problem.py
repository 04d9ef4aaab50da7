"""Problem: what is wrong, where, and how to mend it. The common currency of every check."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Mark(NamedTuple):
    """A place in a file: path as shown to the editor, line and column counted from 1 (column in characters)."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake or doubt, printed as ``path:line:column: what is wrong -> how to mend it``."""

    mark: Mark
    rule: str
    message: str
    mend: str
    severity: Severity = "error"

    def __str__(self) -> str:
        path, line, column = self.mark
        word = "warning: " if self.severity == "warning" else ""
        return f"{path}:{line}:{column}: {word}{self.message} -> {self.mend}"


def warning(mark: Mark, rule: str, message: str, mend: str) -> Problem:
    """A problem that is told but does not stop the build."""
    return Problem(mark, rule, message, mend, "warning")


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that stop a build."""
    return [problem for problem in problems if problem.severity == "error"]


def report(problems: Iterable[Problem]) -> str:
    """All problems as text, one a line: errors before warnings, then by file and place; each told once."""
    ordered = sorted(set(problems), key=lambda p: (p.severity != "error", p.mark, p.rule, p.message))
    return "\n".join(map(str, ordered))


class ProblemsFound(Exception):
    """Raised once, when everything has been read, to stop the build before a byte is written."""

    exitcode = 1

    def __init__(self, problems: list[Problem], told: bool = False) -> None:
        """``told``: whether the problems have been printed already."""
        self.problems = problems
        self.told = told
        count = len(set(errors(problems)))
        super().__init__(f"{count} error{'s' if count != 1 else ''} in the content; nothing was published")
