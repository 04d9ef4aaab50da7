"""Item: a story as the ranking sees it; knows neither Pelican nor the bulletin."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .syllables import Runs


class Item(NamedTuple):
    """One story. Items are ranked in the order of their dates, the oldest first."""

    key: str
    when: float
    """When it came out, in days (from any origin)."""
    languages: tuple[int, ...]
    """Numbers (0 to 7) of the languages of its texts."""
    read: Callable[[], Sequence[Runs]]
    """Its texts as runs of syllables, in the order of ``languages``."""
    digest: int
    """A number (0 to 2**32 - 1) that changes when a text changes."""
    weighs: bool = True
    """Whether its words count for how rare words are. Not those of a frozen story that was corrected since: what is known of
    all others would have to be worked out anew for a word."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How texts are compared; see RelatedNewsSettings for each."""

    weights: tuple[int, int, int] = (6, 3, 1)
    """Of a syllable of title, lead and body."""
    longest: int = 4
    power: float = 1.5
    common: int = 100
    alike: float = 0.5
    steps: bool = True
    """Take the weights of grams from the oldest stories up to the last step (``base``), not from all."""

    def base(self, stories: int) -> int:
        """How many of so many stories, the oldest, the weights of grams are taken from: all, or up to the last step.

        In steps: the number with all but its first eight binary digits (and at most the last five) set to 0. Below 256
        stories that is every one; above, the weights stay as they are until the bulletin has grown by up to 1 % and at
        most by 32 stories. No state, no clock: the content.
        """
        step: int = 1 << min(max(0, stories.bit_length() - 8), 5) if self.steps else 1
        return stories - stories % step
