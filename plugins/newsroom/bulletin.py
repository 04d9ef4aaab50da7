"""Bulletin: the whole publication as the plugins see it during one build."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .desk import Desk, Section
from .edition import Edition
from .page import Page
from .panel import Panels
from .problem import Problem
from .story import Article, Story


@dataclass(slots=True)
class StandingPage:
    """A page that is no news: about, contact … in one edition."""

    key: str
    edition: str
    title: str
    lead: str
    body_blocks: list[str]
    page: Page


@dataclass(slots=True)
class Front:
    """A list of stories with a page of its own: home, section, tag, author, month, year."""

    page: Page
    heading: str
    articles: list[Article]
    subject: Any = None
    """The section, tag or writer, or (year, month)."""
    blocks: list[tuple[Section, list[Article]]] = field(default_factory=list)
    """Home only: the newest stories of each top section."""
    counts: list[tuple[str, str, int]] = field(default_factory=list)
    """Archive only: (name, address, number of stories) of the years or months below; 0: the number is not told."""
    indexes: list[tuple[str, list[tuple[str, str, int]]]] = field(default_factory=list)
    """First page of the archive only: all tags and all writers in alphabetical order, each under the name of a label."""
    panels: Panels = field(default_factory=Panels)


@dataclass(slots=True)
class Bulletin:
    """Everything read, in memory; ``context["bulletin"]`` of a build.

    ``articles`` holds, for each edition, the visible articles, newest first.
    """

    editions: dict[str, Edition]
    desk: Desk
    now: datetime
    preview: bool = False
    stories: dict[str, Story] = field(default_factory=dict)
    articles: dict[str, list[Article]] = field(default_factory=dict)
    pages: list[StandingPage] = field(default_factory=list)
    fronts: list[Front] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    moments: list[datetime] = field(default_factory=list)
    """When the same files give another bulletin: an embargo ends, an item expires."""
    lists: str | None = ""
    """Seal of what lists of stories were chosen from and what was chosen, as far as that depends on what texts say, so that
    the body of one may change the pages of others. Empty if it does not; None if it does, and nothing was kept of it."""
    hidden: dict[str, str] = field(default_factory=dict)
    """Keys of stories that exist but are not to be seen now, with the reason (draft, embargo, expired)."""
    planned: frozenset[str] | None = None
    """Where stories were added or edited and nothing else happened: keys of those whose pages are planned. The others are
    *kept*: of them only what lists show is here, and their pages stay as they are. None: all are planned."""
    added: frozenset[str] = frozenset()
    """Keys of the planned stories that were not published before."""
    reached: set[str] = field(default_factory=set)
    """Keys of kept stories whose pages may change all the same. They are planned too: at once if that is told on the signal
    ``taken`` (newsroom/revision.py), else the build begins again."""
    kept_fronts: set[str] = field(default_factory=set)
    """Addresses of the fronts that stay as they are published."""

    def next_change(self) -> datetime | None:
        """The first of the moments still to come."""
        return min((moment for moment in self.moments if moment > self.now), default=None)

    def all_articles(self) -> Iterator[Article]:
        for articles in self.articles.values():
            yield from articles

    def is_kept(self, article: Article) -> bool:
        """Whether the article's pages stay as they are published."""
        return self.planned is not None and article.key not in self.planned

    def planned_articles(self) -> Iterator[Article]:
        """Those whose pages are planned, of each edition the newest first."""
        if self.planned is None:
            yield from self.all_articles()
            return
        stories = [self.stories[key] for key in self.planned if key in self.stories]
        for code in self.articles:
            mine = (story.articles[code] for story in stories if code in story.articles)
            yield from sorted(mine, key=lambda article: (article.date, article.key), reverse=True)

    def planned_fronts(self) -> Iterator[Front]:
        """Those whose pages are planned."""
        return (front for front in self.fronts if front.page.url not in self.kept_fronts)

    def hosts(self) -> Iterator[tuple[str, str, Panels]]:
        """Every planned article's page and every front: (edition, kind of page, its panels)."""
        for article in self.planned_articles():
            yield article.edition, "article", article.panels
        for front in self.fronts:
            yield front.page.edition, front.page.kind, front.panels

    def printed_pages(self) -> Iterator[Page]:
        """Every planned article, every front and standing page."""
        for article in self.planned_articles():
            assert article.page is not None
            yield article.page
        for front in self.fronts:
            yield front.page
        for standing in self.pages:
            yield standing.page


def contributor(add: Callable[[Bulletin], None]) -> Callable[..., None]:
    """Turn ``add(bulletin)`` into a handler of Pelican's ``all_generators_finalized``.

    Every plugin that adds its part to the bulletin does so through this, in the order of PLUGINS.
    """

    def handler(generators: list[Any]) -> None:
        add(generators[0].context["bulletin"])

    return handler
