"""Quality of related news on ../shared/related: real articles as numbered syllables, and the links their editors set."""

from array import array
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from plugins.related_news.item import Item, Rule
from plugins.related_news.ranking import Ranking
from plugins.related_news.syllables import Runs

SAMPLE = Path(__file__).resolve().parents[3] / "shared" / "related" / "open_sample.npz"
ORDER_A_DAY = 3600
"""Steps of the sample's order taken as one day: only how fast the date factor fades depends on it."""
Weighing = Callable[[NDArray[np.float64], int], NDArray[np.float64]]


class Sample:
    """The articles as items in the order of their dates, and who links to whom."""

    def __init__(self, path: Path = SAMPLE) -> None:
        data = np.load(path)
        offset, zone, order = data["offset"], data["zone"], data["order"]
        breaks = np.unpackbits(data["after_break"])[: len(zone)].astype(bool)
        edges = breaks.copy()
        edges[offset[:-1]] = True
        edges[1:] |= zone[1:] != zone[:-1]
        cuts = np.append(np.flatnonzero(edges), len(zone))
        self._first = np.searchsorted(cuts, offset)
        self._cuts, self._zones = cuts.tolist(), zone[cuts[:-1]].tolist()
        self._syllables = data["syllable"].astype(np.uint64) + 1
        rising = np.argsort(order, kind="stable")
        place = np.argsort(rising)
        self.items = [self._item(int(number), float(order[number])) for number in rising]
        self.when = np.array([item.when for item in self.items])
        self.links: dict[int, set[int]] = {}
        for source, target in zip(place[data["link_from"]].tolist(), place[data["link_to"]].tolist(), strict=True):
            self.links.setdefault(source, set()).add(target)

    def _item(self, number: int, order: float) -> Item:
        return Item(str(number), order / ORDER_A_DAY, (0,), lambda: [self._read(number)], number)

    def _read(self, number: int) -> Runs:
        runs = range(int(self._first[number]), int(self._first[number + 1]))
        numbers = (self._syllables[self._cuts[run] : self._cuts[run + 1]].tobytes() for run in runs)
        return [(self._zones[run], array("Q", one)) for run, one in zip(runs, numbers, strict=True)]


def quality(sample: Sample, rule: Rule, weighings: dict[str, tuple[Weighing, bool]]) -> dict[str, tuple[float, float]]:
    """nDCG@5 and recall@5, mean over the sources; of each weighing (function, whether older stories only count)."""
    ranking = Ranking(sample.items, rule)
    results: dict[str, list[tuple[float, float]]] = {name: [] for name in weighings}
    for source, row in ranking.rows(sorted(sample.links)):
        for name, (weigh, older) in weighings.items():
            scores, wanted = weigh(row, source), sample.links[source]
            if older:
                scores, wanted = scores[:source], {one for one in wanted if one < source}
            if wanted:
                results[name].append(_ndcg(scores, wanted))
    return {name: tuple(np.mean(found, axis=0).tolist()) for name, found in results.items()}


def _ndcg(scores: NDArray[np.float64], wanted: set[int], size: int = 5) -> tuple[float, float]:
    top = np.argsort(-scores, kind="stable")[:size].tolist()
    gain = sum(1 / np.log2(place + 2) for place, one in enumerate(top) if one in wanted)
    ideal = sum(1 / np.log2(place + 2) for place in range(min(size, len(wanted))))
    return gain / ideal, len(wanted & set(top)) / len(wanted)


def table(sample: Sample) -> Iterator[tuple[str, dict[str, tuple[float, float]]]]:
    """What each part of the ranking is worth: one changed at a time."""

    def dated(share: float, days: float) -> Weighing:
        def weigh(row: NDArray[np.float64], source: int) -> NDArray[np.float64]:
            near = np.exp(-np.abs(sample.when - sample.when[source]) / days)
            return np.asarray(row * (1 - share + share * near))

        return weigh

    def plain(row: NDArray[np.float64], source: int) -> NDArray[np.float64]:
        return row

    ours = dated(0.5, 14)
    usual = {"text": (plain, False), "date": (ours, False), "older": (plain, True), "older, date": (ours, True)}
    rule = Rule()
    yield "as shipped", quality(sample, rule, usual)
    for name, changed in (
        ("1 syllable only", replace(rule, longest=1)),
        ("up to 2 syllables", replace(rule, longest=2)),
        ("up to 3", replace(rule, longest=3)),
        ("up to 5", replace(rule, longest=5)),
        ("title ×1, lead ×1", replace(rule, weights=(1, 1, 1))),
        ("title ×3, lead ×2", replace(rule, weights=(3, 2, 1))),
        ("title ×10, lead ×4", replace(rule, weights=(10, 4, 1))),
        ("ln idf (power 1)", replace(rule, power=1.0)),
        ("power 2", replace(rule, power=2.0)),
        ("cut above 30 texts", replace(rule, common=30)),
        ("cut above 400 texts", replace(rule, common=400)),
        ("weights from all texts (no steps)", replace(rule, steps=False)),
    ):
        yield name, quality(sample, changed, usual)
    for share, days in ((0.7, 7.0), (0.7, 14.0), (0.3, 14.0), (0.5, 7.0), (0.5, 28.0)):
        weigh = dated(share, days)
        yield (
            f"date factor {1 - share:.1f} + {share}·e^(-days/{days:.0f})",
            quality(sample, rule, {"date": (weigh, False), "older, date": (weigh, True)}),
        )
