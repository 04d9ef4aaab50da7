"""Memory: what was freed, given back to the system. Only the C library's own notes are touched; elsewhere nothing happens."""

import ctypes
from contextlib import suppress


def give_back() -> None:
    """Give back what is free, where the C library is glibc: it keeps what lies between things that stay, for the like of it,
    and Python takes its small objects elsewhere. A few milliseconds, worth it where much was let go."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
