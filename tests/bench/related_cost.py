"""What related news cost: ``python -m tests.bench.related_cost FILE STORIES FOLDER full|add``, one process a measurement."""

import gc
import json
import resource
import sys
from pathlib import Path

from plugins.related_news.item import Rule
from plugins.related_news.lists import Dated, Held, Lists
from plugins.related_news.neighbours import Lazy
from plugins.related_news.settings import RelatedNewsSettings
from tests.bench.related_corpus import Corpus


def cpu() -> float:
    """CPU seconds of this process, its own and the system's for it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def measure(path: Path, stories: int, folder: Path, what: str) -> dict[str, float]:
    """``full``: lists of all stories, nothing kept. ``add``: all but the newest are frozen, and the index is kept.

    The import of numpy counts; that of Pelican does not, nor reading the list of stories and the frozen lists.
    """
    corpus = Corpus(path, stories)
    dated = [Dated(item.key, item.when, frozenset((item.key,))) for item in corpus.items]
    frozen = folder / f"frozen-{stories}.json"
    held = {}
    if what == "add":
        held = {key: Held(tuple(keys)) for key, keys in json.loads(frozen.read_text())[:-1]}
    gc.disable()  # as a build does (releases/press.py)
    before = cpu()
    near = Lazy(corpus.items, Rule(), folder / f"index-{stories}")
    choices = Lists(dated, held, near, RelatedNewsSettings()).choose()
    used = cpu() - before
    if what == "full":
        pairs = zip(dated, choices, strict=True)
        listed = [[one.key, [dated[other].key for other, _ in choice.related]] for one, choice in pairs]
        frozen.write_text(json.dumps(listed))
    sizes = {file.name: file.stat().st_size / 1e6 for file in (folder / f"index-{stories}").glob("*")}
    texts = sizes.pop("grams.db")
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024  # getrusage would tell that of the process that started it
    articles = sum(len(item.languages) for item in corpus.items)
    return {"articles": articles, "cpu": used, "peak": peak, "kept": sum(sizes.values()), "texts": texts}


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), sys.argv[4])))
