"""What a build costs: cold, with nothing changed, after one body edit, one title edit, and with one new story.

CPU seconds of the whole process (user and system, children included), peak memory, files of the site that changed.
``python3 tasks.py bench rebuild --n 1000 5000``; needs ../shared/corpus. Pelican's own time stands beside ours with
``--peers``: the same stories, its Markdown reader, its theme ``simple``, no plugin.
"""

import argparse
import math
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from tests.bench.corpus import newsgen, write_corpus, write_story

HERE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Cost:
    """One build: CPU seconds, peak memory in MB, and what it said last."""

    cpu: float
    memory: int
    said: str

    def __str__(self) -> str:
        return f"{self.cpu:7.2f} s  {self.memory:5d} MB  {self.said}"


def measure(command: list[str]) -> Cost:
    """Run a program in a child of its own, so that its peak memory is its own too."""
    words = [sys.executable, "-c", _MEASURE, *command]
    done = subprocess.run(words, cwd=HERE, capture_output=True, text=True, check=True)
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


def ours(folder: Path) -> Cost:
    options = ["--content", str(folder / "content"), "--output", str(folder / "output")]
    return measure([sys.executable, "-m", "plugins.releases", "build", *options])


def stock(folder: Path) -> Cost:
    settings = folder / "stockconf.py"
    settings.write_text(
        f"PATH = {str(folder / 'stock/content')!r}\nSITENAME = 'x'\nTIMEZONE = 'Asia/Ho_Chi_Minh'\nDEFAULT_LANG = 'vi'\n"
        "THEME = 'simple'\nREADERS = {'rst': None, 'html': None}\nPLUGINS = []\nFEED_ALL_ATOM = None\n"
        "CATEGORY_FEED_ATOM = None\nTRANSLATION_FEED_ATOM = None\nDEFAULT_PAGINATION = 20\n"
        "YEAR_ARCHIVE_SAVE_AS = 'y/{date:%Y}.html'\nMONTH_ARCHIVE_SAVE_AS = 'y/{date:%Y}/{date:%m}.html'\n"
        "PAGINATION_PATTERNS = [(1, '{url}', '{save_as}'), (2, '{base_name}/p{number}.html', '{base_name}/p{number}.html')]\n"
    )
    return measure([sys.executable, "-m", "pelican", "-s", str(settings), "-o", str(folder / "stock/output")])


def steps(folder: Path, generator: ModuleType) -> dict[str, Callable[[], None]]:
    """What happens before each build."""
    text = sorted((folder / "content/news").glob("2023/0*/*/index.vi.md"))[7]

    def body() -> None:
        text.write_text(text.read_text(encoding="utf-8") + "\nThêm một câu.\n", encoding="utf-8")

    def title() -> None:
        text.write_text(text.read_text(encoding="utf-8").replace('title: "', 'title: "Mới: ', 1), encoding="utf-8")

    def story() -> None:
        write_story(folder / "content", generator.story(10**6, newest=True), generator, None)

    nothing = lambda: None  # noqa: E731
    return {
        "cold": nothing,
        "nothing changed": nothing,
        "one body edit": body,
        "one title edit": title,
        "one new story": story,
    }


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="bench rebuild")
    parser.add_argument("--n", type=int, nargs="+", default=[1000, 5000], help="stories (1.85 articles each)")
    parser.add_argument("--peers", action="store_true", help="also Pelican without our plugins")
    options = parser.parse_args(sys.argv[2:])
    generator = newsgen()
    colds: dict[int, float] = {}
    for count in options.n:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_corpus(folder / "content", count)
            for label, prepare in steps(folder, generator).items():
                prepare()
                cost = ours(folder)
                colds.setdefault(count, cost.cpu)
                print(f"{count:6d}  {label:16} {cost}", flush=True)
            if options.peers:
                for number in range(count):
                    generator.emit_one(generator.story(number), "pelican", str(folder / "stock"), False)
                print(f"{count:6d}  stock Pelican    {stock(folder)}", flush=True)
    counts = sorted(colds)
    if len(counts) > 1:
        low, high = counts[0], counts[-1]
        exponent = math.log(colds[high] / colds[low]) / math.log(high / low)
        print(f"growth of a cold build from {low} to {high} stories: exponent {exponent:.2f}")
    return 0
