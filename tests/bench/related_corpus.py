"""Generated stories as items of the ranking, kept in one file so that their texts cost no memory; events can be planted."""

import os
import random
from pathlib import Path
from typing import Any

from plugins.newsroom.edition import CODES
from plugins.related_news.item import Item
from plugins.related_news.syllables import Runs, runs
from tests.bench.corpus import newsgen

_FIELD, _TEXT = "\x1f", "\x1e"
_NAMES = 6
"""Names of people and places an event has, the same in both languages; and as many words of each language."""


def write(path: Path, stories: int, events: int = 0, seed: int = 7) -> None:
    """Texts into ``path``, one story a line; of the last ``4 * events`` stories each four tell one event, days apart.

    ``path`` with ``.heads`` tells where each stands: what is measured later is the ranking, not the reading of JSON.
    """
    generator = newsgen()
    with path.open("wb") as out, path.with_suffix(".heads").open("w", encoding="utf-8") as heads:
        for number in range(stories + 4 * events):
            story = _plain(generator.story(number, seed))
            if number >= stories:
                story = _tell(story, (number - stories) // 4, (number - stories) % 4)
            texts = (_FIELD.join([title, lead, *paragraphs]) for title, lead, paragraphs in story["texts"].values())
            line = f"{_TEXT.join(texts)}\n".encode()
            languages = "".join(str(CODES.index(code)) for code in story["texts"])
            print(story["day"], story["key"], languages, out.tell(), len(line), story["event"], file=heads)
            out.write(line)


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


class Corpus:
    """The first so many stories of a file, by date; texts are read when asked for."""

    def __init__(self, path: Path, stories: int) -> None:
        self._texts = path.open("rb")
        heads = [line.split() for line in path.with_suffix(".heads").read_text(encoding="utf-8").splitlines()[:stories]]
        heads.sort(key=lambda head: float(head[0]))
        self.events = [int(head[5]) for head in heads]
        self.items = [self._item(float(head[0]), head[1], head[2], int(head[3]), int(head[4])) for head in heads]

    def _item(self, day: float, key: str, languages: str, at: int, size: int) -> Item:
        return Item(key, day, tuple(map(int, languages)), lambda: self._read(at, size), at)

    def _read(self, at: int, size: int) -> list[Runs]:
        line = os.pread(self._texts.fileno(), size - 1, at).decode()
        cut = (text.split(_FIELD) for text in line.split(_TEXT))
        return [runs(title, lead, paragraphs) for title, lead, *paragraphs in cut]
