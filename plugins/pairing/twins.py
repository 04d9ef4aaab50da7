"""Twins: every page knows its counterpart in the other edition, or the nearest place there."""

from typing import Any

from plugins.newsroom import address
from plugins.newsroom.bulletin import Bulletin, Front
from plugins.newsroom.desk import Named
from plugins.newsroom.edition import CODES
from plugins.newsroom.page import Page
from plugins.newsroom.story import Article


def pair(bulletin: Bulletin) -> None:
    """Set twin, nearest address and hreflang alternates of all articles, fronts and standing pages."""
    fronts = {_name(front): front.page for front in bulletin.fronts if not front.page.twin_url}
    for article in bulletin.planned_articles():
        _pair_article(article)
    for front in bulletin.fronts:
        numbered_part = bool(front.page.twin_url)
        twin = fronts.get((other(front.page.edition), *_name(front)[1:]))
        front.page.twin_url = twin.url if twin else ""
        _finish(front.page, exact=not numbered_part)
    for standing in bulletin.pages:
        _finish(standing.page)


def other(edition: str) -> str:
    """The code of the other edition."""
    return next(code for code in CODES if code != edition)


def _name(front: Front) -> tuple[Any, ...]:
    subject = front.subject.id if isinstance(front.subject, Named) else front.subject
    return front.page.edition, front.page.kind, subject


def _pair_article(article: Article) -> None:
    page = article.page
    assert page is not None
    article.twin = article.story.articles.get(other(article.edition))
    if article.twin:
        page.twin_url = article.twin.url
        month, _, _ = article.key.rpartition("/")
        article.side_by_side_url = address.side_by_side(month, article.story.articles[CODES[0]].slug)
    page.nearest_url = address.listing(other(article.edition), article.section)
    _finish(page)


def _finish(page: Page, exact: bool = True) -> None:
    """hreflang of the page, where it has a twin that says the same (numbered pages of lists have none)."""
    page.nearest_url = page.nearest_url or address.home(other(page.edition))
    if page.twin_url and exact:
        pairs = {page.edition: page.url, other(page.edition): page.twin_url}
        page.alternates = {code: pairs[code] for code in CODES}
