"""Workers: much work of one kind spread over the cores by forked copies of this process."""

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from typing import IO, TypeVar

T = TypeVar("T")

ENOUGH = 64
"""Pieces of work below which a fork costs more than it saves."""
_TOGETHER = 256
"""Pieces of work, at most, that stay together: neighbours are alike, and what is remembered of one serves the next."""
_BUFFER = 65_536
"""Bytes of results that are written and read at once."""
_TURNS = 8
"""How often each worker takes some, if there are enough, as not all are equally dear."""


def hands(items: int) -> int:
    """How many processes share the work of so many items."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    return max(1, min(cores, items // ENOUGH))


def spread(items: Sequence[T], work: Callable[[T], str], pieces: int = 0) -> Iterator[str]:
    """``work`` of every item, in order; each result is one line of text. ``pieces`` tells how much work it is, if not one
    piece an item.

    Workers see everything this process has read (nothing is sent to them) and give back text only. A worker must not
    touch the terminal: another thread may be drawing on it. What a worker could not do is done again here, so that
    errors are raised as if there were no workers. All is done when this returns; the results wait in files, as they may
    be much text.
    """
    results = _spread(items, work, hands(pieces or len(items)))
    next(results)
    return results


def _spread(items: Sequence[T], work: Callable[[T], str], count: int) -> Iterator[str]:
    """Do the work, yield nothing to say so, then the results."""
    together = max(1, min(_TOGETHER, len(items) // (count * _TURNS)))
    whose = [place // together % count for place in range(len(items))]
    shares = [[item for item, one in zip(items, whose, strict=True) if one == number] for number in range(count)]
    with ExitStack() as stack:
        files = [stack.enter_context(tempfile.TemporaryFile(buffering=_BUFFER)) for _ in shares]
        workers = [_fork(share, work, file) for share, file in zip(shares[1:], files[1:], strict=True)]
        _do(shares[0], work, files[0])
        for worker, share, file in zip(workers, shares[1:], files[1:], strict=True):
            _, status = os.waitpid(worker, 0)
            if status:
                _do(share, work, file)
        for file in files:
            file.seek(0)
        yield ""
        for number in whose:
            yield files[number].readline().decode().removesuffix("\n")


def _fork(share: Sequence[T], work: Callable[[T], str], file: IO[bytes]) -> int:
    """The process number of a worker that does its share into the file."""
    worker = os.fork()
    if worker:
        return worker
    code = 1
    try:
        _do(share, work, file)
        file.flush()
        code = 0
    finally:
        # Whatever went wrong is told by the code: the parent does the share again and raises there.
        os._exit(code)


def _do(share: Sequence[T], work: Callable[[T], str], file: IO[bytes]) -> None:
    """The share, from the file's beginning: what a worker that failed had written is written over."""
    file.seek(0)
    file.truncate()
    file.writelines(f"{work(item)}\n".encode() for item in share)
