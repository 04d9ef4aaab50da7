"""Workshop: look what changed, build aside what has to be made, switch."""

import os
import shutil
import sys
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plugins.newsroom.moment import build_moment
from plugins.newsroom.output import Output
from plugins.newsroom.shelf import digest

from . import folders
from .exchange import put_in_place
from .inputs import Inputs, look
from .lean import load_press
from .manifest import Manifest, load
from .order import Order
from .part import Part
from .portable import adopt, offer, read
from .tree import NextTree

if TYPE_CHECKING:
    from .progress import Progress

PUBLISHED = "published"
"""The word a build says when readers see its site; what it still does after that is for the next build."""
_LOSS = 0.2
"""A release that loses more than this part of the pages has to be confirmed."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """The live release as a process saw it that waits for its build; good as long as its manifest is the same file."""

    manifest: Manifest
    folders: folders.Folders
    stamp: tuple[int, int] | None


class Workshop:
    """The folder .releases beside the live one: the release before it, what is known of both, and work in progress."""

    def __init__(self, order: Order, ahead: Ahead | None = None) -> None:
        self.order = order
        self.ahead = ahead
        self.start = time.monotonic()
        self._notes: dict[str, Any] = {}
        """What plugins noted in the live folder, if what it says of itself is all that is known of it."""
        self.folder = order.output.parent / ".releases"
        self.folder.mkdir(parents=True, exist_ok=True)

    def path(self, name: str) -> Path:
        return self.folder / f"{self.order.output.name}.{name}"

    def work(self, allow_loss: bool) -> int:
        """One build, from looking at the inputs to the switch."""
        if self.ahead and self.ahead.stamp != _stamp(self.path("live.manifest")):
            self.ahead = None
        live = self.ahead.manifest if self.ahead else self.live()
        inputs = look(self.order.content, self.order.frame, live.inputs)
        if self._unchanged(live, inputs):
            print(f"nothing changed since the last build; {self.order.output.name}/ is up to date", file=sys.stderr)
            if self.order.explain:
                what = f"none of the {len(inputs.content) + len(inputs.frame)} files the site is made from changed"
                print(f"{self.order.explain}: left as it was; {what}", file=sys.stderr)
            return 0
        if not self._same_frame(live, inputs):
            inputs.known.clear()  # other rules may find fault with what was sound
        fresh = Output(self.path("fresh"), live.files, self._notes)
        shutil.rmtree(fresh.folder, ignore_errors=True)
        fresh.folder.mkdir()
        try:
            return self._build(live, inputs, fresh, allow_loss)
        finally:
            shutil.rmtree(fresh.folder, ignore_errors=True)

    def live(self) -> Manifest:
        """What is known of the live release; if the folder is not as it was left, only inputs and what it says of itself."""
        live = load(self.path("live.manifest"))
        if live.files and live.fits(self.order.output):
            return live
        told = read(self.order.output)
        self._notes = told.notes
        known = adopt(self.order.output, told)
        if known.files:
            sound = f"{len(known.files) - 1} of {len(told.files)} files are as they were published"
            print(f"starting from the site in {self.order.output.name}/: {sound}", file=sys.stderr)
        return replace(known, inputs=live.inputs)

    def folders_of(self, live: Manifest) -> folders.Folders:
        """What is known of the folders of the live release and of the one before it."""
        return folders.load(self.path("folders"), live.folders, self.path("previous"))

    def _unchanged(self, live: Manifest, inputs: Inputs) -> bool:
        return self._same_frame(live, inputs) and not inputs.changed(live.inputs)

    def _same_frame(self, live: Manifest, inputs: Inputs) -> bool:
        """Whether all but the content is what it was: the order, code, theme, settings, and what the clock shows."""
        if live.order != self.order.fingerprint() or not inputs.same_frame(live.inputs):
            return False
        now = build_moment(self.order.now).isoformat()
        return live.moment <= now and (not live.next_change or now < live.next_change)

    def _parts(self, live: Manifest, inputs: Inputs) -> Iterator[Part]:
        """What has to be planned, if nothing happened but that stories were added or edited, the least first."""
        if self.order.explain or not live.files or not self._same_frame(live, inputs):
            return
        news = self.order.content / "news"
        changed = inputs.changed(live.inputs)
        if all(path.startswith(f"{news}{os.sep}") and path in inputs.content for path in changed):
            yield Part(self._revised(live, changed))
            folders = {Path(path).parent.relative_to(news).as_posix() for path in changed}
            if live.roll:
                stories = frozenset(unicodedata.normalize("NFC", folder) for folder in folders)
                yield Part(planned=stories, roll=live.roll, told=live.told)

    def _revised(self, live: Manifest, changed: set[str]) -> dict[str, bytes]:
        """Content digests, before, of the texts that were edited, if that is all that happened."""
        before = live.inputs.content
        # A preview leaves the lists of stories as they were while only bodies change, whatever they depend on.
        if live.lists is None and not self.order.preview:
            return {}
        for path in changed:
            told = f"{Path(path).relative_to(self.order.content.parent).as_posix()}:" in live.told
            if told or path not in before or not path.endswith(".md"):
                return {}
        return {path: before[path][2] for path in sorted(changed)}

    def _build(self, live: Manifest, inputs: Inputs, fresh: Output, allow_loss: bool) -> int:
        press = load_press()
        progress = press.Progress(live.lists)
        code, known = None, Manifest()
        for part in filter(None, self._parts(live, inputs)):
            code = press.run(self.order, fresh, self._frame(inputs), inputs, progress, part)
            known = self._advanced(live, inputs, progress, part)
            if code is not None:
                break
        if code is not None and live.told:
            print(live.told, file=sys.stderr)
        if code is None:
            code = press.run(self.order, fresh, self._frame(inputs), inputs, progress, Part())
            known = self._manifest(inputs, progress)
            if not code and self._loses_much(live, fresh, allow_loss):
                code = 1
        if code:
            return code
        known.moment = build_moment(self.order.now).isoformat()
        if self.order.portable:
            offer(fresh, self.order.output, read(self.order.output), fresh.noted)
        touched, grown = self._switch(live, known, fresh)
        seconds = time.monotonic() - self.start
        name = self.order.output.name
        told = f"{PUBLISHED} {known.pages} pages into {name}/, {touched} files changed, in {seconds:.1f} s"
        print(told, file=sys.stderr, flush=True)
        known.folders = grown.save(self.path("folders"))
        known.save(self.path("live.manifest"))
        return 0

    def _manifest(self, inputs: Inputs, progress: "Progress") -> Manifest:
        """What is known of a release that was planned as a whole, but for its files."""
        known = Manifest(self.order.fingerprint(), inputs) if progress.repeatable else Manifest()
        known.next_change = progress.next_change.isoformat() if progress.next_change else ""
        known.pages, known.lists, known.told = progress.counted, progress.lists, progress.told
        known.roll = progress.roll
        return known

    def _advanced(self, live: Manifest, inputs: Inputs, progress: "Progress", part: Part) -> Manifest:
        """What is known of a release of which only a part was planned, but for its files."""
        known = replace(live, inputs=inputs, lists=progress.lists)
        if part.planned:
            changes = [live.next_change, progress.next_change.isoformat() if progress.next_change else ""]
            known.next_change = min(filter(None, changes), default="")
            known.pages, known.roll = progress.counted, progress.roll
        return known

    def _frame(self, inputs: Inputs) -> bytes:
        """Digest of what every page shares: code, theme, settings, versions, the sections and the order.

        The desk's other files are no part of it: what a page shows of them it is described by.
        """
        here = self.order.settings.parent  # elsewhere the same bulletin has other paths above it
        sections = inputs.content.get(str(self.order.content / "desk" / "sections.yaml"), (0, 0, b""))[2]
        shared = [(os.path.relpath(path, here), seen[2]) for path, seen in inputs.frame.items()]
        said = (self.order.settings.name, self.order.site_url, str(self.order.preview))
        return digest(inputs.versions, *said, sections, repr(sorted(shared)))

    def _switch(self, live: Manifest, known: Manifest, fresh: Output) -> tuple[int, folders.Folders]:
        """Make the next release out of the one before the live one, and let them change places.

        The number of files that differ, and the folders of both.
        """
        stage = self.path("next")
        tree = NextTree(stage, fresh, self.order.output, live, self.ahead.folders if self.ahead else self.folders_of(live))
        touched, grown = tree.grow(self.path("previous"), known)
        if not self.order.preview:
            os.sync()
        put_in_place(stage, self.order.output, self.path("previous"))
        return touched, grown

    def _loses_much(self, live: Manifest, fresh: Output, allow_loss: bool) -> bool:
        """Refuse a release that would take many pages away, unless that was said to be meant."""
        files = live.files or (name for _, _, names in os.walk(self.order.output) for name in names)
        old, new = (sum(1 for path in paths if path.endswith(".html")) for paths in (files, fresh.offered))
        if allow_loss or old < 20 or new >= old * (1 - _LOSS):
            return False
        what = f"content: {old - new} of {old} pages would vanish"
        print(f"{what} -> look whether stories are missing; if it is meant, build with --allow-loss", file=sys.stderr)
        return True


def look_ahead(order: Order) -> Ahead:
    """Look at what is published, for a build that is to be asked for later."""
    order = order.settled()
    workshop = Workshop(order)
    stamp = _stamp(workshop.path("live.manifest"))
    live = workshop.live()
    return Ahead(live, workshop.folders_of(live), stamp)


def _stamp(file: Path) -> tuple[int, int] | None:
    """What tells a file from another that has taken its name."""
    return (file.stat().st_ino, file.stat().st_mtime_ns) if file.exists() else None
