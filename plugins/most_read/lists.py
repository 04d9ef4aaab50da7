"""Lists: what stands in the panels "most read" and "trending" of each edition and section."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from plugins.newsroom import address
from plugins.newsroom.bulletin import Bulletin
from plugins.newsroom.desk import Section
from plugins.newsroom.panel import Panel, Panels
from plugins.newsroom.reads import Ledger
from plugins.newsroom.reads_desk import Choices
from plugins.newsroom.reads_fresh import TELL_AFTER, TOO_OLD, fresh_json, window_note
from plugins.newsroom.reads_ranking import Counts, Ranked, most_read, trending
from plugins.newsroom.story import Article

from .settings import MostReadSettings


class EditionLists:
    """The lists of one edition. Without data, or with data older than a day, ``known`` is False and all say "latest"."""

    def __init__(
        self, bulletin: Bulletin, code: str, ledger: Ledger, choices: Choices, settings: MostReadSettings
    ) -> None:
        self.bulletin, self.edition, self.settings, self.choices = bulletin, bulletin.editions[code], settings, choices
        self.newest = bulletin.articles[code]
        self.until = ledger.until(bulletin.now)
        self.known = self.until is not None and bulletin.now - self.until <= TOO_OLD
        self.listed = {article.key: article for article in self.newest if article.key not in choices.excluded}
        dates = {key: article.date for key, article in self.listed.items()}
        self._counts = Counts.of(ledger.rows if self.known else (), code, self.until or bulletin.now, dates)
        self._ranked: dict[Section | None, tuple[Ranked, Ranked]] = {}

    def ranked(self, section: Section | None = None) -> tuple[Ranked, Ranked]:
        """(most read, trending) of the whole edition, or of one section."""
        if section not in self._ranked:
            counts = self._counts
            if section is not None:
                read = {story for _, _, story, _ in counts.spans}
                counts = counts.within(frozenset(key for key in read if section.holds(self.listed[key].section)))
            self._ranked[section] = most_read(counts, self.settings), trending(counts, self.settings)
        return self._ranked[section]

    def fill(self, panels: Panels, section: Section | None = None, place: int | None = None) -> None:
        """Both panels of one page; ``place``: that of the page's article among the newest of its edition.

        Where counts are not known, an article shows the newest stories of the time it was published, with that date:
        so the panel is true, and an old page does not change because a new story appears.
        """
        ranked, rising = self.ranked(section)
        taken = (
            panels.take(self._articles(self._with_pins(ranked, section)), self.settings.limit) if ranked.keys else []
        )
        if taken:
            panels.most_read = self._panel(ranked, taken, section)
            panels.trending = Panel(
                "trending", panels.take(self._articles(rising.keys), self.settings.trending), self._note(24)
            )
        elif place is not None:
            date = self.edition.short_date(self.newest[place].date)
            older = (self.newest[number] for number in range(place + 1, len(self.newest)))
            panels.most_read = Panel(
                "latest", panels.take(older, self.settings.limit), self.edition.label("as_of", date=date)
            )

    def _with_pins(self, ranked: Ranked, section: Section | None) -> list[str]:
        pins = [key for key in self.choices.pinned if key in self.listed]
        if section is not None:
            pins = [key for key in pins if section.holds(self.listed[key].section)]
        return [*pins, *(key for key in ranked.keys if key not in pins)]

    def _articles(self, keys: Iterable[str]) -> list[Article]:
        return [self.listed[key] for key in keys]

    def _panel(self, ranked: Ranked, taken: list[Article], section: Section | None) -> Panel:
        flags = {a.key: self.edition.label("editors_choice") for a in taken if a.key in self.choices.pinned}
        fresh = address.fresh_reads(self.edition.code) if self.settings.refresh and section is None else ""
        until = self.until.isoformat(timespec="minutes") if self.until and fresh else ""
        return Panel("most_read", taken, self._note(ranked.window), flags, fresh, until)

    def _note(self, window: int) -> str:
        assert self.until is not None
        return window_note(self.edition, window, self.until, self.bulletin.now)

    def fresh(self) -> str:
        """The list of the whole edition as JSON, or nothing where it is not known."""
        ranked, _ = self.ranked()
        if not ranked.keys or self.until is None:
            return ""
        chosen = self._articles(self._with_pins(ranked, None))[: self.settings.limit]
        items = [(article.url, article.title, article.date) for article in chosen]
        return fresh_json(self.edition, self._note(ranked.window), self.until, items)


def aging(ledger: Ledger, now: datetime) -> list[datetime]:
    """The moments at which the panels change without new data: when they tell their age, and when they are too old."""
    until = ledger.until(now)
    return [until + TELL_AFTER, until + TOO_OLD + timedelta(seconds=1)] if until else []


def known_until(ledger: Ledger, moment: datetime) -> Ledger:
    """The ledger without the hours after ``moment``: a build for an earlier "now" must not know the future."""
    return replace(ledger, rows=[row for row in ledger.rows if row.start * 3600 <= moment.timestamp()])
