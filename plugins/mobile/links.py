"""Links: what leads to a page on the full edition leads to its light page here, if it has one."""

from collections.abc import Container
from itertools import pairwise

from markupsafe import Markup

from plugins.newsroom import address

_HREF = 'href="/'
_LIGHT = f'href="{address.mobile("/")}'
_STAYS = 'rel="alternate" '


class PublishedPages:
    """The addresses of pages that have a published light page, looked up one by one."""

    def __init__(self, paths: Container[str]) -> None:
        self._paths = paths

    def __contains__(self, url: object) -> bool:
        light = address.mobile(str(url)).lstrip("/")
        return (f"{light}index.html" if light.endswith("/") else light) in self._paths


class MobileLinks:
    """The template filter ``mobile_links``. Links marked ``rel="alternate"`` stay: they lead to the full page."""

    def __init__(self) -> None:
        self.known: Container[str] = frozenset()
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
