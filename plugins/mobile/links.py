"""Links: what leads to a page on the full edition leads to its light page here, if it has one."""

from itertools import pairwise

from markupsafe import Markup

from plugins.newsroom import address

_HREF = 'href="/'
_LIGHT = f'href="{address.mobile("/")}'
_STAYS = 'rel="alternate" '


class MobileLinks:
    """The template filter ``mobile_links``. Links marked ``rel="alternate"`` stay: they lead to the full page."""

    def __init__(self) -> None:
        self.known: frozenset[str] = frozenset()
        """Addresses of the full pages that have a light one."""

    def __call__(self, text: str) -> Markup:
        # Some sixty links a page: splitting is cheaper than a regular expression that calls back for each.
        parts = str(text).split(_HREF)
        links = parts[:1]
        for before, after in pairwise(parts):
            path = after.partition('"')[0].partition("#")[0]
            leads_on = f"/{path}" in self.known and not before.endswith(_STAYS)
            links += (_LIGHT if leads_on else _HREF, after)
        return Markup("".join(links))
