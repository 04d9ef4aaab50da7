"""Other news ("Các tin bài khác"): what else the section had when the story was published.

Contract: fills ``panels.other_news`` of every article with up to LIMIT stories of its section in its own edition: the
newest ones before it, and where there are too few, the first ones after it. So the newest story shows the newest of its
section, and an old page does not change because a new story appears. ``reach`` of an article is how far it looked after it.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import MAXYEAR, datetime
from typing import Any

from pelican import signals

from plugins.newsroom.bulletin import Bulletin, contributor
from plugins.newsroom.desk import Section
from plugins.newsroom.moment import ZONE
from plugins.newsroom.panel import Panel
from plugins.newsroom.revision import taken
from plugins.newsroom.story import Article

LIMIT = 4
_END = datetime(MAXYEAR, 1, 1, tzinfo=ZONE)
"""Later than any story."""


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
            if bulletin.is_kept(article):
                continue
            article.reach = None
            trail = reversed(article.section.trail)
            near = (one for part in trail for one in neighbours(lists[part], places[part, id(article)]))
            article.panels.other_news = Panel("other_news", article.panels.take(near, LIMIT))


def neighbours(newest_first: list[Article], place: int) -> Iterator[Article]:
    """The articles before the one at ``place`` in time, newest first, then those after it, oldest first.

    The article's ``reach`` becomes the date of the last one after it that is looked at, or the end of time.
    """
    article = newest_first[place]
    for number in range(place + 1, len(newest_first)):
        yield newest_first[number]
    for number in range(place - 1, -1, -1):
        article.reach = max(article.reach or newest_first[number].date, newest_first[number].date)
        yield newest_first[number]
    article.reach = _END


def tell_reached(generator: Any) -> None:
    """Note the kept stories whose panels looked at where a story was added."""
    bulletin: Bulletin = generator.bulletin
    for articles in bulletin.articles.values():
        added = [article for article in articles if article.key in bulletin.added]
        for article in articles if added else ():
            if article.reach and bulletin.is_kept(article):
                top = article.section.trail[0]
                if any(one.date <= article.reach and one.section.trail[0] is top for one in added):
                    bulletin.reached.add(article.key)


contribute = contributor(fill_panels)


def register() -> None:
    signals.all_generators_finalized.connect(contribute)
    taken.connect(tell_reached)
