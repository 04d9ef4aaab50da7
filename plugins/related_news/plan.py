"""Plan: the bulletin as the ranking sees it, the editors' word, and what comes out of both."""

import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from plugins.newsroom.bulletin import Bulletin
from plugins.newsroom.edition import CODES
from plugins.newsroom.story import Article, Story

from .chooser import Chooser
from .fingerprint import is_substantial, sketch
from .frozen import Line
from .item import Item
from .ladder import Ladder, Placed
from .lists import Held
from .settings import RelatedNewsSettings
from .syllables import Runs, runs


class Shown(NamedTuple):
    """What a story's panel shows, by key, before a page takes what it has not got yet."""

    pins: list[str]
    related: list[str]
    section: list[str]
    latest: str


class Plan:
    """The lists of all stories of a bulletin."""

    def __init__(
        self, bulletin: Bulletin, frozen: dict[str, Line], rule: RelatedNewsSettings, cache: Path | None
    ) -> None:
        self.rule, self.told = rule, frozen
        self.items = sorted(map(item_of, bulletin.stories.values()), key=lambda item: (item.when, item.key))
        self.stories = [bulletin.stories[item.key] for item in self.items]
        self.keys = [item.key for item in self.items]
        self.numbers = {key: number for number, key in enumerate(self.keys)}
        known = ((key, line) for key, line in frozen.items() if key in self.numbers)
        self.frozen = {key: line for key, line in known if still_holds(self.items[self.numbers[key]], line)}
        self.ladder = Ladder([_placed(story) for story in self.stories])
        cache = cache if len(self.items) >= rule.keep_from else None
        self.refused = [_refused(story) for story in self.stories]
        held = {key: held_by(self.items[self.numbers[key]], line) for key, line in self.frozen.items()}
        chooser = Chooser(self.items, self.refused, held, rule, cache)
        self.near, self.lists = chooser.near, chooser.lists
        self.choices, self.seal = chooser.choose()
        self.section = [self._section(number) for number in range(len(self.stories))]

    def _section(self, number: int) -> list[int]:
        """Complete the choice from the same tags; what is still missing comes from the section."""
        choice, limit = self.choices[number], self.rule.limit
        if len(choice.related) >= limit:
            return []
        taken = {number, choice.latest, *(other for other, _ in choice.related)}
        line = self.frozen.get(self.keys[number])
        if line is None:
            for other in self.ladder.same_tags(number):
                if len(choice.related) < limit and other not in taken and self._may(number, other):
                    choice.related.append((other, 0.0))
                    taken.add(other)
        held = [self.numbers[key] for key in line.held.section if key in self.numbers] if line else []
        found = dict.fromkeys(one for one in held if one not in taken and self._may(number, one))
        for other in self.ladder.same_section(number):
            if len(choice.related) + len(found) >= limit:
                break
            if other not in taken and self._may(number, other):
                found[other] = None
        return list(found)[: limit - len(choice.related)]

    def _may(self, number: int, other: int) -> bool:
        return self.keys[other] not in self.refused[number]

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
        for number, story in enumerate(self.stories):
            item, shown = self.items[number], self.shown(story.key)
            old = self.frozen.get(story.key)
            text = old.text if old else f"{item.digest():08x}-{sketch(item.read())}"
            lines[story.key] = Line(text, Held(tuple(shown.related), tuple(shown.section), shown.latest))
        return lines


def original(story: Story) -> Article:
    """The text that states what both share."""
    return next(iter(story.articles.values()))


def out_at(story: Story) -> float:
    """When the story came out, in days: its first text's date, or the end of its embargo."""
    moments = [article.manuscript.fields.get("publish_at") or article.date for article in story.articles.values()]
    return min(moments).timestamp() / 86400


def still_holds(item: Item, line: Line) -> bool:
    """Whether the story is, but for corrections, what it was when its list was frozen."""
    then, _, old = line.text.partition("-")
    return f"{item.digest():08x}" == then or not is_substantial(old, sketch(item.read()))


def held_by(item: Item, line: Line) -> Held:
    """The list of a line that still holds."""
    return line.held if line.text.startswith(f"{item.digest():08x}") else replace(line.held, corrected=True)


def item_of(story: Story) -> Item:
    """The story as the ranking sees it."""
    articles = list(story.articles.values())
    languages = tuple(CODES.index(article.edition) for article in articles)
    digest = _digest(articles)
    return Item(story.key, out_at(story), languages, lambda: _read(articles), lambda: digest)


def _read(articles: Sequence[Article]) -> list[Runs]:
    return [
        runs(article.title, article.lead, article.body.made, (tag.id for tag in article.tags)) for article in articles
    ]


def _digest(articles: Sequence[Article]) -> int:
    """Of the files' bytes, so that a text need not be loaded to tell that it is the same."""
    return zlib.crc32(b"".join(article.edition.encode() + article.manuscript.digest for article in articles))


def _refused(story: Story) -> frozenset[str]:
    """What editors banned, and what the text links already."""
    article = original(story)
    links = (link.key for link in (*article.lead_links, *article.end_links))
    return frozenset((story.key, *article.manuscript.fields.get("unrelated", ()), *links))


def _placed(story: Story) -> Placed:
    article = original(story)
    return Placed(tuple(tag.id for tag in article.tags), article.section.id)
