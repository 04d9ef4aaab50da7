"""Page: what every template knows of the page it prints: its address, its twin, its way up."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Crumb:
    """One step of the breadcrumb; the last one has no address of its own to go to."""

    name: str
    url: str = ""


@dataclass(slots=True)
class Page:
    """One file of the site, in one edition."""

    kind: str
    """article, home, section, tag, author, archive, page, search, side_by_side, not_found."""
    edition: str
    url: str
    """Absolute path without the site's address: ``/en/2025/07/a/``."""
    title: str
    description: str = ""
    trail: list[Crumb] = field(default_factory=list)
    twin_url: str = ""
    """The same thing in the other edition, or nothing."""
    nearest_url: str = ""
    """Where the edition switch leads when there is no twin."""
    alternates: dict[str, str] = field(default_factory=dict)
    """hreflang: edition code to address, itself included; empty where there is no twin."""
    next_url: str = ""
    """Older stories of the same list."""
    previous_url: str = ""
    indexed: bool = True
    feed_url: str = ""
    feed_title: str = ""
    mobile_url: str = ""
    """The same page in the mobile edition; empty where it has none."""

    @property
    def save_as(self) -> str:
        """The file, relative to the output folder."""
        path = self.url.lstrip("/")
        return path if path.endswith((".html", ".xml")) else f"{path}index.html"
