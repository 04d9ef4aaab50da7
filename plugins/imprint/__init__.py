"""Imprint: what templates know of the publication as a whole.

Contract: sets the template globals ``site`` (name, tagline, publisher, sections …), ``editions`` and ``url_of``.
"""

from typing import Any, NamedTuple

from pelican import signals

from plugins.newsroom import address
from plugins.newsroom.bulletin import Bulletin
from plugins.newsroom.desk import Named, Section
from plugins.newsroom.page import Page
from plugins.newsroom.revision import revised
from plugins.newsroom.settings import read_settings

from .settings import ImprintSettings


class Place(NamedTuple):
    """Where a page stands among the top sections and the home page, as addresses; many pages share one."""

    here: str
    """The home page's or the section's, if the page is that."""
    below: str
    """The section's that the page is a part of."""


class Site:
    """The template global ``site``."""

    def __init__(self, url: str, settings: ImprintSettings) -> None:
        self.url = url
        self.settings = settings
        self.profiles = settings.profiles
        self.bulletin: Bulletin | None = None
        self._urls: dict[tuple[Named | str, str], str] = {}
        self._tops: dict[str, frozenset[str]] = {}

    def name(self, edition: str) -> str:
        return self.settings.names[edition]

    def tagline(self, edition: str) -> str:
        return self.settings.taglines[edition]

    def publisher(self, edition: str) -> str:
        return self.settings.publishers[edition]

    @property
    def _sections(self) -> list[Section]:
        assert self.bulletin is not None, "the bulletin has not been read yet"
        return list(self.bulletin.desk.sections.values())

    @property
    def sections(self) -> list[Section]:
        """The top sections, in the desk's order."""
        return [section for section in self._sections if section.parent is None]

    def children(self, section: Section) -> list[Section]:
        return [one for one in self._sections if one.parent is section]

    def place(self, page: Page) -> Place:
        """The mark the page gets in the bar of the sections."""
        tops = self._tops.get(page.edition)
        if tops is None:
            tops = frozenset(self.url_of(section, page.edition) for section in self.sections)
            self._tops[page.edition] = tops
        below = next((crumb.url for crumb in page.trail if crumb.url in tops), "")
        return Place(page.url if page.kind == "home" or page.url in tops else "", below)

    def newest(self, edition: str) -> Any:
        """When the newest story of the edition was published, or nothing."""
        assert self.bulletin is not None, "the bulletin has not been read yet"
        return next((article.date for article in self.bulletin.articles[edition]), None)

    def url_of(self, thing: Named | str, edition: str) -> str:
        """Address of a section, tag or writer, or of a place called by name; empty where there is none."""
        url = self._urls.get((thing, edition))
        if url is None:
            url = self._urls[thing, edition] = self._look_up(thing, edition)
        return url

    def _look_up(self, thing: Named | str, edition: str) -> str:
        if isinstance(thing, Named):
            return address.listing(edition, thing)
        places = {"home": address.home(edition), "feed": address.feed(edition)}
        if thing in places:
            return places[thing]
        if thing in ("search", "archive"):
            return address.named(edition, thing)
        assert self.bulletin is not None, "the bulletin has not been read yet"
        key = self.settings.pages.get(thing, thing)
        pages = {page.edition: page.page.url for page in self.bulletin.pages if page.key == key}
        return pages.get(edition, "")


def set_globals(pelican: Any) -> None:
    """Give every template the imprint."""
    settings = pelican.settings
    site = Site(settings["SITEURL"], read_settings(ImprintSettings, settings))
    own = {"site": site, "editions": settings["EDITIONS"], "url_of": site.url_of}
    settings["JINJA_GLOBALS"] = {**settings["JINJA_GLOBALS"], **own}


def set_bulletin(generators: list[Any]) -> None:
    """Let the imprint know the sections and standing pages."""
    generators[0].settings["JINJA_GLOBALS"]["site"].bulletin = generators[0].context["bulletin"]


def register() -> None:
    signals.initialized.connect(set_globals)
    signals.all_generators_finalized.connect(set_bulletin)
    revised.connect(set_bulletin)
