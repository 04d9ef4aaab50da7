"""Lists cut into pages whose numbers never shift."""

import pytest

from plugins.fronts.lists import cut


@pytest.mark.parametrize(
    ("count", "front", "numbered"),
    [
        (0, 0, []),
        (1, 1, []),
        (3, 3, []),
        (5, 5, []),
        (6, 3, [3]),
        (8, 5, [3]),
        (9, 3, [3, 3]),
        (100, 4, [3] * 32),
    ],
)
def test_sizes(count: int, front: int, numbered: list[int]) -> None:
    """Numbered pages are full; the front holds from one page to two pages less one, and all there is if that is less."""
    newest, pages = cut(list(range(count, 0, -1)), 3)
    assert (len(newest), [len(page) for page in pages]) == (front, numbered)


def test_nothing_lost_nothing_twice() -> None:
    """Front and numbered pages, read from new to old, are the list again."""
    for count in range(40):
        stories = list(range(count, 0, -1))
        newest, pages = cut(stories, 4)
        assert newest + [one for page in reversed(pages) for one in page] == stories


def test_page_one_holds_the_oldest() -> None:
    """Pages are numbered from the oldest story on, so that page 57 stays page 57."""
    newest, pages = cut([9, 8, 7, 6, 5, 4, 3, 2, 1], 2)
    assert pages[0] == [2, 1]
    assert newest == [9, 8, 7]


def test_a_new_story_touches_the_front_only() -> None:
    """When a story is added no numbered page changes; at most one is added."""
    before: list[list[int]] = []
    for count in range(1, 60):
        _, pages = cut(list(range(count, 0, -1)), 5)
        assert pages[: len(before)] == before
        assert len(pages) - len(before) in (0, 1)
        before = pages
