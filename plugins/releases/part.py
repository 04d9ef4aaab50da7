"""Part: what a build has to plan, where that is known before anything is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Part:
    """Some texts whose bodies were edited, or some stories that were added or edited, or, if both are empty, everything."""

    revised: Mapping[str, bytes] = field(default_factory=dict)
    """Content digests, before, of the texts that were edited, by path."""
    planned: frozenset[str] = frozenset()
    """Keys of the stories that were added or edited."""
    reached: frozenset[str] = frozenset()
    """Keys of the published stories whose pages turned out to be touched by that."""
    roll: str = ""
    """Seal of the roll of the published articles."""
    told: str = ""
    """The problems told with the published release."""

    def __bool__(self) -> bool:
        return bool(self.revised or self.planned)

    def __str__(self) -> str:
        """What is read."""
        if self.revised:
            return "1 edited text" if len(self.revised) == 1 else f"{len(self.revised)} edited texts"
        if self.planned:
            return "1 new or edited story" if len(self.planned) == 1 else f"{len(self.planned)} new or edited stories"
        return "content/"
