"""Columns: tables as blocks of bytes, which are kept and read back whole. Entry by entry would take ten times as long."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from struct import iter_unpack
from typing import TypeAlias

Column: TypeAlias = "array[int]"
"""Whole numbers of 64 bits."""


def texts(some: Iterable[str]) -> bytes:
    """Texts without NUL, each ended by one. Names of files may hold what is no text (PEP 383)."""
    return "\0".join([*some, ""]).encode(errors="surrogateescape")


def read_texts(block: bytes) -> list[str]:
    """What was given to ``texts``."""
    return block.decode(errors="surrogateescape").split("\0")[:-1]


def read_numbers(block: bytes) -> Column:
    """What a column was, from its bytes; ValueError where they are not whole numbers."""
    return array("q", block)


def pieces(block: bytes, size: int) -> Iterator[bytes]:
    """The block in pieces of so many bytes; ValueError where there is a rest."""
    if len(block) % size:
        raise ValueError(f"{len(block)} bytes are not pieces of {size}")
    return map(itemgetter(0), iter_unpack(f"{size}s", block))


def cut(data: memoryview, lengths: Sequence[int]) -> Iterator[bytes]:
    """Blocks of these lengths, one after another."""
    at = 0
    for length in lengths:
        yield bytes(data[at : at + length])
        at += length
