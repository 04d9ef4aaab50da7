"""Release: lock, build aside, look at the result, switch."""

import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from filelock import FileLock, Timeout

from .exchange import put_in_place, recover
from .press import Order, run
from .progress import Progress

LOCKED = 75
"""Exit code while another build is running (EX_TEMPFAIL of sysexits.h)."""
CANCELLED = 130
_LOSS = 0.2
"""A release that loses more than this part of the pages has to be confirmed."""


def release(order: Order, allow_loss: bool = False) -> int:
    """Build and publish into ``order.output``; the exit code: 0 published, anything else: the old site is as it was."""
    output = order.output.absolute()
    workshop = output.parent / ".releases"
    refusal = _refusal(output)
    if refusal:
        print(refusal, file=sys.stderr)
        return 1
    workshop.mkdir(parents=True, exist_ok=True)
    stage = workshop / "next" / output.name
    try:
        with FileLock(workshop / "lock", timeout=0), _terminable():
            recover(output, workshop / f"{output.name}.previous")
            return _release(order, output, stage, workshop / f"{output.name}.previous", allow_loss)
    except Timeout:
        print(f"another build is at work on {output.name}/ -> wait for it to end", file=sys.stderr)
        return LOCKED
    except KeyboardInterrupt:
        print("cancelled; nothing was published", file=sys.stderr)
        return CANCELLED


def _release(order: Order, output: Path, stage: Path, previous: Path, allow_loss: bool) -> int:
    start = time.monotonic()
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    try:
        progress = Progress()
        code = run(order, stage, progress)
        if code == 0:
            code = _guard(output, stage, allow_loss)
        if code == 0:
            _settle(stage)
            put_in_place(stage, output, previous)
            seconds = time.monotonic() - start
            print(f"published {progress.counted} pages into {output.name}/ in {seconds:.1f} s", file=sys.stderr)
        return code
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _refusal(output: Path) -> str:
    """Why the folder may not be replaced, or nothing."""
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        return f"{output.name}: is no folder -> move it away or choose another --output"
    if output.is_dir() and any(output.iterdir()) and not (output / "index.html").is_file():
        return f"{output.name}/: holds files but no site of ours -> move them away or choose another --output"
    return ""


def _guard(output: Path, stage: Path, allow_loss: bool) -> int:
    """Refuse a release that would take many pages away, unless that was said to be meant."""
    old, new = _count(output), _count(stage)
    if allow_loss or old < 20 or new >= old * (1 - _LOSS):
        return 0
    what = f"content: {old - new} of {old} pages would vanish"
    print(f"{what} -> look whether stories are missing; if it is meant, build with --allow-loss", file=sys.stderr)
    return 1


def _count(folder: Path) -> int:
    return sum(1 for _ in folder.rglob("*.html")) if folder.is_dir() else 0


def _settle(stage: Path) -> None:
    """Modes that do not depend on the umask (644, 755), and everything on the disk before the switch."""
    for folder, _, files in os.walk(stage):
        os.chmod(folder, 0o755)
        for name in files:
            os.chmod(os.path.join(folder, name), 0o644)
    os.sync()


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
