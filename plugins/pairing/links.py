"""Links in the texts: ``story:KEY`` and ``page:KEY`` become addresses of the reader's edition, or of the twin with a mark."""

import re
from collections.abc import Callable, Iterable

from markupsafe import Markup

from plugins.newsroom.bulletin import Bulletin, StandingPage
from plugins.newsroom.edition import Edition
from plugins.newsroom.story import Article

_LINK = re.compile(r'<a href="(story|page):([^"#]*)(#[^"]*)?"[^>]*>(.*?)</a>', re.DOTALL)


Target = tuple[str, str]
"""(address, edition it is in) of a link; two empty texts where it leads nowhere now."""


class LinkResolver:
    """Knows where links lead."""

    def __init__(self, bulletin: Bulletin) -> None:
        self.bulletin = bulletin
        self.pages: dict[str, dict[str, StandingPage]] = {}
        for page in bulletin.pages:
            self.pages.setdefault(page.key, {})[page.edition] = page

    def target(self, link: str, edition: str) -> Target:
        """Where a link as written leads a reader of ``edition``."""
        scheme, _, key = link.partition("#")[0].partition(":")
        if scheme == "story":
            story = self.bulletin.stories.get(key)
            article = story.for_reader(edition) if story else None
            return (article.url, article.edition) if article else ("", "")
        pages = self.pages.get(key, {})
        page = pages.get(edition) or next(iter(pages.values()), None)
        return (page.page.url, page.edition) if page else ("", "")


def put_links(edition: Edition, target: Callable[[str], Target], blocks: list[str]) -> list[str]:
    """The blocks with addresses for links; a link to what is hidden or gone becomes plain text."""

    def replace(match: re.Match[str]) -> str:
        scheme, key, anchor, text = match.groups()
        url, code = target(f"{scheme}:{key}")
        return _link(url + (anchor or ""), code, edition, text) if url else text

    return [_LINK.sub(replace, block) if "<a " in block else block for block in blocks]


def put_linked(edition: Edition, article: Article, blocks: list[str]) -> list[str]:
    """As ``put_links``, where the article knows its links."""
    return put_links(edition, dict(zip(_bare(article.body.links), article.linked, strict=True)).__getitem__, blocks)


def _bare(links: Iterable[str]) -> list[str]:
    return [link.partition("#")[0] for link in links]


def _link(url: str, code: str, edition: Edition, text: str) -> str:
    if code == edition.code:
        return f'<a href="{url}">{text}</a>'
    span = Markup('<span class="language-mark">({})</span>').format(edition.label(f"in_{code}"))
    return f'<a href="{url}" hreflang="{code}">{text}</a> {span}'
