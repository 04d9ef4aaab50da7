"""The steps of the benchmark ``rebuild``: a generated bulletin, the edits made to it, and what each build costs."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

from tests.bench.corpus import write_corpus, write_story
from tests.bench.preview_latency import seconds

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
COLD = "cold, pictures kept"


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

    def push(self) -> None:
        """Go to a runner of CI that has a fresh checkout and unpacks the cache of the run before, and correct a sentence."""
        names, archive = ("output", ".releases", ".cache"), str(self.folder / "cache.tar")
        # As actions/cache does it, which packs the archive besides.
        subprocess.run(["tar", "--format=posix", "-cf", archive, "-C", str(self.folder), *names], check=True)
        aside = self._put_aside(*names, "content")
        shutil.copytree(aside / "content", self.content, copy_function=shutil.copyfile)
        subprocess.run(["tar", "-xf", archive, "-C", str(self.folder)], check=True)
        self.body()

    def _put_aside(self, *names: str) -> Path:
        aside = Path(tempfile.mkdtemp(dir=self.folder))
        for name in names:
            (self.folder / name).rename(aside / Path(name).name)
        return aside

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
            (COLD, self.forget),
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
            ("one body edit on a fresh checkout with the cache of the run before, unpacked by tar", self.push),
            ("first build on an empty machine, from a copy of the deployed site", self.move),
        ]
        for label, prepare in steps:
            prepare()
            yield label, self.build()


def _add_sentence(text: Path) -> None:
    text.write_text(text.read_text(encoding="utf-8") + "\nThêm một câu.\n", encoding="utf-8")
