"""Settings of most_read: the table MOST_READ of pelicanconf. How reads become a list is newsroom's Rule."""

from dataclasses import dataclass

from plugins.newsroom.reads_ranking import Rule

EVIDENCE = ("mark", "beacon", "asset")


@dataclass(frozen=True, slots=True)
class MostReadSettings(Rule):
    """What the pages carry, besides the rule of the lists."""

    evidence: str = "mark"
    """What tells that a text was read: mark (a picture of 43 bytes at its end), beacon (a script), asset (nothing more)."""
    mark_files: bool = True
    """Write the picture for every text; False where the server answers for all of /_read/ (plugins/reads/servers)."""
    trending: int = 3
    """Stories in the panel "trending"; 0: no such panel."""
    refresh: bool = True
    """Let a small script take a newer list from a JSON file of at most 1 kB, without moving anything on the page."""
