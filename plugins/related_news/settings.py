"""Settings of related_news: the table RELATED_NEWS of pelicanconf."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RelatedNewsSettings:
    """How the panel is filled."""

    limit: int = 3
    """Stories in the panel."""
    tag_weight: float = 2.0
    """Worth of a shared tag, times its rarity; a shared section is worth 1."""
