"""Other news ("Các tin bài khác"): what else the section had when the story was published.

Contract: fills ``panels.other_news`` of every article with up to LIMIT stories of its section in its own edition: the
newest ones before it, and where there are too few, the first ones after it. So the newest story shows the newest of its
section, and an old page does not change because a new story appears.
"""

from collections import defaultdict
from collections.abc import Iterator

from pelican import signals

from plugins.newsroom.bulletin import Bulletin, contributor
from plugins.newsroom.desk import Section
from plugins.newsroom.panel import Panel
from plugins.newsroom.story import Article

LIMIT = 4


def fill_panels(bulletin: Bulletin) -> None:
    """The neighbours in the section, then in the top section above it."""
    for articles in bulletin.articles.values():
        lists: dict[Section, list[Article]] = defaultdict(list)
        places: dict[tuple[Section, int], int] = {}
        for article in articles:
            for section in article.section.trail:
                places[section, id(article)] = len(lists[section])
                lists[section].append(article)
        for article in articles:
            trail = reversed(article.section.trail)
            near = (one for part in trail for one in neighbours(lists[part], places[part, id(article)]))
            article.panels.other_news = Panel("other_news", article.panels.take(near, LIMIT))


def neighbours(newest_first: list[Article], place: int) -> Iterator[Article]:
    """The articles before the one at ``place`` in time, newest first, then those after it, oldest first."""
    for number in range(place + 1, len(newest_first)):
        yield newest_first[number]
    for number in range(place - 1, -1, -1):
        yield newest_first[number]


contribute = contributor(fill_panels)


def register() -> None:
    signals.all_generators_finalized.connect(contribute)
