"""Other news ("Các tin bài khác"): the newest stories of the section, after what other panels took.

Contract: fills ``panels.other_news`` of every article with up to LIMIT stories of its section in its own edition.
"""

from collections import defaultdict

from pelican import signals

from plugins.newsroom.bulletin import Bulletin, contributor
from plugins.newsroom.desk import Section
from plugins.newsroom.panel import Panel
from plugins.newsroom.story import Article

LIMIT = 4


def fill_panels(bulletin: Bulletin) -> None:
    """The newest of the section, then of the top section above it."""
    for articles in bulletin.articles.values():
        by_section: dict[Section, list[Article]] = defaultdict(list)
        for article in articles:
            for section in article.section.trail:
                by_section[section].append(article)
        for article in articles:
            nearest_first = [by_section[section] for section in reversed(article.section.trail)]
            taken = article.panels.take((one for group in nearest_first for one in group), LIMIT)
            article.panels.other_news = Panel("other_news", taken)


contribute = contributor(fill_panels)


def register() -> None:
    signals.all_generators_finalized.connect(contribute)
