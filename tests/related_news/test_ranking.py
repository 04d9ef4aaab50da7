"""Ranking: similarity of stories made of plain words, without a bulletin."""

import random
from dataclasses import fields
from pathlib import Path

import pytest

from plugins.related_news import kept
from plugins.related_news.engine import Engine
from plugins.related_news.index import Index
from plugins.related_news.item import Item, Rule
from plugins.related_news.kept_grams import KeptGrams
from plugins.related_news.ranking import Ranking, base
from tests.related_news.stories import item


def similarity(items: list[Item], one: int, other: int, rule: Rule = Rule()) -> float:  # noqa: B008 (frozen)
    ((_, row),) = Ranking(items, rule).rows([one])
    return float(row[other])


FILLER = [item(10 + n, f"chuyện thứ {n} | một tin khác hẳn số {n}") for n in range(4)]


def test_the_story_on_the_same_matter_is_the_nearest() -> None:
    """Words in common that few others have tie two stories."""
    items = [item(0, "Cầu Long Biên | sửa cầu"), item(1, "Lúa được mùa | vụ lúa"), item(2, "Sửa cầu Long Biên | xong"), *FILLER]
    assert similarity(items, 2, 0) > 0.2 > similarity(items, 2, 1)


def test_word_order_counts() -> None:
    """Grams tell "đối ngoại nhân dân" from the same four syllables in another order."""
    items = [item(0, "đối ngoại nhân dân"), item(1, "dân nhân ngoại đối"), item(2, "đối ngoại nhân dân Lào"), *FILLER]
    assert similarity(items, 2, 0) > 1.5 * similarity(items, 2, 1)


def test_both_texts_of_a_pair_speak() -> None:
    """Two pairs that share only their English words are related, and a Vietnamese story ties to the English one by names."""
    items = [
        item(0, "Mưa lớn", "Heavy rain floods Havana", languages=(0, 1)),
        item(1, "Ngập lụt", "Havana floods after heavy rain", languages=(0, 1)),
        item(2, "La Habana: Havana ngập"),
        item(3, "Havana under water", languages=(1,)),
        *FILLER,
    ]
    assert similarity(items, 0, 1) > 0.1
    assert similarity(items, 2, 3) > 0.05


def test_identical_texts_are_alike_and_one_at_most() -> None:
    """The cosine of a text with its copy is 1; shingles tell that it is a copy."""
    text = "Hội nghị tổng kết | Sáng nay tại Hà Nội đã diễn ra hội nghị tổng kết công tác đối ngoại nhân dân năm qua"
    items = [item(0, text), item(1, text), *FILLER]
    assert similarity(items, 0, 1) == pytest.approx(1, abs=0.01)
    assert Ranking(items, Rule()).alike(0, 1)
    assert not Ranking(items, Rule()).alike(0, 2)


@pytest.mark.parametrize("texts", [[], ["một"], ["một", "một"], ["", "hai|"], ["?!", "…"]])
def test_hardly_any_text(texts: list[str]) -> None:
    """No story, one, one-word titles, empty bodies, nothing but punctuation: no fault and nothing above 1."""
    items = [item(number, text) for number, text in enumerate(texts)]
    for _, row in Ranking(items, Rule()).rows(range(len(items))):
        assert all(0 <= one <= 1 for one in row)


def crowd(count: int) -> list[Item]:
    chance = random.Random(5)
    names = [f"w{n}" for n in range(400)]
    return [item(n, f"{' '.join(chance.choices(names, k=6))} | {' '.join(chance.choices(names, k=60))}") for n in range(count)]


def test_older_rows_agree_with_full_ones() -> None:
    """Half the work gives the same for the older half, also for those after the last step of the weights."""
    items = crowd(263)
    full = dict(Ranking(items, Rule()).rows(range(263)))
    for number, row in Ranking(items, Rule()).rows(range(263), older=True):
        assert row[:number] == pytest.approx(full[number][:number])


def test_weights_move_in_steps() -> None:
    """Below 256 stories all count; above, a new story leaves the weights alone until a step is full."""
    assert [Rule().base(count) for count in (0, 1, 255, 256, 257, 258, 1000, 27000)] == [0, 1, 255, 256, 256, 258, 1000, 26976]


def test_a_kept_index_gives_the_same_and_a_broken_one_is_made_anew(tmp_path: Path) -> None:
    """Advisory state: kept, half written, with a flipped byte, or of other texts, the neighbours are the same."""
    items = crowd(150)
    fresh = list(Engine(items, Rule(), None).near(range(150), 0.01, False))
    assert list(Engine(items, Rule(), tmp_path).near(range(150), 0.01, False)) == fresh
    grams = KeptGrams(tmp_path, Rule())
    assert kept.load(tmp_path, items[: Rule().base(150)], Rule(), grams).whole
    assert list(Engine(items, Rule(), tmp_path).near(range(150), 0.01, False)) == fresh
    harms = {"texts.npy": b"\xff", "levels.npy": b"", "index.json": b"{", "grams.npy": b"\x80\x04cos\nsystem"}
    for name, harm in harms.items():
        Engine(items, Rule(), tmp_path)
        data = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(data[:-1] + harm if name == "texts.npy" else harm)
        assert kept.load(tmp_path, items, Rule(), grams).index is None
        assert list(Engine(items, Rule(), tmp_path).near(range(150), 0.01, False)) == fresh
    changed = [item(0, "khác hẳn"), *items[1:]]
    assert kept.load(tmp_path, changed, Rule(), grams).index is None


@pytest.mark.parametrize("older", [True, False])
def test_a_kept_index_asked_for_all(tmp_path: Path, older: bool) -> None:
    """Turned round or fresh, from kept grams or counted ones, an index gives the same, bit by bit."""
    items = crowd(300)
    fresh = list(Engine(items, Rule(), None).near(range(300), 0.01, older))
    Engine(items, Rule(), tmp_path).keep()
    assert list(Engine(items, Rule(), tmp_path).near(range(300), 0.01, older)) == fresh
    (tmp_path / "index.json").unlink()
    unread = [one._replace(read=lambda: pytest.fail("was read")) for one in items]
    assert list(Engine(unread, Rule(), tmp_path).near(range(300), 0.01, older)) == fresh


def test_words_that_do_not_weigh() -> None:
    """A corrected story is compared as ever, old as it is, but no word is rarer or commoner for it."""
    items = crowd(40)
    without = dict(Ranking([*items[:7], *items[8:]], Rule()).rows([20]))[20]
    items[7] = items[7]._replace(weighs=False)
    row = dict(Ranking(items, Rule()).rows([21]))[21]
    assert [*row[:7], *row[8:]] == pytest.approx([*without])
    assert row[7] > 0
    assert dict(Ranking(items, Rule()).rows([7]))[7][21] == pytest.approx(row[7])


@pytest.mark.parametrize(("common", "many", "always"), [(4, 3, True), (12, 3, True), (100, 3, True), (4, 40, False)])
def test_stories_are_taken_out_of_a_kept_index(tmp_path: Path, common: int, many: int, always: bool) -> None:
    """What is left gives, bit by bit, what the index of the others made anew does; where it can't, it is made anew."""
    rule, chance, taken_out = Rule(common=common, weights=(1, 1, 1)), random.Random(3), 0
    for trial in range(20):
        items = crowd(90)
        grams = KeptGrams(tmp_path / str(trial), rule)
        Engine(items, rule, tmp_path / str(trial)).keep()
        for number in chance.sample(range(90), chance.randint(1, many)):
            items[number] = item(number, f"sửa {number} | {chance.random()}")._replace(weighs=False)
        within = [items[number] for number in base(items, rule)]
        found = kept.load(tmp_path / str(trial), within, rule, grams)
        index = found.index
        assert not found.whole
        taken_out += index is not None
        if index:
            fresh = Ranking(items, rule).index
            assert (index.norms == fresh.norms).all()
            assert [getattr(index, one.name).dtype for one in fields(Index)] == [
                getattr(fresh, one.name).dtype for one in fields(Index)
            ]
        near = [list(Engine(items, rule, folder).near(range(90), 0.01, False)) for folder in (tmp_path / str(trial), None)]
        assert near[0] == near[1]
        assert kept.load(tmp_path / str(trial), within, rule, grams).whole
    assert taken_out == 20 if always else 0 < taken_out < 20


@pytest.mark.slow
def test_the_open_sample() -> None:
    """nDCG@5 on real articles: 0.53 and more by text alone, more with the dates."""
    sample = pytest.importorskip("tests.bench.related_sample")
    if not sample.SAMPLE.is_file():
        pytest.skip("../shared/related is not here")
    known = sample.Sample()
    dated = lambda row, source: row * (0.5 + 0.5 * 2.718281828 ** (-abs(known.when - known.when[source]) / 14))  # noqa: E731
    found = sample.quality(known, Rule(), {"text": (lambda row, _: row, False), "date": (dated, False)})
    assert found["text"][0] >= 0.56
    assert found["date"][0] > found["text"][0]
