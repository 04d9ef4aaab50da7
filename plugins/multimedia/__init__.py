"""Multimedia: the newest infographics and videos beside every article and on the home page.

Contract: fills ``panels.multimedia`` with up to LIMIT stories of kind infographic or video, in the page's edition.
"""

from pelican import signals

from plugins.newsroom.bulletin import Bulletin, contributor
from plugins.newsroom.panel import Panel
from plugins.newsroom.revision import FarReaching

LIMIT = 4


def fill_panels(bulletin: Bulletin) -> None:
    """The newest first; what the page already shows is left out."""
    by_edition = {
        code: [article for article in articles if article.kind != "news"]
        for code, articles in bulletin.articles.items()
    }
    if any(article.key in bulletin.added for articles in by_edition.values() for article in articles):
        raise FarReaching  # it stands on every page now
    for edition, kind, panels in bulletin.hosts():
        if by_edition[edition] and kind in ("article", "home"):
            panels.multimedia = Panel("multimedia", panels.take(by_edition[edition], LIMIT))


contribute = contributor(fill_panels)


def register() -> None:
    signals.all_generators_finalized.connect(contribute)
