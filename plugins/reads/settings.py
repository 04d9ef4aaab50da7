"""Settings of reads: the table READS of pelicanconf."""

from dataclasses import dataclass

KINDS = ("asset", "mark", "beacon")
"""What can tell that a page was read; a hit's kind is its place in this list."""


@dataclass(frozen=True, slots=True)
class ReadsSettings:
    """What counts as a read."""

    evidence: str = "auto"
    """asset, mark, beacon; auto: by day, marks where the log has any, else beacons, else assets."""
    window: int = 90
    """Seconds between a page and an asset fetched by the same visitor that show that the page was rendered."""
    network_floor: int = 20
    """Reads of one text on one day that any network (/24, /48) may have …"""
    network_share: float = 0.02
    """… or this part of the reads from all other networks, whichever is more."""
    assets: tuple[str, ...] = ("/theme/", "/photos/")
    """Beginnings of the addresses of our assets."""
    robots: str = ""
    """A regular expression for agents that are robots besides those of robots.py."""
    seal: int = 40
    """Days after which a log file's counts are no longer kept apart, so that it can't grow any more."""
