"""Lists: which stories stand with a story, and when that may change. Knows neither texts nor numpy nor Pelican.

A story's list is what its older neighbours give. In the ``open_days`` after its date a newer story may enter, if it beats the
last one ``margin`` times; later ones may only become "the latest on this story". All by the stories' own dates, so that
the same content gives the same lists on every day. A frozen list starts from what was frozen instead, and only stories that
are not frozen themselves are newcomers to it: a story that was frozen has had its effect.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .neighbours import Near, Neighbours
from .settings import RelatedNewsSettings

_TRIED = 20
"""Candidates tried, the best first, before a list stays short."""


class Dated(NamedTuple):
    """A story: its key, when it came out (days), and the keys its panel never shows."""

    key: str
    when: float
    refused: frozenset[str] = frozenset()


@dataclass(slots=True)
class Choice:
    """What was chosen for a story: (number, score), the best first; and the number of the latest on it."""

    related: list[tuple[int, float]] = field(default_factory=list)
    latest: int | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A frozen list: keys of the stories, and of the latest."""

    related: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    latest: str = ""
    corrected: bool = False
    """Whether the story was corrected since."""


class Lists:
    """Chooses for all stories; ``stories`` in the order of their dates, numbered from 0."""

    def __init__(self, stories: Sequence[Dated], held: Mapping[str, Held], near: Near, rule: RelatedNewsSettings) -> None:
        self.stories, self.held, self.near, self.rule = stories, held, near, rule
        self.floor = rule.floor_among(len(stories))
        self.numbers = {story.key: number for number, story in enumerate(stories)}
        self.choices = [Choice() for _ in stories]
        self._arrivals: dict[int, dict[int, float]] = defaultdict(dict)
        self._open_from = next((one.when for one in reversed(stories) if one.key in held), -math.inf) - rule.open_days

    def choose(self) -> list[Choice]:
        """The choices, in the order of the stories."""
        free = [number for number, story in enumerate(self.stories) if story.key not in self.held]
        gaps = self._thaw()
        older = len(free) == len(self.stories)
        for number, near in self.near.near(free, self.floor, older):
            # Where all tell of themselves, what the ranking may add is not to be heard a second time.
            found = [one for one in near if one[0] < number] if older else near
            if found:
                self._choose_older(number, found)
                self._announce(number, found)
        self._mend(gaps)
        for number in sorted(self._arrivals):
            self._admit(number)
        return self.choices

    def score(self, one: int, other: int, similarity: float) -> float:
        """Similarity times a factor of the days between the two."""
        days = abs(self.stories[one].when - self.stories[other].when)
        share = self.rule.date_share
        return similarity * (1 - share + share * math.exp(-days / self.rule.fade_days))

    def ranked(self, number: int, found: Neighbours) -> list[tuple[int, float]]:
        """(neighbour, score), the best first; of equals the newer one."""
        scored = [(other, self.score(number, other, similarity)) for other, similarity in found]
        return sorted(scored, key=lambda one: (-one[1], -one[0]))

    def fits(self, number: int, other: int, chosen: Iterable[tuple[int, float]]) -> bool:
        """Whether the story may stand with what is chosen: not refused, and not the same event retold."""
        if self.stories[other].key in self.stories[number].refused or any(other == one for one, _ in chosen):
            return False
        return not any(self.near.alike(other, one) for one in (number, *(one for one, _ in chosen)))

    def _thaw(self) -> list[int]:
        """Frozen lists as choices (scores unknown: 0); the numbers of those that lost a story."""
        gaps = []
        find = self.numbers.get
        for key, held in self.held.items():
            number = find(key)
            if number is None:
                continue
            choice, refused = self.choices[number], self.stories[number].refused
            allowed = held.related if refused.isdisjoint(held.related) else [one for one in held.related if one not in refused]
            choice.related = [(one, 0.0) for one in map(find, allowed) if one is not None]
            choice.latest = find(held.latest) if held.latest else None
            if len(choice.related) < len(held.related):
                gaps.append(number)
        return gaps

    def _choose_older(self, number: int, found: Neighbours) -> None:
        older = [one for one in found if one[0] < number]
        self._fill(number, self.ranked(number, older), self.rule.limit)

    def _fill(self, number: int, ranked: Iterable[tuple[int, float]], size: int) -> None:
        chosen = self.choices[number].related
        for tried, (other, score) in enumerate(ranked):
            if len(chosen) >= size or tried == _TRIED:
                break
            if self.fits(number, other, chosen):
                chosen.append((other, score))

    def _announce(self, number: int, found: Neighbours) -> None:
        """Tell the stories that are open to it of this one, it of later ones (frozen or not), and whom it follows up."""
        when = self.stories[number].when
        similar = dict(found)
        for other, similarity in found:
            if other > number and self.stories[other].when - when <= self.rule.open_days:
                self._arrivals[number][other] = similarity
        before = [one for one in found if one[0] < number]
        for other, _ in self.ranked(number, before)[: self.rule.reach]:
            past = self.stories[other].when
            if when - past > self.rule.open_days:
                self._follow_up(number, other, similar[other])
            elif self.stories[other].key not in self.held or past >= self._open_from:
                self._arrivals[other][number] = similar[other]

    def _follow_up(self, number: int, other: int, similarity: float) -> None:
        """Make the story the latest of the other, if it is a strong follow-up and the newest."""
        choice = self.choices[other]
        known = choice.latest if choice.latest is not None else -1
        if similarity >= self.rule.follow_up and number > known and self.fits(other, number, choice.related):
            choice.latest = number

    def _mend(self, gaps: list[int]) -> None:
        """Fill the slots of deleted stories in frozen lists, each list to the length it had."""
        for number, found in self.near.near(gaps, self.floor, False):
            when = self.stories[number].when
            allowed = [one for one in found if self.stories[one[0]].when <= when + self.rule.open_days]
            size = len(self.held[self.stories[number].key].related)
            self._fill(number, self.ranked(number, allowed), size)

    def _admit(self, number: int) -> None:
        """Let newer stories in, in the order of their dates, where they beat the last of the list by the margin."""
        chosen = self.choices[number].related
        if self.stories[number].key in self.held:
            self._weigh(number)
        for other, similarity in sorted(self._arrivals[number].items()):
            score = self.score(number, other, similarity)
            full = len(chosen) >= self.rule.limit
            if full and score < self.rule.margin * min(one for _, one in chosen):
                continue
            if self.fits(number, other, chosen):
                if full:
                    chosen.remove(min(reversed(chosen), key=lambda one: one[1]))
                place = next((place for place, one in enumerate(chosen) if one[1] < score), len(chosen))
                chosen.insert(place, (other, score))

    def _weigh(self, number: int) -> None:
        """Give the stories of a frozen list their scores of today."""
        ((_, found),) = self.near.near([number], 0.0, False)
        today = dict(found)
        chosen = self.choices[number].related
        chosen[:] = [(other, self.score(number, other, today.get(other, 0.0))) for other, _ in chosen]
