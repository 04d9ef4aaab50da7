"""What the desk decides, as data: sections, tags, writers and need-to-know items."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """Something with a name and an address part in each edition. There is one of each in a build, so it equals only itself:
    lists are grouped by these a hundred thousand times."""

    id: str
    names: dict[str, str]
    slugs: dict[str, str]

    def name(self, edition: str) -> str:
        return self.names[edition]

    def slug(self, edition: str) -> str:
        return self.slugs[edition]

@dataclass(frozen=True, slots=True, eq=False)
class Section(Named):
    """A section, at most two levels deep."""

    parent: "Section | None"
    abouts: dict[str, str]

    def about(self, edition: str) -> str:
        return self.abouts[edition]

    @property
    def trail(self) -> "tuple[Section, ...]":
        """The sections from the top one down to this."""
        return (self,) if self.parent is None else (self.parent, self)

    def holds(self, other: "Section") -> bool:
        """Whether a story of the other section belongs on this one's front."""
        return self in other.trail


@dataclass(frozen=True, slots=True, eq=False)
class Tag(Named):
    """A subject stories share."""


@dataclass(frozen=True, slots=True, eq=False)
class Writer(Named):
    """The person or desk behind a byline."""

    abouts: dict[str, str]
    organisation: bool

    def about(self, edition: str) -> str:
        return self.abouts[edition]


@dataclass(frozen=True, slots=True)
class NeedToKnow:
    """A useful fact for readers, shown until it expires."""

    id: str
    expires: datetime
    titles: dict[str, str]
    texts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk data of the bulletin, each by id in the order of its file."""

    sections: dict[str, Section]
    tags: dict[str, Tag]
    writers: dict[str, Writer]
    need_to_know: dict[str, NeedToKnow]
