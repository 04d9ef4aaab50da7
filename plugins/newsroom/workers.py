"""Workers: much work of one kind spread over the cores by forked copies of this process."""

import os
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import IO, TypeVar

T = TypeVar("T")

ENOUGH = 64
"""Pieces of work below which a fork costs more than it saves."""


def hands(items: int) -> int:
    """How many processes share the work of so many items."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    return max(1, min(cores, items // ENOUGH))


def spread(items: Sequence[T], work: Callable[[T], str]) -> list[str]:
    """``work`` of every item, in order; each result is one line of text.

    Workers see everything this process has read (nothing is sent to them) and give back text only. A worker must not
    touch the terminal: another thread may be drawing on it. What a worker could not do is done again here, so that
    errors are raised as if there were no workers.
    """
    count = hands(len(items))
    if count < 2:
        return [work(item) for item in items]
    shares = [items[number::count] for number in range(count)]
    with ExitStack() as stack:
        files = [stack.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8")) for _ in shares[1:]]
        workers = [_fork(share, work, file) for share, file in zip(shares[1:], files, strict=True)]
        results = [[work(item) for item in shares[0]]]
        results += [_collect(*one, work) for one in zip(workers, shares[1:], files, strict=True)]
    return [results[number % count][number // count] for number in range(len(items))]


def _fork(share: Sequence[T], work: Callable[[T], str], file: IO[str]) -> int:
    """The process number of a worker that does its share into the file."""
    worker = os.fork()
    if worker:
        return worker
    code = 1
    try:
        file.writelines(f"{work(item)}\n" for item in share)
        file.flush()
        code = 0
    finally:
        # Whatever went wrong is told by the code: the parent does the share again and raises there.
        os._exit(code)


def _collect(worker: int, share: Sequence[T], file: IO[str], work: Callable[[T], str]) -> list[str]:
    _, status = os.waitpid(worker, 0)
    if status:
        return [work(item) for item in share]
    file.seek(0)
    return file.read().splitlines()
