"""Problems: the common currency of every check, and how an editor sees them."""

import pytest

from plugins.newsroom.problem import Mark, Problem, ProblemsFound, errors, report, warning

HERE = Mark("content/a.md", 3, 8)


def test_printed_with_place_and_cure() -> None:
    """A problem is printed as path:line:column: what is wrong -> how to mend it."""
    assert str(Problem(HERE, "date", "no date", "write one")) == "content/a.md:3:8: no date -> write one"


def test_warning_says_so() -> None:
    """A warning is marked as one and does not count as an error."""
    doubt = warning(HERE, "hidden", "is a draft", "link to another")
    assert str(doubt) == "content/a.md:3:8: warning: is a draft -> link to another"
    assert errors([doubt]) == []


def test_report_order() -> None:
    """A report has errors before warnings, then file by file and line by line; nothing is told twice."""
    late, early = Problem(Mark("b.md", 9), "r", "late", "x"), Problem(Mark("b.md", 2), "r", "early", "x")
    other, doubt = Problem(Mark("a.md", 5), "r", "other", "x"), warning(Mark("a.md", 1), "r", "doubt", "x")
    assert report([doubt, late, early, other, late]) == (
        "a.md:5:1: other -> x\nb.md:2:1: early -> x\nb.md:9:1: late -> x\na.md:1:1: warning: doubt -> x"
    )


@pytest.mark.parametrize(("count", "words"), [(1, "1 error"), (2, "2 errors")])
def test_the_last_word(count: int, words: str) -> None:
    """The exception that stops a build counts each error once and says that nothing was published."""
    found = [Problem(Mark("a.md", line + 1), "r", "what", "mend") for line in range(count)]
    assert str(ProblemsFound([*found, *found, warning(HERE, "r", "w", "m")])) == (
        f"{words} in the content; nothing was published"
    )
    assert ProblemsFound(found).exitcode == 1
