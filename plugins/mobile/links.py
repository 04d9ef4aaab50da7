"""Links: what leads to a page on the full edition leads to its light page here, if it has one."""

import re

from markupsafe import Markup

from plugins.newsroom import address

_LINK = re.compile(r'href="(/[^"#]*)')
_STAYS = 'rel="alternate" '


class MobileLinks:
    """The template filter ``mobile_links``. Links marked ``rel="alternate"`` stay: they lead to the full page."""

    def __init__(self) -> None:
        self.known: frozenset[str] = frozenset()
        """Addresses of the full pages that have a light one."""

    def __call__(self, text: str) -> Markup:
        return Markup(_LINK.sub(self._replace, str(text)))

    def _replace(self, match: re.Match[str]) -> str:
        url, start = match[1], match.start()
        leads_on = url in self.known and not match.string.endswith(_STAYS, 0, start)
        return f'href="{address.mobile(url)}' if leads_on else match[0]
