"""Most read ("Đọc nhiều"), honest about what is known.

Contract: fills ``panels.most_read`` of every article. The bulletin has no reads data yet, so the panel shows the newest
stories of the edition under their true name, "Mới nhất / Latest". Fronts, which are lists of the newest, get none.
"""

from pelican import signals

from plugins.newsroom.bulletin import Bulletin, contributor
from plugins.newsroom.panel import Panel

LIMIT = 5


def fill_panels(bulletin: Bulletin) -> None:
    """The newest stories that the page does not show yet."""
    for article in bulletin.all_articles():
        newest = bulletin.articles[article.edition]
        article.panels.most_read = Panel("latest", article.panels.take(newest, LIMIT))


contribute = contributor(fill_panels)


def register() -> None:
    signals.all_generators_finalized.connect(contribute)
