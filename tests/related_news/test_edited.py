"""What an edit touches, and nothing else, is compared anew; what comes out is what a first run gives, bit by bit."""

import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from plugins.related_news.engine import Engine
from plugins.related_news.item import Item, Rule
from plugins.related_news.ranking import Ranking
from tests.related_news.stories import mixed, said, spoken


def older_only(engine: Engine, stories: int) -> dict[int, dict[int, float]]:
    return {one: {a: b for a, b in near if a < one} for one, near in engine.near(range(stories), 0.01, True)}


def test_two_stories_are_equally_alike() -> None:
    """A comparison gives the same number, to the last bit, whichever of the two is asked."""
    items = mixed(200)
    rows = {story: row.tolist() for story, row in Ranking(items, Rule()).rows(range(200))}
    assert any(any(row) for row in rows.values())
    assert all(rows[a][b] == rows[b][a] for a in rows for b in rows)


@pytest.mark.parametrize("common", [3, 8, 100])
def test_only_what_an_edit_touches_is_compared_anew(tmp_path: Path, common: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stories edited, added and taken away, old ones and new ones: what comes out is, bit by bit, what a first run gives."""
    compared: list[int] = []
    rule, chance, edited = Rule(common=common), random.Random(common), 0
    items = mixed(270)
    for trial in range(30):
        engine = Engine(items, rule, tmp_path)
        with monkeypatch.context() as patch:
            near = engine._ranking.near
            patch.setattr(engine._ranking, "near", lambda wanted, *rest, near=near: near(seen(wanted, compared), *rest))
            found = older_only(engine, len(items))
        fresh = Engine(items, rule, None)
        assert found == older_only(fresh, len(items)), trial
        assert (engine._ranking.index.norms == fresh._ranking.index.norms).all()
        some = [(one, other) for one in found for other in found[one]][:50]
        assert [engine.alike(*pair) for pair in some] == [fresh.alike(*pair) for pair in some]
        engine.keep()
        edited += compared[-1] < len(items)
        items = changed(items, chance, trial)
    assert edited >= 20


def seen(wanted: Iterable[int], compared: list[int]) -> list[int]:
    stories = list(wanted)
    compared.append(len(stories))
    return stories


def changed(items: list[Item], chance: random.Random, trial: int) -> list[Item]:
    """Two words of one or two texts are others; now and then the newest story goes, or one more comes."""
    items = list(items)
    for number in chance.sample(range(len(items)), chance.randint(1, 2)):
        texts = said(random.Random(number), len(items[number].languages))
        for _ in range(2):
            texts[-1][chance.randrange(16)] = said(chance, 1)[0][0]
        items[number] = spoken(number, texts)
    if trial % 5 == 1:
        items.append(spoken(len(items), said(chance, 1)))
    elif trial % 5 == 3:
        items.pop()
    return items


@pytest.mark.parametrize("common", [3, 8, 100])
def test_some_stories_compared_again(tmp_path: Path, common: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where most lists are frozen, only the others' stories are compared, and of these only the new and the touched ones."""
    compared: list[int] = []
    rule, chance, fewer = Rule(common=common), random.Random(common), 0
    items = mixed(270)
    free = {item.key for item in items[200:]}
    for trial in range(30):
        wanted = [number for number, item in enumerate(items) if item.key in free]
        engine = Engine(items, rule, tmp_path)
        with monkeypatch.context() as patch:
            near = engine._ranking.near
            patch.setattr(engine._ranking, "near", lambda wanted, *rest, near=near: near(seen(wanted, compared), *rest))
            found = list(engine.near(wanted, 0.01, False))
        fresh = Engine(items, rule, None)
        assert found == list(fresh.near(wanted, 0.01, False)), trial
        assert list(engine.near(wanted[:40], 0.0, False)) == list(fresh.near(wanted[:40], 0.0, False))
        engine.keep()
        fewer += compared[-1] < len(wanted)
        if trial % 3 == 0:
            items = changed(items, chance, trial)
        items.append(spoken(1000 + trial, said(chance, 1)))
        free ^= {items[-1].key, *(item.key for item in chance.sample(items, trial % 3))}
    assert fewer >= 15


@pytest.mark.parametrize("common", [3, 8, 100])
def test_stories_come_and_go_anywhere(tmp_path: Path, common: int) -> None:
    """An index into which stories come, from which they go, or whose steps moved, is worked out from the kept one."""
    rule, chance, worked_out = Rule(common=common), random.Random(common), 0
    items = mixed(260)
    for trial in range(30):
        engine, fresh = Engine(items, rule, tmp_path), Engine(items, rule, None)
        worked_out += engine._ranking.forward is None
        assert older_only(engine, len(items)) == older_only(fresh, len(items)), trial
        assert (engine._ranking.index.norms == fresh._ranking.index.norms).all()
        engine.keep()
        for number in range(chance.randrange(4)):
            items.pop(chance.randrange(len(items)))
            items.insert(chance.randrange(len(items)), spoken(1000 + 10 * trial + number, said(chance, chance.randint(1, 2))))
        items += [spoken(2000 + 10 * trial + number, said(chance, 1)) for number in range(chance.randrange(5))]
    assert worked_out >= 25


def test_a_word_that_was_too_common(tmp_path: Path) -> None:
    """It says nothing as long as many have it, and something when, text by text, few are left; and the other way round."""
    rule, items = Rule(common=3), mixed(240)
    holders = [*range(0, 28, 2), 41]
    counts = [*range(len(holders), 0, -1), *range(2, len(holders) + 1)]
    for count in counts:
        for place, number in enumerate(holders):
            texts = said(random.Random(number), len(items[number].languages))
            items[number] = spoken(number, [[*texts[0], "common"] if place < count else texts[0], *texts[1:]])
        engine = Engine(items, rule, tmp_path)
        assert older_only(engine, 240) == older_only(Engine(items, rule, None), 240), count
        engine.keep()


def test_a_story_beside_the_index_is_touched_too(tmp_path: Path) -> None:
    """The newest story does not weigh, but its words do: they are commoner when an old story takes one up."""
    items = mixed(259)
    assert Rule().base(259) == 258
    words = said(random.Random(258), 1)[0]
    items[3] = spoken(3, [[*words[:8], *said(random.Random(3), 1)[0][8:]]])
    for taken in ("other", words[2]):
        items[7] = spoken(7, [[*said(random.Random(7), 1)[0][:15], taken]])
        engine = Engine(items, Rule(), tmp_path)
        assert older_only(engine, 259) == older_only(Engine(items, Rule(), None), 259)
        engine.keep()


def test_a_broken_comparison_is_made_anew(tmp_path: Path) -> None:
    """Advisory state: with a flipped byte, cut off or of another form, the same comes out."""
    items = mixed(270)
    fresh = older_only(Engine(items, Rule(), None), 270)
    harms = {"newer.npy": b"", "older.npy": b"\xff", "alike.npy": b"x", "compared.json": b"[]", "compared.txt": b"\n"}
    for name, harm in harms.items():
        engine = Engine(items, Rule(), tmp_path)
        assert older_only(engine, 270) == fresh, name
        engine.keep()
        data = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(data[:-1] + harm)
    assert older_only(Engine(items, Rule(), tmp_path), 270) == fresh
