"""What the desk decides, as data: sections, tags, writers and need-to-know items."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a name and an address part in each edition."""

    id: str
    names: dict[str, str]
    slugs: dict[str, str]

    def name(self, edition: str) -> str:
        return self.names[edition]

    def slug(self, edition: str) -> str:
        return self.slugs[edition]

    def __hash__(self) -> int:
        return hash(self.id)


@dataclass(frozen=True, slots=True)
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

    __hash__ = Named.__hash__


@dataclass(frozen=True, slots=True)
class Tag(Named):
    """A subject stories share."""

    __hash__ = Named.__hash__


@dataclass(frozen=True, slots=True)
class Writer(Named):
    """The person or desk behind a byline."""

    abouts: dict[str, str]
    organisation: bool

    def about(self, edition: str) -> str:
        return self.abouts[edition]

    __hash__ = Named.__hash__


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
