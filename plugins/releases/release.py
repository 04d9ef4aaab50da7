"""Release: one build under a lock, which ends with the new site in place or with the old one untouched."""

import gc
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from plugins.newsroom.lock import Busy, alone
from plugins.newsroom.moment import DateError, build_moment

from .exchange import recover
from .order import Order
from .workshop import Ahead, Workshop

LOCKED = 75
"""Exit code while another build is running (EX_TEMPFAIL of sysexits.h)."""
CANCELLED = 130
_OURS = b'<link rel="stylesheet" href="/theme/style.'
"""What every front page of ours says: a folder is replaced if we built it, or if it holds such a page."""


def release(order: Order, allow_loss: bool = False, ahead: Ahead | None = None) -> int:
    """Build and publish into ``order.output``; the exit code: 0 published, anything else: the old site is as it was.

    ``ahead`` is what was seen before, if it was.
    """
    order = order.settled()
    refusal = _absent(order) or _refusal(order.output)
    if refusal:
        print(refusal, file=sys.stderr)
        return 1
    try:
        build_moment(order.now)
    except DateError as error:
        print(f"--now: {error} -> {error.mend}", file=sys.stderr)
        return 1
    workshop = Workshop(order, ahead)
    os.umask(0o022)
    try:
        with alone(workshop.path("lock")), _terminable(), _hoarding():
            recover(order.output, workshop.path("previous"))
            before = _identity(order.output)
            try:
                return workshop.work(allow_loss)
            except KeyboardInterrupt:
                recover(order.output, workshop.path("previous"))
                if _identity(order.output) == before:
                    raise
                print("published, then cancelled while tidying up; the next build may make all pages anew", file=sys.stderr)
                return 0
    except Busy:
        print(f"another build is at work on {order.output.name}/ -> wait for it to end", file=sys.stderr)
        return LOCKED
    except KeyboardInterrupt:
        print("cancelled; nothing was published", file=sys.stderr)
        return CANCELLED


def _absent(order: Order) -> str:
    """Which of the things to build with is not there, or nothing."""
    needed = {"--settings": order.settings, "--theme": order.theme}
    absent = next((name for name, path in needed.items() if not path.exists()), "")
    return f"{absent}: there is no {needed[absent].name} -> look whether the name is right" if absent else ""


def _identity(folder: Path) -> tuple[int, int] | None:
    """What tells one folder from another that has taken its name."""
    return (folder.stat().st_dev, folder.stat().st_ino) if folder.exists() else None


def _refusal(output: Path) -> str:
    """Why the folder may not be replaced, or nothing."""
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        return f"{output.name}: is no folder -> move it away or choose another --output"
    home = output / "index.html"
    known = (output.parent / ".releases" / f"{output.name}.live.manifest").exists()
    ours = known or (home.is_file() and _OURS in home.read_bytes())
    if output.is_dir() and any(output.iterdir()) and not ours:
        return f"{output.name}/: holds files but no site of ours -> move them away or choose another --output"
    return ""


@contextmanager
def _hoarding() -> Iterator[None]:
    """A build makes records and keeps them to its end: looking for garbage among them is a sixth of its time for nothing."""
    gc.disable()
    try:
        yield
    finally:
        # Otherwise the next record that is made begins a search among all that were, as they still count as young.
        gc.freeze()
        gc.unfreeze()
        gc.enable()


@contextmanager
def _terminable() -> Iterator[None]:
    """SIGTERM ends the build as Ctrl-C does: what was begun is cleared away."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
