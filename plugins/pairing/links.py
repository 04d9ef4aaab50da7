"""Links in the texts: ``story:KEY`` and ``page:KEY`` become addresses of the reader's edition, or of the twin with a mark."""

import re
from collections.abc import Iterable

from markupsafe import Markup

from plugins.newsroom.bulletin import Bulletin, StandingPage

_LINK = re.compile(r'<a href="(story|page):([^"#]*)(#[^"]*)?"[^>]*>(.*?)</a>', re.DOTALL)


class LinkResolver:
    """Puts addresses into blocks of HTML."""

    def __init__(self, bulletin: Bulletin) -> None:
        self.bulletin = bulletin
        self.pages: dict[str, dict[str, StandingPage]] = {}
        for page in bulletin.pages:
            self.pages.setdefault(page.key, {})[page.edition] = page

    def targets(self, links: Iterable[str], edition: str) -> tuple[tuple[str, str], ...]:
        """(address, edition it is in) of each link as written, for a reader of ``edition``."""
        parts = (link.partition(":") for link in links)
        return tuple(self._target(scheme, key.partition("#")[0], edition) for scheme, _, key in parts)

    def resolve(self, edition: str, blocks: list[str]) -> list[str]:
        """The blocks with addresses for links; a link to what is hidden or gone becomes plain text."""

        def replace(match: re.Match[str]) -> str:
            scheme, key, anchor, text = match.groups()
            target, code = self._target(scheme, key, edition)
            return self._link(target + (anchor or ""), code, edition, text) if target else text

        return [_LINK.sub(replace, block) if "<a " in block else block for block in blocks]

    def _target(self, scheme: str, key: str, edition: str) -> tuple[str, str]:
        """(address, edition it is in), or two empty texts."""
        if scheme == "story":
            story = self.bulletin.stories.get(key)
            article = story.for_reader(edition) if story else None
            return (article.url, article.edition) if article else ("", "")
        pages = self.pages.get(key, {})
        page = pages.get(edition) or next(iter(pages.values()), None)
        return (page.page.url, page.edition) if page else ("", "")

    def _link(self, url: str, code: str, edition: str, text: str) -> str:
        if code == edition:
            return f'<a href="{url}">{text}</a>'
        mark = self.bulletin.editions[edition].label(f"in_{code}")
        span = Markup('<span class="language-mark">({})</span>').format(mark)
        return f'<a href="{url}" hreflang="{code}">{text}</a> {span}'
