"""Exchange: two folders change places in one step, so that no reader ever finds neither."""

import ctypes
import os
import shutil
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2


def put_in_place(stage: Path, live: Path, previous: Path) -> None:
    """Make ``stage`` the live folder; the old one becomes ``previous`` (an older one of that name is deleted).

    Where the system can't exchange folders (neither Linux ``renameat2`` nor macOS ``renamex_np``), the folders are
    renamed one after the other, and ``recover`` mends a kill between the two.
    """
    if not live.exists():
        stage.rename(live)
        return
    shutil.rmtree(previous, ignore_errors=True)
    if exchange(stage, live):
        stage.rename(previous)
    else:
        live.rename(previous)
        stage.rename(live)


def recover(live: Path, previous: Path) -> None:
    """Put the old site back where a switch by two renames was killed between them."""
    if not live.exists() and previous.exists():
        previous.rename(live)


def exchange(one: Path, other: Path) -> bool:
    """Let both paths change places atomically; False where the system or file system does not know how."""
    libc = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "darwin":
            return bool(libc.renamex_np(*names, _RENAME_SWAP) == 0)
        return bool(libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0)
    except AttributeError:
        return False
