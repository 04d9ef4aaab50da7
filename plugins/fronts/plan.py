"""Plan: which fronts an edition has, and what stands on each."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator
from typing import Any

from plugins.newsroom import address
from plugins.newsroom.bulletin import Bulletin, Front
from plugins.newsroom.desk import Named
from plugins.newsroom.page import Crumb, Page
from plugins.newsroom.revision import FarReaching
from plugins.newsroom.story import Article

from .lists import cut
from .settings import FrontSettings

Group = dict[Any, list[Article]]
_MONTH = len("2025/07")
"""How much of a story's key tells its month."""


class EditionFronts:
    """The fronts of one edition, ``articles``: the newest first; all, or those of ``only`` these subjects."""

    def __init__(
        self,
        bulletin: Bulletin,
        code: str,
        settings: FrontSettings,
        articles: list[Article],
        only: Container[Any] | None = None,
    ) -> None:
        self.bulletin, self.code, self.settings, self.articles, self.only = bulletin, code, settings, articles, only
        self.edition = bulletin.editions[code]
        self.home = Crumb(self.edition.label("home"), address.home(code))

    def all(self) -> Iterator[Front]:
        yield self.home_front()
        yield from self.section_fronts()
        by_tag: Group = defaultdict(list)
        by_writer: Group = defaultdict(list)
        for article in self.articles:
            for tag in article.tags:
                by_tag[tag].append(article)
            for writer in article.authors:
                by_writer[writer].append(article)
        for tag, articles in by_tag.items():
            about = self.edition.label("tag_about", name=tag.name(self.code))
            yield from self.listing("tag", tag, articles, about, [])
        for writer, articles in by_writer.items():
            yield from self.listing("author", writer, articles, writer.about(self.code), [])
        indexes = [("all_tags", self.index(by_tag)), ("all_writers", self.index(by_writer))]
        yield from self.archive(indexes)

    def _wanted(self, subject: Any) -> bool:
        return self.only is None or subject in self.only

    def index(self, groups: Group) -> list[tuple[str, str, int]]:
        """(name, address, no number) in the order of the alphabet."""
        rows = [(one.name(self.code), address.listing(self.code, one), 0) for one in groups]
        return sorted(rows, key=lambda row: self.edition.order(row[0]))

    def home_front(self) -> Front:
        newest = self.articles[: self.settings.home_size]
        shown = {article.key for article in newest}
        blocks = []
        for section in self.bulletin.desk.sections.values():
            if section.parent is None:
                rest = (a for a in self.articles if section.holds(a.section) and a.key not in shown)
                chosen = [article for article, _ in zip(rest, range(self.settings.block_size), strict=False)]
                shown.update(article.key for article in chosen)
                if chosen:
                    blocks.append((section, chosen))
        page = Page("home", self.code, address.home(self.code), self.edition.label("home"))
        front = Front(page, self.edition.label("home"), newest, blocks=blocks)
        front.panels.shown = shown
        return front

    def section_fronts(self) -> Iterator[Front]:
        by_section: Group = defaultdict(list)
        for article in self.articles:
            for section in article.section.trail:
                by_section[section].append(article)
        for section in self.bulletin.desk.sections.values():
            articles = by_section[section]
            above = [Crumb(one.name(self.code), address.listing(self.code, one)) for one in section.trail[:-1]]
            yield from self.listing("section", section, articles, section.about(self.code), above)

    def listing(
        self, kind: str, subject: Named, articles: list[Article], about: str, above: list[Crumb]
    ) -> Iterator[Front]:
        name = subject.name(self.code)
        yield from self.parts(
            kind, address.listing(self.code, subject), name, articles, [*above, Crumb(name)], subject, about
        )

    def archive(self, indexes: list[tuple[str, list[tuple[str, str, int]]]]) -> Iterator[Front]:
        """Years, months and their stories. Only of those that are over the number is told: a new story changes no other."""
        by_month: Group = defaultdict(list)
        for article in self.articles:
            by_month[article.story.key[:_MONTH]].append(article)
        months = {_month(key): articles for key, articles in by_month.items()}
        years: Counter[int] = Counter()
        for (year, _), articles in months.items():
            years[year] += len(articles)
        root = address.named(self.code, "archive")
        word = self.edition.label("archive")
        page = Page("archive", self.code, root, word, trail=[self.home, Crumb(word)])
        newest = max(months, default=(0, 0))
        told = {year: number if year < newest[0] else 0 for year, number in years.items()}
        rows = [(str(year), address.period(self.code, year), told[year]) for year in sorted(years, reverse=True)]
        yield Front(page, word, [], counts=rows, indexes=indexes)
        for year in years:
            if not self._wanted((year,)):
                continue
            crumbs = [self.home, Crumb(word, root), Crumb(str(year))]
            title = self.edition.label("archive_of", period=str(year))
            page = Page("archive", self.code, address.period(self.code, year), title, trail=crumbs)
            mine = sorted((m for m in months if m[0] == year), reverse=True)
            told = {month: len(months[year, month]) if (year, month) < newest else 0 for _, month in mine}
            rows = [(self.edition.month_name(*m), address.period(self.code, *m), told[m[1]]) for m in mine]
            yield Front(page, title, [], subject=(year,), counts=rows)
        for (year, month), articles in months.items():
            url, name = address.period(self.code, year, month), self.edition.month_name(year, month)
            crumbs = [Crumb(word, root), Crumb(str(year), address.period(self.code, year)), Crumb(name)]
            yield from self.parts("archive", url, name, articles, crumbs, (year, month))

    def parts(
        self, kind: str, url: str, name: str, articles: list[Article], trail: list[Crumb], subject: Any, about: str = ""
    ) -> Iterator[Front]:
        """The front of a list and its numbered pages, linked from new to old."""
        if not self._wanted(subject):
            return
        newest, numbered = cut(articles, self.settings.page_size)
        urls = [url] + [address.part(self.code, url, number) for number in range(len(numbered), 0, -1)]
        for place, (part, part_url) in enumerate(zip([newest, *reversed(numbered)], urls, strict=True)):
            title, crumbs = name, [self.home, *trail]
            if place:
                number = len(numbered) + 1 - place
                title = self.edition.label("part_of", name=name, number=number)
                crumbs = [*crumbs[:-1], Crumb(name, url), Crumb(str(number))]
            page = Page(kind, self.code, part_url, title, about, crumbs, twin_url=url if place else "")
            page.previous_url = urls[place - 1] if place else ""
            page.next_url = urls[place + 1] if place + 1 < len(urls) else ""
            front = Front(page, name, part, subject)
            front.panels.shown = {article.story.key for article in part}
            yield front


def kept_fronts(bulletin: Bulletin, code: str, settings: FrontSettings, fronts: list[Front]) -> set[str]:
    """Addresses of the edition's fronts that list the same as without the added stories."""
    articles = bulletin.articles[code]
    added = [article for article in articles if article.key in bulletin.added]
    if not added:
        return {front.page.url for front in fronts}
    # A list that no added story stands in is the same; the lists of lists have no subject or a year.
    touched = {None, *(subject for article in added for subject in _subjects(article))}
    before = [article for article in articles if article.key not in bulletin.added]
    now = [front for front in fronts if front.subject in touched]
    same = same_fronts(EditionFronts(bulletin, code, settings, before, touched).all(), now)
    return same.union(front.page.url for front in fronts if front.subject not in touched)


def _subjects(article: Article) -> Iterator[Any]:
    """Of all lists that an article stands in."""
    year, month = _month(article.key)
    yield from (*article.section.trail, *article.tags, *article.authors, (year,), (year, month))


def _month(key: str) -> tuple[int, int]:
    year, month = key.split("/")[:2]
    return int(year), int(month)


def same_fronts(before: Iterable[Front], now: Iterable[Front]) -> set[str]:
    """Addresses of the fronts that are among both and show the same.

    FarReaching where one came or went, but for numbered pages that came: its pair and the lists of lists name it.
    """
    there = {front.page.url: _plan(front) for front in before}
    same = set()
    for front in now:
        url, numbered = front.page.url, bool(front.page.twin_url)
        plan = there.pop(url, None)
        if plan is None and not numbered:
            raise FarReaching
        if plan == _plan(front):
            same.add(url)
    if there:
        raise FarReaching
    return same


def _plan(front: Front) -> tuple[Any, ...]:
    """What tells a front from another of the same address before its panels are filled; stories by their identity."""
    blocks = [(section.id, list(map(id, articles))) for section, articles in front.blocks]
    return front.page, front.heading, list(map(id, front.articles)), front.subject, blocks, front.counts, front.indexes
