"""Stories made of plain words, for tests of the ranking."""

import random
import zlib

from plugins.related_news.item import Item
from plugins.related_news.syllables import runs


def item(number: int, *texts: str, languages: tuple[int, ...] = (0,)) -> Item:
    read = lambda: [runs(one.partition("|")[0], "", [one.partition("|")[2]]) for one in texts]  # noqa: E731
    return Item(f"2025/07/s{number:03}", float(number), languages, read, zlib.crc32("|".join(texts).encode()))


def mixed(count: int) -> list[Item]:
    """Stories of which every third has two texts, with words that few share."""
    return [spoken(n, said(random.Random(n), 1 + (n % 3 == 0))) for n in range(count)]


def spoken(number: int, texts: list[list[str]]) -> Item:
    lines = [" ".join([*one[:4], "|", *one[4:]]) for one in texts]
    return item(number, *lines, languages=(0, 1) if len(texts) == 2 else (number % 2,))


def said(chance: random.Random, texts: int) -> list[list[str]]:
    return [[f"w{int(4000 * chance.random() ** 2)}" for _ in range(16)] for _ in range(texts)]
