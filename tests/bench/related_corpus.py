"""Generated stories as items of the ranking, kept in one file so that their texts cost no memory; events can be planted."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.newsroom.edition import CODES
from plugins.related_news.item import Item
from plugins.related_news.syllables import Runs, runs
from tests.bench.corpus import newsgen

_NAMES = 6
"""Names of people and places an event has, the same in both languages; and as many words of each language."""


def write(path: Path, stories: int, events: int = 0, seed: int = 7) -> None:
    """One story a line; of the last ``4 * events`` stories each four tell one event, days apart."""
    generator = newsgen()
    with path.open("w", encoding="utf-8") as out:
        for number in range(stories):
            out.write(json.dumps(_plain(generator.story(number, seed)), ensure_ascii=False) + "\n")
        for number in range(4 * events):
            story = _plain(generator.story(stories + number, seed))
            out.write(json.dumps(_tell(story, number // 4, number % 4), ensure_ascii=False) + "\n")


def _plain(story: dict[str, Any]) -> dict[str, Any]:
    texts = {code: [text["title"], text["lead"], text["paras"]] for code, text in story["langs"].items()}
    return {"key": story["key"], "day": story["date"].timestamp() / 86400, "texts": texts, "event": -1}


def _tell(story: dict[str, Any], event: int, member: int) -> dict[str, Any]:
    """Make the story tell of the event: in its title, its lead and a third of its sentences. Languages by turns."""
    chance = random.Random(f"event {event}")
    names = [_word(chance).capitalize() for _ in range(_NAMES)]
    words = {code: [f"{_word(chance)} {_word(chance)}" for _ in range(_NAMES)] for code in CODES}
    day = 20_000 + chance.random() * 365
    texts = story["texts"]
    texts.setdefault("en", [_word(chance), _word(chance), ["…"] * 6])
    kept = {0: CODES, 1: CODES, 2: ("vi",), 3: ("en",)}[member] if event % 4 == 3 else CODES if member else ("vi",)
    said = random.Random(f"event {event} {member}")
    for code in kept:
        title, lead, paragraphs = texts[code]
        terms = [*names, *words[code]]
        told = [f"{one} {said.choice(terms)} {said.choice(names)}." for one in paragraphs]
        texts[code] = [f"{title} {said.choice(names)} {said.choice(terms)}", f"{lead} {' '.join(said.sample(terms, 4))}.", told]
    return {**story, "day": day + member * 1.5, "event": event, "texts": {code: texts[code] for code in kept}}


def _word(chance: random.Random) -> str:
    return "".join(chance.choice("bcdghklmnrstvx") + chance.choice("aeiou") for _ in range(3))


@dataclass
class Corpus:
    """The stories of a file, by date; texts are read when asked for."""

    path: Path
    stories: int

    def __post_init__(self) -> None:
        with self.path.open("rb") as file:
            lines = list(self._heads(file))
        lines.sort(key=lambda line: line[0])
        self.events = [line[4] for line in lines]
        self.items = [self._item(*line[:4]) for line in lines]

    def _heads(self, file: Any) -> Iterator[tuple[float, str, tuple[int, ...], int, int]]:
        for _ in range(self.stories):
            at = file.tell()
            story = json.loads(file.readline())
            languages = tuple(CODES.index(code) for code in story["texts"])
            yield story["day"], story["key"], languages, at, story["event"]

    def _item(self, day: float, key: str, languages: tuple[int, ...], at: int) -> Item:
        return Item(key, day, languages, lambda: self._read(at), lambda: at)

    def _read(self, at: int) -> list[Runs]:
        with self.path.open("rb") as file:
            file.seek(at)
            story = json.loads(file.readline())
        return [runs(title, lead, paragraphs) for title, lead, paragraphs in story["texts"].values()]
