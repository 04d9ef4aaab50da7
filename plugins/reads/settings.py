"""Settings of reads: the table READS of pelicanconf."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plugins.newsroom.problem import Mark, Problem
from plugins.newsroom.schema import did_you_mean

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

    def faults(self) -> Iterator[Problem]:
        """What is wrong with the values, beyond their types."""
        mark = Mark("pelicanconf.py")
        if self.evidence not in ("auto", *KINDS):
            what = f"READS['evidence'] can't be '{self.evidence}'"
            yield Problem(mark, "setting", what, did_you_mean(self.evidence, ("auto", *KINDS)))
        try:
            re.compile(self.robots)
        except re.error as error:
            what = f"READS['robots'] is no regular expression: {error}"
            yield Problem(mark, "setting", what, 'write it like "mybot|othercrawler"')
