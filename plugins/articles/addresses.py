"""Addresses: no two texts at one place, no text where a list or a folder of ours stands."""

import re

from plugins.newsroom import address
from plugins.newsroom.bulletin import Bulletin, StandingPage
from plugins.newsroom.manuscript import Manuscript
from plugins.newsroom.problem import Problem


def check_addresses(bulletin: Bulletin, page_texts: dict[int, Manuscript]) -> None:
    """Tell of two articles, pages or aliases with one address. ``page_texts``: manuscript by ``id`` of its page."""
    owners: dict[str, str] = {}
    for article in bulletin.all_articles():
        _claim(bulletin, owners, article.url, article.manuscript)
    for page in bulletin.pages:
        _check_reserved(bulletin, page, page_texts[id(page)])
        _claim(bulletin, owners, page.page.url, page_texts[id(page)])
    for article in bulletin.all_articles():
        for alias in article.aliases:
            _claim(bulletin, owners, alias if alias.endswith("/") else f"{alias}/", article.manuscript, "aliases")


def _claim(bulletin: Bulletin, owners: dict[str, str], url: str, manuscript: Manuscript, name: str = "slug") -> None:
    owner = owners.setdefault(url, manuscript.path)
    if owner != manuscript.path:
        what = f"the address {url} is taken by {owner}"
        bulletin.problems.append(Problem(manuscript.mark(name), "address", what, f"give this text another {name}"))


def _check_reserved(bulletin: Bulletin, page: StandingPage, manuscript: Manuscript) -> None:
    slug = page.page.url.rstrip("/").rpartition("/")[2]
    if slug in address.RESERVED or re.fullmatch(r"\d{4}", slug):
        what = f"the address part '{slug}' is kept for the site's own lists"
        bulletin.problems.append(Problem(manuscript.mark("slug"), "reserved", what, "choose another slug"))
