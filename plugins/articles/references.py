"""References: links between stories checked against what exists, and editors' links resolved for the reader."""

from collections.abc import Iterable, Iterator

from plugins.newsroom.bulletin import Bulletin
from plugins.newsroom.data import Word
from plugins.newsroom.manuscript import Manuscript
from plugins.newsroom.problem import Mark, Problem, warning
from plugins.newsroom.schema import did_you_mean
from plugins.newsroom.story import Article, StoryLink

_HIDDEN = {"draft": "is a draft", "embargo": "is under embargo", "expired": "has expired", "faulty": "has errors"}


def check_references(bulletin: Bulletin) -> None:
    """Resolve lead_links and end_links of every article; tell of dead, hidden and repeated ones."""
    for article in bulletin.planned_articles():
        seen: dict[str, str] = {}
        for name, links in (("lead_links", article.lead_links), ("end_links", article.end_links)):
            resolved = list(_resolve(bulletin, article, links, name, seen))
            links[:] = resolved
            article.panels.shown.update(link.key for link in resolved)
        article.panels.shown.add(article.key)
        for name in ("related", "unrelated"):
            for key in article.manuscript.fields.get(name, ()):
                check_key(bulletin, article.key, key, name, _mark(article, key))


def _resolve(
    bulletin: Bulletin, article: Article, links: list[StoryLink], name: str, seen: dict[str, str]
) -> Iterator[StoryLink]:
    for link in links:
        mark = _mark(article, link.key)
        if link.key in seen:
            what = f"'{name}' names {link.key}, which already stands in '{seen[link.key]}'"
            bulletin.problems.append(Problem(mark, "twice", what, "name another story"))
        elif check_key(bulletin, article.key, link.key, name, mark):
            link.article = bulletin.stories[link.key].for_reader(article.edition)
            yield link
        seen.setdefault(link.key, name)


def check_key(bulletin: Bulletin, own: str, key: str, name: str, mark: Mark) -> bool:
    """Whether the story can be shown to the reader of ``own``; tells why not. A key that never existed is an error."""
    if key == own:
        bulletin.problems.append(Problem(mark, "self", f"'{name}' names the story itself", "name another story"))
        return False
    if key in bulletin.stories:
        return True
    if key in bulletin.hidden:
        what = f"'{name}': the story {key} {_HIDDEN[bulletin.hidden[key]]}, so the link is left out"
        if bulletin.hidden[key] != "faulty":
            bulletin.problems.append(warning(mark, "hidden", what, "link to a published story"))
        return False
    what = f"'{name}': there is no story '{key}'"
    bulletin.problems.append(Problem(mark, "no-story", what, did_you_mean(key, sorted(bulletin.stories))))
    return False


def check_body_links(bulletin: Bulletin, page_texts: Iterable[Manuscript]) -> None:
    """Tell of links in the texts that lead to no story or page."""
    texts = [(article.key, article.manuscript) for article in bulletin.planned_articles()]
    pages = {page.key for page in bulletin.pages}
    for own, manuscript in [*texts, *(("", manuscript) for manuscript in page_texts)]:
        for href in manuscript.body.links:
            scheme, _, target = href.partition(":")
            key = target.partition("#")[0]
            if key in pages if scheme == "page" else key in bulletin.stories and key != own:
                continue
            mark = manuscript.find(href)
            if scheme == "story":
                check_key(bulletin, own, key, "link", mark)
            else:
                what = f"there is no page '{key}'"
                bulletin.problems.append(Problem(mark, "no-page", what, did_you_mean(key, sorted(pages))))


def check_page_bodies(bulletin: Bulletin, page_texts: Iterable[Manuscript]) -> None:
    """Tell of pictures and videos in standing pages, which can't show them."""
    for manuscript in page_texts:
        shown = [one.file for one in manuscript.body.figures] + [one.file or one.url for one in manuscript.body.clips]
        for name in shown:
            what = f"{name} stands in a page, but only stories show pictures and videos"
            mark = manuscript.find(name)
            bulletin.problems.append(Problem(mark, "page", what, "take it out, or link to a story that shows it"))


def _mark(article: Article, key: str) -> Mark:
    return key.mark if isinstance(key, Word) else Mark(article.manuscript.path)
