"""Plan: the bulletin as the ranking sees it, the editors' word, and what comes out of both."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from plugins.newsroom.bulletin import Bulletin
from plugins.newsroom.story import Story

from .chooser import Chooser
from .entries import entry_of, fingerprint, original, texts_of
from .frozen import Line
from .kept_lists import Entry
from .ladder import Ladder, Placed
from .lists import Held
from .settings import RelatedNewsSettings


class Shown(NamedTuple):
    """What a story's panel shows, by key, before a page takes what it has not got yet."""

    pins: list[str]
    related: list[str]
    section: list[str]
    latest: str


class Plan:
    """The lists of all stories of a bulletin."""

    def __init__(
        self,
        bulletin: Bulletin,
        told: Mapping[str, Line],
        rule: RelatedNewsSettings,
        cache: Path | None,
        known: Mapping[str, Entry],
    ) -> None:
        """``told`` are the frozen lists, and ``known`` entries of stories that need not be looked at."""
        self.rule, self.told = rule, told
        entries = (known.get(key) or entry_of(story, told.get(key)) for key, story in bulletin.stories.items())
        self.entries = sorted(entries, key=lambda entry: (entry.when, entry.key))
        self.stories = [bulletin.stories[entry.key] for entry in self.entries]
        self.keys = [entry.key for entry in self.entries]
        self.numbers = {key: number for number, key in enumerate(self.keys)}
        self.ladder = Ladder([_placed(story) for story in self.stories])
        cache = cache if len(self.entries) >= rule.keep_from else None
        chooser = Chooser(self.entries, lambda key: texts_of(bulletin.stories[key]), rule, cache)
        self.near, self.lists = chooser.near, chooser.lists
        self.choices, self.seal = chooser.choose()
        self.section = [self._section(number) for number in range(len(self.stories))]

    def _section(self, number: int) -> list[int]:
        """Complete the choice from the same tags; what is still missing comes from the section."""
        choice, limit = self.choices[number], self.rule.limit
        if len(choice.related) >= limit:
            return []
        taken = {number, choice.latest, *(other for other, _ in choice.related)}
        frozen = self.entries[number].held
        if frozen is None:
            for other in self.ladder.same_tags(number):
                if other not in taken and self._may(number, other):
                    choice.related.append((other, 0.0))
                    taken.add(other)
                    if len(choice.related) == limit:
                        return []
        held = [self.numbers[key] for key in frozen.section if key in self.numbers] if frozen else []
        found = dict.fromkeys(one for one in held if one not in taken and self._may(number, one))
        for other in self.ladder.same_section(number):
            if len(choice.related) + len(found) >= limit:
                break
            if other not in taken and self._may(number, other):
                found[other] = None
        return list(found)[: limit - len(choice.related)]

    def _may(self, number: int, other: int) -> bool:
        return self.keys[other] not in self.entries[number].refused

    def shown(self, key: str) -> Shown:
        """The panel of a story."""
        number, keys = self.numbers[key], self.keys
        choice = self.choices[number]
        pins = [one for one in original(self.stories[number]).manuscript.fields.get("related", ()) if one in self.numbers]
        latest = keys[choice.latest] if choice.latest is not None else ""
        return Shown(pins, [keys[one] for one, _ in choice.related], [keys[one] for one in self.section[number]], latest)

    def freeze(self) -> dict[str, Line]:
        """All lists as they are now, as the lines of the lock files. A line that holds keeps its fingerprint: corrections
        change none, and add up."""
        lines = {}
        for entry, story in zip(self.entries, self.stories, strict=True):
            shown = self.shown(story.key)
            text = self.told[story.key].text if entry.held else fingerprint(story)
            lines[story.key] = Line(text, Held(tuple(shown.related), tuple(shown.section), shown.latest))
        return lines


def _placed(story: Story) -> Placed:
    article = original(story)
    return Placed(tuple([tag.id for tag in article.tags]), article.section.id)
