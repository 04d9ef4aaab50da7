"""Workshop: the jobs of one build done once, over all processor cores, in an order that changes nothing."""

import hashlib
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from plugins.newsroom.shelf import content_digest

from .darkroom import BadPicture, Negative, cut_out, develop
from .prints import CARD, RECIPE, encode_card, make_poster, make_prints
from .progress import Progress
from .settings import PhotoSettings
from .social_card import CardWords, draw_card, font_digest
from .store import Files, Kept, Made, Store

THUMBNAIL_RATIO = 3 / 2
Focus = tuple[float, float]
CENTRE: Focus = (0.5, 0.4)
"""Where nothing is said: a little above the middle, where faces are."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a picture can't be published, and what to do."""

    message: str
    mend: str


@dataclass(frozen=True, slots=True)
class Job:
    """One picture to be made into prints, cut out for cards, or set into a social card.

    ``source`` is the file (nothing: a card without a picture) and ``digest`` its content digest.
    """

    source: Path | None
    digest: str
    settings: PhotoSettings
    focus: Focus | None = None
    """Cut out around this place; without it the whole picture is printed."""
    words: CardWords | None = None
    """Set on a social card."""
    poster: bool = False
    """A video's still: one file that every browser can show."""

    @property
    def name(self) -> str:
        """What the result depends on, as a hash: the file, the recipe, the words."""
        one = self.settings
        quality = (one.jpeg_quality, one.webp_quality, one.avif_quality, one.avif_speed, one.max_pixels, one.max_bytes)
        parts: list[object] = [RECIPE, self.digest, quality, self.focus, self.poster]
        if self.words:
            parts += [self.words, font_digest(), CARD]
        else:
            parts += [one.thumbnail_widths if self.focus else one.widths]
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]

    def make(self) -> Iterator[Made]:
        """The files; raises BadPicture."""
        negative = self._negative() if self.source else None
        if self.words:
            picture = negative.image if negative else None
            yield encode_card(draw_card(self.words, picture, self.focus or CENTRE))
        elif negative and self.poster:
            yield make_poster(negative, self.settings)
        elif negative and self.focus:
            part = Negative(cut_out(negative.image, THUMBNAIL_RATIO, self.focus), negative.drawing)
            yield from make_prints(part, self.settings.thumbnail_widths, self.settings)
        elif negative:
            yield from make_prints(negative, self.settings.widths, self.settings)

    def _negative(self) -> Negative:
        assert self.source is not None
        data = self.source.read_bytes()
        limit = self.settings.max_bytes
        if len(data) > limit:
            what = f"the file is too large ({len(data) / 1e6:.1f} MB)"
            raise BadPicture(what, f"save it smaller than {limit // 1_000_000} MB")
        if content_digest(data).hex() != self.digest:
            raise BadPicture("the file changed while it was read", "build again")
        return develop(data, self.settings.max_pixels, max(self.settings.widths))


Outcome = list[Kept] | Fault


def do_all(jobs: Mapping[str, Job], store: Store, settings: PhotoSettings) -> dict[str, Outcome]:
    """The outcome of each job by its name; what the store has is not made again."""
    done: dict[str, Outcome] = {}
    missing = []
    for name, job in jobs.items():
        kept = store.load(name)
        if kept is None:
            missing.append((name, job))
        else:
            done[name] = kept
    if missing:
        workers = min(settings.workers or _cores(), len(missing) // 4)
        with Progress(len(missing)) as progress:
            made = _in_processes(missing, store.files, workers) if workers > 1 else _here(missing, store.files)
            try:
                for name, outcome in made:
                    if isinstance(outcome, list):
                        store.note(name, outcome)
                    done[name] = outcome
                    progress.advance()
            finally:
                store.flush()
    return done


def _here(missing: Iterable[tuple[str, Job]], files: Files) -> Iterator[tuple[str, Outcome]]:
    for name, job in missing:
        yield name, do(job, files)


def _in_processes(missing: Iterable[tuple[str, Job]], files: Files, workers: int) -> Iterator[tuple[str, Outcome]]:
    """As they are done; the caller sorts by name, so the order does not matter."""
    with _pool(workers) as pool:
        futures: dict[Future[Outcome], str] = {pool.submit(do, job, files): name for name, job in missing}
        for future in as_completed(futures):
            yield futures[future], future.result()


@contextmanager
def _pool(workers: int) -> Iterator[Executor]:
    """Processes that leave Ctrl-C to us; what has not begun when we are stopped is not begun."""
    # A fork shares what is read already, but only a process with one thread may be forked.
    safe = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if safe else "spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_ignore_interrupt)
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


def _ignore_interrupt() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def do(job: Job, files: Files) -> Outcome:
    """Make what the job asks for and keep it."""
    try:
        return files.keep(job.make())
    except BadPicture as error:
        return Fault(str(error), error.mend)


def fetch(files: Files, digest: str, job: Job) -> Path:
    """A kept file; one that was lost or damaged is made again."""
    path = files.sound(digest)
    if path is None:
        files.keep(job.make())
        path = files.sound(digest)
    assert path is not None, f"{job.source}: the same picture came out otherwise"
    return path


def _cores() -> int:
    """The processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
