"""The generator that reads the whole bulletin, and prints articles, standing pages and former addresses."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from pelican.generators import Generator

from plugins.newsroom import address
from plugins.newsroom.bulletin import Bulletin, StandingPage
from plugins.newsroom.desk import Section
from plugins.newsroom.desk_files import read_desk
from plugins.newsroom.manuscript import Manuscript
from plugins.newsroom.page import Crumb, Page
from plugins.newsroom.revision import taken
from plugins.newsroom.spelling import make_slug
from plugins.newsroom.story import Article
from plugins.newsroom.tree import Folder, read_tree
from plugins.newsroom.typography import curly

from .addition import plan_reached, plan_too, take_kept
from .addresses import check_addresses
from .assembly import add_story
from .references import check_body_links, check_page_bodies, check_references
from .revision import Revision


class ArticlesGenerator(Generator):  # type: ignore[misc]
    """Reads content/ into ``context["bulletin"]``; later writes one page an article and a standing page."""

    prints_bodies = True

    def generate_context(self) -> None:
        content = Path(self.settings["PATH"])
        self.content = content
        tree = read_tree(content, self.settings.get("SOUND_FOLDERS"))
        desk = read_desk(content / "desk", tree.problems)
        editions, now = self.settings["EDITIONS"], self.settings["NOW"]
        self.bulletin = Bulletin(editions, desk, now, self.settings["PREVIEW"], problems=tree.problems)
        self.bulletin.articles = {code: [] for code in editions}
        self._read_stories({folder.key: folder for folder in tree.stories})
        self._page_texts: dict[int, Manuscript] = {}
        for folder in tree.pages:
            self._add_pages(folder)
        for articles in self.bulletin.articles.values():
            articles.sort(key=lambda article: (article.date, article.key), reverse=True)
        check_addresses(self.bulletin, self._page_texts)
        check_references(self.bulletin)
        check_body_links(self.bulletin, self._page_texts.values())
        check_page_bodies(self.bulletin, self._page_texts.values())
        for article in self.bulletin.planned_articles():
            article.page = self._article_page(article)
        self.context["bulletin"] = self.bulletin

    def _read_stories(self, folders: dict[str, Folder]) -> None:
        """Read those whose pages are planned: all, or what was added and edited."""
        if not self.settings["PLANNED"]:
            self._add(folders.values())
            return
        roll = take_kept(self.bulletin, folders, self.settings, self.readers.readers["md"])
        self._add(folder for key, folder in folders.items() if key in (self.bulletin.planned or ()))
        more = plan_reached(self.bulletin, roll)
        self._add(folders[key] for key in sorted(more))
        taken.send(self)
        more = plan_too(self.bulletin, self.bulletin.reached)
        self._add(folders[key] for key in sorted(more))
        self.bulletin.reached.clear()

    def _add(self, folders: Iterable[Folder]) -> None:
        folders = list(folders)
        self.readers.readers["md"].warm(text for folder in folders for text in folder.texts.items())
        for folder in folders:
            add_story(self.bulletin, self._read(folder))

    def generate_revision(self) -> None:
        """As ``generate_context``, but of the stories only whose texts are in ``settings["REVISED"]``."""
        self.content = Path(self.settings["PATH"])
        self.context["revision"] = revision = Revision(self.settings, self.readers.readers["md"])
        self.context["bulletin"] = self.bulletin = revision.bulletin

    def _read(self, folder: Folder, page: bool = False) -> list[Manuscript]:
        reader = self.readers.readers["md"]
        manuscripts: list[Manuscript] = reader.read_story(folder.texts, folder.key, self.content.parent, page)
        return manuscripts

    def _add_pages(self, folder: Folder) -> None:
        manuscripts = self._read(folder, page=True)
        pages: dict[str, StandingPage] = {}
        for manuscript in manuscripts:
            self.bulletin.problems.extend(manuscript.problems)
            if "title" in manuscript.fields and "lead" in manuscript.fields:
                pages[manuscript.edition] = standing = _standing_page(manuscript)
                self._page_texts[id(standing)] = manuscript
        for code, standing in pages.items():
            twin = next((other for other_code, other in pages.items() if other_code != code), None)
            standing.page.twin_url = twin.page.url if twin else ""
            standing.page.trail = [self._home_crumb(code), Crumb(standing.title)]
            self.bulletin.pages.append(standing)

    @cache  # noqa: B019 (lives as long as the build)
    def _trail(self, code: str, section: Section) -> list[Crumb]:
        crumbs = (Crumb(one.name(code), address.listing(code, one)) for one in section.trail)
        return [self._home_crumb(code), *crumbs]

    def _home_crumb(self, code: str) -> Crumb:
        return Crumb(self.settings["EDITIONS"][code].label("home"), address.home(code))

    def _article_page(self, article: Article) -> Page:
        code = article.edition
        trail = self._trail(code, article.section)
        return Page("article", code, article.url, article.title, article.lead, trail, indexed=not article.draft)

    def generate_output(self, writer: Any) -> None:
        for article in self.bulletin.planned_articles():
            self._write(writer, article.page, "article", article=article)
            for alias in article.aliases:
                alias_page = Page(
                    "alias", article.edition, alias if alias.endswith("/") else f"{alias}/", article.title
                )
                self._write(writer, alias_page, "moved", article=article)
        for standing in self.bulletin.pages:
            self._write(writer, standing.page, "standing_page", standing=standing)

    def _write(self, writer: Any, page: Page | None, template: str, **values: Any) -> None:
        assert page is not None
        edition = self.bulletin.editions[page.edition]
        writer.write_file(page.save_as, self.get_template(template), self.context, page=page, edition=edition, **values)


def _standing_page(manuscript: Manuscript) -> StandingPage:
    code, fields = manuscript.edition, manuscript.fields
    title, lead = curly(fields["title"]), curly(fields["lead"])
    slug = str(fields.get("slug") or make_slug(manuscript.story))
    page = Page("page", code, address.standing_page(code, slug), title, lead)
    return StandingPage(manuscript.story, code, title, lead, manuscript.body.blocks, page)
