"""The log whose truth is known, small: robots, stuffing, prefetch, aliases, cached and mobile pages don't fool the count."""

from collections import Counter
from pathlib import Path

import pytest

from plugins.reads.settings import ReadsSettings
from tests.bench.reads import count, naive
from tests.bench.reads_truth import STUFFED, Generator, Truth, texts


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Truth]:
    """Some 50,000 lines of a day."""
    file = tmp_path_factory.mktemp("truth") / "access.log"
    with file.open("w", encoding="utf-8") as out:
        return file, Generator(3, 400).write(out, 24)


def test_marks_tell_the_truth(log: tuple[Path, Truth]) -> None:
    """Within five percent of who read to the end, the stuffed text within its network's cap."""
    file, truth = log
    reads: Counter[str] = Counter(count([str(file)], "auto", texts())["reads"])  # type: ignore[call-overload]
    stuffed = f"2026/06/tin-{STUFFED:04}.vi"
    votes = reads.pop(stuffed)
    assert votes <= truth.finished[stuffed] + 3 * ReadsSettings().network_floor
    assert 0.95 < reads.total() / (truth.finished.total() - truth.finished[stuffed]) < 1.05
    assert all(
        abs(reads[text] - number) <= max(2, number * 0.05) for text, number in truth.finished.items() if text != stuffed
    )


def test_counting_lines_is_fooled(log: tuple[Path, Truth]) -> None:
    """Every successful page view counted: twice as many as there were, and the stuffed text first."""
    file, truth = log
    views = naive(file)
    assert views.total() > 1.8 * truth.opened.total()
    assert views.most_common(1)[0][0] == f"2026/06/tin-{STUFFED:04}.vi"
