"""Release: lock, look what changed, build aside what has to be made, switch."""

import importlib
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from plugins.newsroom.moment import DateError, build_moment
from plugins.newsroom.output import Output
from plugins.newsroom.shelf import digest

from .exchange import put_in_place, recover
from .inputs import Inputs, look
from .manifest import Manifest, load
from .order import Order
from .tree import NextTree

if TYPE_CHECKING:
    from .progress import Progress

LOCKED = 75
"""Exit code while another build is running (EX_TEMPFAIL of sysexits.h)."""
CANCELLED = 130
_OURS = b'<link rel="stylesheet" href="/theme/style.'
"""What every front page of ours says: a folder is replaced if we built it, or if it holds such a page."""
_LOSS = 0.2
"""A release that loses more than this part of the pages has to be confirmed."""


def release(order: Order, allow_loss: bool = False) -> int:
    """Build and publish into ``order.output``; the exit code: 0 published, anything else: the old site is as it was."""
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
    workshop = Workshop(order)
    os.umask(0o022)
    try:
        with FileLock(workshop.path("lock"), timeout=0), _terminable():
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
    except Timeout:
        print(f"another build is at work on {order.output.name}/ -> wait for it to end", file=sys.stderr)
        return LOCKED
    except KeyboardInterrupt:
        print("cancelled; nothing was published", file=sys.stderr)
        return CANCELLED


class Workshop:
    """The folder .releases beside the live one: the release before it, what is known of both, and work in progress."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.start = time.monotonic()
        self.folder = order.output.parent / ".releases"
        self.folder.mkdir(parents=True, exist_ok=True)

    def path(self, name: str) -> Path:
        return self.folder / f"{self.order.output.name}.{name}"

    def work(self, allow_loss: bool) -> int:
        """One build, from looking at the inputs to the switch."""
        live = load(self.path("live.json"))
        known = live.inputs
        if live.files and not live.fits(self.order.output):
            live = Manifest()
        inputs = look(self.order.content, self.order.frame, known)
        if self._unchanged(live, inputs):
            print(f"nothing changed since the last build; {self.order.output.name}/ is up to date", file=sys.stderr)
            if self.order.explain:
                what = f"none of the {len(inputs.content) + len(inputs.frame)} files the site is made from changed"
                print(f"{self.order.explain}: left as it was; {what}", file=sys.stderr)
            return 0
        fresh = Output(self.path("fresh"), live.published())
        shutil.rmtree(fresh.folder, ignore_errors=True)
        fresh.folder.mkdir()
        try:
            return self._build(live, inputs, fresh, allow_loss)
        finally:
            shutil.rmtree(fresh.folder, ignore_errors=True)

    def _unchanged(self, live: Manifest, inputs: Inputs) -> bool:
        return self._same_frame(live, inputs) and not inputs.changed(live.inputs)

    def _same_frame(self, live: Manifest, inputs: Inputs) -> bool:
        """Whether all but the content is what it was: the order, code, theme, settings, and what the clock shows."""
        if live.order != self.order.fingerprint() or not inputs.same_frame(live.inputs):
            return False
        now = build_moment(self.order.now).isoformat()
        return live.moment <= now and (not live.next_change or now < live.next_change)

    def _revised(self, live: Manifest, inputs: Inputs) -> dict[str, bytes]:
        """Content digests, before, of the stories' texts that were edited, if that is all that happened."""
        news = f"{self.order.content}{os.sep}news{os.sep}"
        before, changed = live.inputs.content, inputs.changed(live.inputs)
        if live.by_text or self.order.explain or not live.files or not self._same_frame(live, inputs):
            return {}
        for path in changed:
            there = path in before and path in inputs.content
            told = f"{Path(path).relative_to(self.order.content.parent).as_posix()}:" in live.told
            if told or not there or not path.startswith(news) or not path.endswith(".md"):
                return {}
        return {path: bytes.fromhex(before[path][2]) for path in sorted(changed)}

    def _build(self, live: Manifest, inputs: Inputs, fresh: Output, allow_loss: bool) -> int:
        # Loaded late: a build that has nothing to do need not wait for Pelican.
        press = importlib.import_module(".press", __package__)
        progress = press.Progress()
        code, known = None, Manifest()
        if revised := self._revised(live, inputs):
            code = press.run(self.order, fresh, self._frame(inputs), inputs, progress, revised)
            known = replace(live, inputs=inputs)
        if code is not None and live.told:
            print(live.told, file=sys.stderr)
        if code is None:
            code = press.run(self.order, fresh, self._frame(inputs), inputs, progress, {})
            fresh.adopt()
            known = self._manifest(inputs, progress)
        if code or self._loses_much(live, fresh, allow_loss):
            return int(code or 1)
        known.moment = build_moment(self.order.now).isoformat()
        touched = self._switch(live, known, fresh)
        seconds = time.monotonic() - self.start
        name = self.order.output.name
        print(f"published {known.pages} pages into {name}/, {touched} files changed, in {seconds:.1f} s", file=sys.stderr)
        return 0

    def _manifest(self, inputs: Inputs, progress: "Progress") -> Manifest:
        """What is known of a release that was planned as a whole, but for its files."""
        known = Manifest(self.order.fingerprint(), inputs) if progress.repeatable else Manifest()
        known.next_change = progress.next_change.isoformat() if progress.next_change else ""
        known.pages, known.by_text, known.told = progress.counted, progress.by_text, progress.told
        return known

    def _frame(self, inputs: Inputs) -> bytes:
        """Digest of what every page shares: code, theme, settings, versions, the desk's files and the order.

        Reads and pins are no part of it: what a page shows of them stands in its panels.
        """
        shown = (f"{os.sep}desk{os.sep}reads{os.sep}", f"{os.sep}desk{os.sep}most_read.yaml")
        desk = [
            (path, seen[2])
            for path, seen in inputs.content.items()
            if f"{os.sep}desk{os.sep}" in path and not any(part in path for part in shown)
        ]
        shared = [(path, seen[2]) for path, seen in inputs.frame.items()]
        return digest(inputs.versions, self.order.fingerprint(), repr(sorted(desk)), repr(sorted(shared)))

    def _switch(self, live: Manifest, known: Manifest, fresh: Output) -> int:
        """Make the next release out of the one before the live one, and let them change places."""
        stage = self.path("next")
        touched = NextTree(stage, fresh, self.order.output, live).grow(self.path("previous"), known)
        os.sync()
        put_in_place(stage, self.order.output, self.path("previous"))
        known.save(self.path("live.json"))
        return touched

    def _loses_much(self, live: Manifest, fresh: Output, allow_loss: bool) -> bool:
        """Refuse a release that would take many pages away, unless that was said to be meant."""
        files = live.files or (name for _, _, names in os.walk(self.order.output) for name in names)
        old, new = (sum(1 for path in paths if path.endswith(".html")) for paths in (files, fresh.offered))
        if allow_loss or old < 20 or new >= old * (1 - _LOSS):
            return False
        what = f"content: {old - new} of {old} pages would vanish"
        print(f"{what} -> look whether stories are missing; if it is meant, build with --allow-loss", file=sys.stderr)
        return True


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
    known = (output.parent / ".releases" / f"{output.name}.live.json").exists()
    ours = known or (home.is_file() and _OURS in home.read_bytes())
    if output.is_dir() and any(output.iterdir()) and not ours:
        return f"{output.name}/: holds files but no site of ours -> move them away or choose another --output"
    return ""


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
