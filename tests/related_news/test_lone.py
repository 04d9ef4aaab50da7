"""Lone: a gram that the index lacks is found in the text that has it; with whatever is kept, the index is the same."""

import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from plugins.related_news import kept, lone
from plugins.related_news.engine import Engine
from plugins.related_news.index import Index, ceiling
from plugins.related_news.item import Item, Rule
from plugins.related_news.kept_grams import KeptGrams
from plugins.related_news.ranking import Ranking, base
from plugins.related_news.texts import Texts
from tests.related_news.stories import mixed, said, spoken

RULE = Rule()


def fetched(folder: Path, items: list[Item]) -> lone.Lone:
    """What is kept of exactly these stories."""
    found = kept.load(folder, [items[number] for number in base(items, RULE)], RULE, KeptGrams(folder, RULE))
    assert found.whole
    assert found.lone
    return found.lone


def is_fresh(engine: Engine, items: list[Item]) -> bool:
    """Whether its index is, bit by bit, one made anew."""
    columns = zip(columns_of(engine._ranking.index), columns_of(Ranking(items, RULE).index), strict=True)
    return all(one.dtype == other.dtype and np.array_equal(one, other) for one, other in columns)


def columns_of(index: Index) -> list[NDArray[Any]]:
    """Its arrays, but for entries of grams that are too common: by how many, is told by what there was before."""
    sizes = np.diff(index.starts)
    few = sizes <= ceiling(len(index.squares), RULE)
    entries = np.repeat(few, sizes)
    return [index.grams, np.where(few, sizes, 0), index.texts[entries], index.levels[entries], index.squares]


def edited(items: list[Item], chance: random.Random, trial: int) -> list[Item]:
    """Some stories say something else, at times what they said at first; some come, some go."""
    items = list(items)
    for number in chance.sample(range(len(items)), 3):
        texts = said(random.Random(number), len(items[number].languages))
        if chance.random() < 0.7:
            texts[-1][chance.randrange(16)] = f"w{chance.randrange(4000)}"
        items[number] = spoken(number, texts)
    if trial % 3 == 1:
        items.pop(chance.randrange(len(items)))
        items.insert(chance.randrange(len(items)), spoken(1000 + trial, said(chance, chance.randint(1, 2))))
    return items


def test_who_has_a_gram_alone_is_found(tmp_path: Path) -> None:
    """After any edits each text is among those that may have what the index lacks of its grams, and few others are."""
    chance, items, asked, stories = random.Random(5), mixed(250), 0, 0
    for trial in range(30):
        engine = Engine(items, RULE, tmp_path)
        assert is_fresh(engine, items), trial
        engine.keep()
        known, texts = fetched(tmp_path, items), Texts(items, RULE, KeptGrams(tmp_path, RULE))
        for text in chance.sample(range(texts.first[-1]), 40):
            grams = texts.line([text])[1]
            lacking = grams[engine._ranking.index.find(grams) < 0]
            perhaps = known.perhaps(lacking).tolist()
            assert text in perhaps or not len(lacking), trial
            asked, stories = asked + len(perhaps), stories + len(lacking)
        items = edited(items, chance, trial)
    assert asked < stories / 3


@pytest.mark.parametrize("name", ["lone_buckets", "lone_marks", "lone_owners", "late_numbers", "late_grams", "late_texts"])
@pytest.mark.parametrize("harm", ["lost", "cut off", "flipped"])
def test_what_is_kept_is_not_believed(tmp_path: Path, name: str, harm: str) -> None:
    """Lost, cut off or with a flipped byte: the index is made anew, and all is kept again."""
    items, file = mixed(120), tmp_path / f"{name}.npy"
    for trial in range(2):
        Engine(items, RULE, tmp_path).keep()
        items[3 + trial] = spoken(3 + trial, said(random.Random(900 + trial), len(items[3 + trial].languages)))
    data = file.read_bytes()
    if harm == "lost":
        file.unlink()
    else:
        file.write_bytes(data[:-1] + (bytes([data[-1] ^ 1]) if harm == "flipped" else b""))
    assert is_fresh(Engine(items, RULE, tmp_path), items)
    fetched(tmp_path, items).told()


def test_what_is_noted_beside_does_not_pile_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When much became lone since, the index is made anew, and nothing is noted beside it."""
    items, noted = mixed(60), []
    monkeypatch.setattr(lone, "_LATE", 64)
    for trial in range(12):
        items[trial] = spoken(trial, said(random.Random(900 + trial), len(items[trial].languages)))
        engine = Engine(items, RULE, tmp_path)
        assert is_fresh(engine, items)
        engine.keep()
        noted.append(len(fetched(tmp_path, items).grams))
    assert noted[0] == 0 < max(noted)
    assert 0 in noted[1:]


def test_an_edit_writes_what_it_changes(tmp_path: Path) -> None:
    """What the index lacks is written when it is made anew; so is what an edit leaves as it is."""

    def written() -> set[str]:
        before = {file: file.stat().st_ino for file in tmp_path.glob("*.npy")}
        engine = Engine(items, RULE, tmp_path)
        assert is_fresh(engine, items)
        engine.keep()
        return {file.stem for file, number in before.items() if file.stat().st_ino != number}

    items = mixed(120)
    Engine(items, RULE, tmp_path).keep()
    texts = said(random.Random(7), len(items[7].languages))
    late = {"squares", "levels", "late_numbers", "late_grams", "late_texts"}
    items[7] = spoken(7, [[*texts[0], *texts[0]], *texts[1:]])
    assert written() == late
    items[7] = spoken(7, [[*texts[0], *said(random.Random(8), 1)[0]], *texts[1:]])
    assert written() == late | {"grams", "starts", "texts"}


def test_sums_that_are_not_exact(tmp_path: Path) -> None:
    """Under a rule by which squares differ too much to be added up exactly, all are added up anew."""
    rule, items = Rule(power=20.0), mixed(120)
    Engine(items, rule, tmp_path).keep()
    index = Ranking(items, rule).index
    assert not index.exact(rule)
    assert Ranking(items, RULE).index.exact(RULE)
    items[7] = spoken(7, said(random.Random(8), len(items[7].languages)))
    engine = Engine(items, rule, tmp_path)
    assert engine._ranking.forward is None
    assert np.array_equal(engine._ranking.index.squares, Ranking(items, rule).index.squares)
