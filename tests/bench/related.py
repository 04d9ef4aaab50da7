"""Related news measured: quality, planted events, cost, churn, and others beside it.

``python -m tests.bench related [--sizes 541,5405,27039] [--peers 1000,5000] [--parts quality,small,events,cost,churn,peers]``
prints the section "related" of RESULTS.md. Seconds are CPU seconds of one process for itself.
"""

import argparse
import json
import math
import subprocess
import sys
from collections import defaultdict
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from plugins.related_news.item import Item, Rule
from plugins.related_news.lists import Dated, Lists
from plugins.related_news.ranking import Ranking
from plugins.related_news.settings import RelatedNewsSettings
from tests.bench import related_churn, related_corpus, related_peers, related_sample, related_small

_PLAIN, _EVENTS = 2000, 300
"""Stories without an event, and events of four stories each."""


def main(words: list[str] | None = None) -> int:
    """Print the parts asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench related")
    parser.add_argument("--sizes", default="541,5405,27039", help="stories (1.85 articles each) of the cost table")
    parser.add_argument("--peers", default="1000,5000", help="stories of the table with others")
    parser.add_argument("--parts", default=",".join(PARTS))
    values = parser.parse_args(sys.argv[2:] if words is None else words)
    print(f"numpy {metadata.version('numpy')}, Python {sys.version.split()[0]}, Pelican {metadata.version('pelican')}\n")
    with TemporaryDirectory() as name:
        folder = Path(name)
        for part in values.parts.split(","):
            print(f"### {part}\n", flush=True)
            if part == "cost":
                cost(folder, _numbers(values.sizes))
            elif part == "peers":
                peers(folder, _numbers(values.peers))
            else:
                PARTS[part](folder)
            print(flush=True)
    return 0


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(one) for one in text.split(","))


def quality(_: Path) -> None:
    """nDCG@5 (recall@5) on the open sample; one thing changed in each row."""
    if not related_sample.SAMPLE.is_file():
        print("../shared/related is not here")
        return
    columns = ("text", "date", "older", "older, date")
    print("nDCG@5 (recall@5); *older*: older stories only, both as candidates and as links\n")
    print(f"| | {' | '.join(columns)} |\n|---{'|---' * len(columns)}|")
    for name, found in related_sample.table(related_sample.Sample()):
        cells = (f"{found[one][0]:.3f} ({found[one][1]:.3f})" if one in found else "" for one in columns)
        print(f"| {name} | {' | '.join(cells)} |", flush=True)


def small(_: Path) -> None:
    """What the floor does in bulletins of a few dozen stories."""
    if related_sample.SAMPLE.is_file():
        print("*above*: precision, recall of editors' links among the first five above the floor\n")
        print("| stories | unrelated pairs: median | 97 % | our floor | above 0.04 | above our floor |")
        print("|---|---|---|---|---|---|")
        for row in related_small.small(related_sample.Sample()):
            print(row, flush=True)


def events(folder: Path) -> None:
    """Whether the stories of one event find each other, in both languages and across them."""
    path = folder / "events"
    related_corpus.write(path, _PLAIN, _EVENTS)
    corpus = related_corpus.Corpus(path, _PLAIN + 4 * _EVENTS)
    rule = RelatedNewsSettings()
    known = related_churn.Known(Ranking(corpus.items, Rule(steps=False)), rule.floor)
    lists = Lists([Dated(item.key, item.when) for item in corpus.items], {}, known, rule)
    mates: dict[int, set[int]] = defaultdict(set)
    for number, event in enumerate(corpus.events):
        mates[event].add(number)
    recalls, overlaps, crossed, bounds = [], [], [], []
    for number, event in enumerate(corpus.events):
        if event < 0:
            continue
        ranked = [other for other, _ in lists.ranked(number, known.found[number])]
        recall = len(mates[event] & set(ranked[:5])) / 3
        recalls.append(recall)
        if len(corpus.items[number].languages) == 1 and event % 4 == 3:
            crossed.append(recall)
        readers = [set([o for o in ranked if code in corpus.items[o].languages][:5]) for code in (0, 1)]
        if len(corpus.items[number].languages) == 2 and any(readers):
            overlaps.append(len(readers[0] & readers[1]) / max(map(len, readers)))
            told = [{one for one in mates[event] - {number} if code in corpus.items[one].languages} for code in (0, 1)]
            bounds.append(len(told[0] & told[1]) / max(map(len, told)))
    print(f"recall@5 of the event's other stories: {np.mean(recalls):.3f}")
    print(f"of stories in one language whose event is told in the other too: {np.mean(crossed):.3f}")
    print("overlap of the lists of a Vietnamese-only and an English-only reader: 1 with language marks (one list);")
    print(f"{np.mean(overlaps):.2f} where stories without the reader's language are left out; the events' own stories, each")
    print(f"shown to all who can read it, allow {np.mean(bounds):.2f}, as some are in one language only")


def cost(folder: Path, sizes: tuple[int, ...]) -> None:
    """CPU seconds and peak memory, each in a process of its own; the exponent between neighbouring sizes.

    Adding one counts the start of an interpreter too. The sizes have nearly as many stories after the last step of the
    weights as there can be: the dearest moment to add one.
    """
    path = folder / "stories"
    related_corpus.write(path, max(sizes))
    print("| articles | full: CPU s | exponent | peak MB | adding one: CPU s | peak MB | kept index MB | counted texts MB |")
    print("|---|---|---|---|---|---|---|---|")
    before: dict[str, float] = {}
    start = related_peers.timed([sys.executable, "-c", ""], folder)
    for size in sizes:
        full, add = (_run(path, size, folder, what) for what in ("full", "add"))
        slope = math.log(full["cpu"] / before["cpu"]) / math.log(full["articles"] / before["articles"]) if before else math.nan
        exponent = f"{slope:.2f}" if before else ""
        cells = [f"{full['articles']:,.0f}", f"{full['cpu']:.1f}", exponent, f"{full['peak']:.0f}"]
        cells += [f"{add['cpu'] + start:.2f}", f"{add['peak']:.0f}", f"{add['kept']:.0f}", f"{add['texts']:.0f}"]
        print(f"| {' | '.join(cells)} |", flush=True)
        before = full


def _run(path: Path, size: int, folder: Path, what: str) -> dict[str, float]:
    words = [sys.executable, "-m", "tests.bench.related_cost", str(path), str(size), str(folder), what]
    found: dict[str, float] = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
    return found


def peers(folder: Path, sizes: tuple[int, ...]) -> None:
    """Others, and ours on as many stories."""
    print("| | stories | CPU s of the panel |\n|---|---|---|")
    path = folder / "beside"
    related_corpus.write(path, max(sizes))
    for size in sizes:
        print(f"| related_news, nothing kept | {size:,} | {_run(path, size, folder, 'full')['cpu']:.1f} |", flush=True)
    for row in related_peers.peers(folder, sizes):
        print(row, flush=True)


def churn(folder: Path) -> None:
    """A year of adding one story at a time: planted events, and the last part of the open sample."""
    path = folder / "events"
    related_corpus.write(path, _PLAIN, _EVENTS)
    items = related_corpus.Corpus(path, _PLAIN + 4 * _EVENTS).items
    print("Stories (one list for both editions) changed per added story.\n")
    print("| | added | mean | p95 | most | of these follow-ups | lists older than 7 days changed |")
    print("|---|---|---|---|---|---|---|")
    _years("planted events", items, next(place for place, one in enumerate(items) if one.when > items[-1].when - 365))
    if related_sample.SAMPLE.is_file():
        real = related_sample.Sample().items[-2500:]
        _years("real news, dated over two years", related_churn.as_years(real, 2), len(real) // 2)
        _years("real news, its own dates", real, len(real) - 300)
    print("\nBy the clock alone 0: no date but the stories' own is looked at.")
    step = len(items) - Rule().base(len(items) - 1)
    for name, one, times, span in (("refitted at each story", Rule(steps=False), 3, 1), ("in steps", Rule(), 1, step)):
        moved = related_churn.refit(items, one, times, span)
        print(f"\nWithout freezing, weights {name}: {moved:.1f} of {len(items):,} lists of five change per story added.")


def _years(name: str, items: list[Item], first: int) -> None:
    """Rows: all stories from ``first`` on added and frozen one by one; the last 200 of them without freezing."""
    rule = RelatedNewsSettings()
    known = related_churn.Known(Ranking(items, Rule()), rule.floor)
    for way, freeze, begin in (("frozen after each", True, first), ("never frozen", False, len(items) - 200)):
        found = related_churn.year(known, items, begin, freeze, rule)
        print(f"| {name}, {way} | {len(items) - begin:,} | {found.told()} |", flush=True)


PARTS: dict[str, Any] = {
    "quality": quality, "small": small, "events": events, "cost": cost, "churn": churn, "peers": peers
}
