"""Lists: a list of stories cut into pages whose numbers never shift."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def cut(newest_first: Sequence[T], size: int) -> tuple[list[T], list[list[T]]]:
    """(front, numbered pages) of a list; both newest first, page 1 holds the ``size`` oldest.

    A numbered page is full and never changes; the front shows what is not numbered yet together with the newest full
    page, so between ``size`` and ``2 * size - 1`` stories once there are enough. A new story touches the front only.
    """
    full = len(newest_first) // size
    numbered = max(full - 1, 0)
    pages = []
    for number in range(1, numbered + 1):
        end = len(newest_first) - (number - 1) * size
        pages.append(list(newest_first[end - size : end]))
    return list(newest_first[: len(newest_first) - numbered * size]), pages
