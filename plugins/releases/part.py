"""Part: what a build has to plan, where that is known before anything is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Part:
    """Some texts that were edited, some stories that were added, or, if both are empty, everything."""

    revised: Mapping[str, bytes] = field(default_factory=dict)
    """Content digests, before, of the stories' texts that were edited, by path."""
    added: frozenset[str] = frozenset()
    """Keys of the stories that were added."""
    reached: frozenset[str] = frozenset()
    """Keys of the published stories whose pages turned out to be touched by what was added."""
    roll: str = ""
    """Seal of the roll of the published articles."""
    told: str = ""
    """The problems told with the published release."""

    def __bool__(self) -> bool:
        return bool(self.revised or self.added)
