"""Small bulletins: what the floor keeps out, on random parts of ../shared/related with their editors' links."""

import random
from collections.abc import Iterator

import numpy as np

from plugins.related_news.item import Rule
from plugins.related_news.ranking import Ranking
from plugins.related_news.settings import RelatedNewsSettings
from tests.bench.related_sample import Sample


def small(sample: Sample) -> Iterator[str]:
    """Rows of a table: stories, how alike unrelated pairs are, and what stands above the floor of 0.04 and above ours."""
    rule = RelatedNewsSettings()
    for stories, times in ((34, 24), (50, 16), (100, 8), (200, 5), (500, 3)):
        floors = (rule.floor, rule.floor_among(stories))
        shown, right, wanted = np.zeros(2), np.zeros(2), 0
        unrelated: list[float] = []
        for seed in range(times):
            part = _part(sample, stories, random.Random(seed))
            places = {number: place for place, number in enumerate(part)}
            ranking = Ranking([sample.items[number] for number in part], Rule())
            for place, row in ranking.rows(range(stories)):
                links = {places[one] for one in _linked(sample, part[place]) if one in places}
                unrelated += [value for other, value in enumerate(row.tolist()) if other != place and other not in links]
                if links:
                    top = np.argsort(-row, kind="stable")[: rule.limit].tolist()
                    above = [{one for one in top if row[one] >= floor} for floor in floors]
                    shown += [len(one) for one in above]
                    right += [len(one & links) for one in above]
                    wanted += min(rule.limit, len(links))
        median, most = np.quantile(unrelated, (0.5, 0.97))
        cells = (f"{right[way] / shown[way]:.2f}, {right[way] / wanted:.2f}" for way in (0, 1))
        yield f"| {stories} | {median:.3f} | {most:.3f} | {floors[1]:.3f} | {' | '.join(cells)} |"


def _linked(sample: Sample, number: int) -> set[int]:
    """Who links to the story or is linked by it."""
    return sample.links.get(number, set()) | {one for one, found in sample.links.items() if number in found}


def _part(sample: Sample, stories: int, chance: random.Random) -> list[int]:
    """So many stories, half of them sources of links with up to three targets, in the order of their dates."""
    sources = sorted(sample.links)
    chance.shuffle(sources)
    chosen: dict[int, None] = {}
    for source in sources:
        if len(chosen) < stories / 2:
            chosen |= dict.fromkeys([source, *sorted(sample.links[source])[:3]])
    while len(chosen) < stories:
        chosen[chance.randrange(len(sample.items))] = None
    return sorted(list(chosen)[:stories])
