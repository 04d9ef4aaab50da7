"""Links: what leads to a page on the full edition leads to its light page here, if it has one."""

from collections.abc import Container

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
        self._starts: dict[str, str] = {}
        """How a link to an address (without its first slash) begins, for those met so far."""

    def __call__(self, text: str) -> Markup:
        # Some sixty links a page: splitting is cheaper than a regular expression that calls back for each.
        before, *rest = str(text).split(_HREF)
        parts, starts = [before], self._starts
        for after in rest:
            address, _, _ = after.partition('"')
            start = starts.get(address) or self._start(address)
            parts += (_HREF if start == _LIGHT and before.endswith(_STAYS) else start, after)
            before = after
        return Markup("".join(parts))

    def _start(self, address: str) -> str:
        path = address.partition("#")[0]
        start = self._starts[address] = _LIGHT if f"/{path}" in self.known else _HREF
        return start
