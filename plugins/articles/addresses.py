"""Addresses: no two texts at one place, no text where a list or a folder of ours stands."""

import re

from plugins.newsroom import address
from plugins.newsroom.bulletin import Bulletin
from plugins.newsroom.edition import CODES
from plugins.newsroom.manuscript import Manuscript
from plugins.newsroom.problem import Problem


def check_addresses(bulletin: Bulletin, page_texts: dict[int, Manuscript]) -> None:
    """Tell of two articles, pages or aliases with one address. ``page_texts``: manuscript by ``id`` of its page."""
    owners: dict[str, str] = {}
    for article in bulletin.all_articles():
        _claim(bulletin, owners, article.url, article.manuscript)
    for page in bulletin.pages:
        _check_reserved(bulletin, page.page.url, page_texts[id(page)])
        _claim(bulletin, owners, page.page.url, page_texts[id(page)])
    for article in bulletin.all_articles():
        for alias in article.aliases:
            url = alias if alias.endswith("/") else f"{alias}/"
            _check_reserved(bulletin, url, article.manuscript, "aliases")
            _claim(bulletin, owners, url, article.manuscript, "aliases")


def _claim(bulletin: Bulletin, owners: dict[str, str], url: str, manuscript: Manuscript, name: str = "slug") -> None:
    mend = f"give this text another {name}" if name == "slug" else f"take it out of {name}"
    if "//" in url:
        what = f"the name of the folder {manuscript.story} gives no address"
        bulletin.problems.append(Problem(manuscript.mark(name), "address", what, "add a line slug: ten-tin-bai"))
    elif url in owners:
        what = f"the address {url} is taken by {owners[url]}"
        bulletin.problems.append(Problem(manuscript.mark(name), "address", what, mend))
    owners.setdefault(url, manuscript.path)


def _check_reserved(bulletin: Bulletin, url: str, manuscript: Manuscript, name: str = "slug") -> None:
    """Fronts, feeds and files of the site are no place for a page or a former address."""
    parts = url.strip("/").split("/")
    if parts[0] in CODES:
        del parts[0]
    if not parts or parts[0] in address.RESERVED or re.fullmatch(r"\d{4}(/\d\d)?", "/".join(parts)):
        what = f"the address {url} is kept for the site's own lists"
        mend = "choose another slug" if name == "slug" else f"take it out of {name}"
        bulletin.problems.append(Problem(manuscript.mark(name), "reserved", what, mend))
