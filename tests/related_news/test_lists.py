"""Lists: who enters when, and what stays, with similarities told by the test."""

import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest

from plugins.related_news import kept_lists
from plugins.related_news.item import Item, Rule
from plugins.related_news.kept_lists import written
from plugins.related_news.ladder import Ladder, Placed
from plugins.related_news.lists import Choice, Dated, Held, Lists
from plugins.related_news.neighbours import Lazy
from plugins.related_news.settings import RelatedNewsSettings


class Told:
    """Neighbours as the test says: similarity by pair of keys; pairs in ``copies`` are the same event retold."""

    def __init__(self, days: dict[str, float], ties: dict[str, float], copies: str = "") -> None:
        self.keys = sorted(days, key=lambda key: days[key])
        self.by_pair = {frozenset(pair): value for pair, value in ties.items()}
        self.copies = [frozenset(pair) for pair in copies.split()]
        self.asked: list[int] = []

    def near(self, wanted: Iterable[int], floor: float, older: bool) -> Iterator[tuple[int, list[tuple[int, float]]]]:
        for one in wanted:
            self.asked.append(one)
            found = ((other, self.similar(one, other)) for other in range(len(self.keys)) if other != one)
            yield one, [(other, value) for other, value in found if value >= floor and value]

    def similar(self, one: int, other: int) -> float:
        return self.by_pair.get(frozenset((self.keys[one], self.keys[other])), 0.0)

    def alike(self, one: int, other: int) -> bool:
        return frozenset((self.keys[one], self.keys[other])) in self.copies

    def ties(self, one: int, other: int) -> dict[int, float]:
        return {}


def choose(
    days: dict[str, float],
    ties: dict[str, float],
    held: dict[str, Held] | None = None,
    copies: str = "",
    refused: dict[str, str] | None = None,
) -> dict[str, str]:
    """The list of each story as one word of keys, "+" and the latest behind it."""
    near = Told(days, ties, copies)
    dated = [Dated(key, days[key], frozenset((refused or {}).get(key, ""))) for key in near.keys]
    choices = Lists(dated, held or {}, near, RelatedNewsSettings(limit=2, date_share=0.0, crowd=0)).choose()
    return {key: _word(choice, near.keys) for key, choice in zip(near.keys, choices, strict=True)}


def _word(choice: Choice, keys: list[str]) -> str:
    latest = f"+{keys[choice.latest]}" if choice.latest is not None else ""
    return "".join(keys[other] for other, _ in choice.related) + latest


OLD = {"a": 0.0, "b": 1.0, "c": 2.0, "s": 50.0}


def test_the_nearest_older_stories_stand_in_the_list() -> None:
    """Best first; what is below the floor does not."""
    assert choose(OLD, {"sa": 0.1, "sb": 0.2, "sc": 0.01})["s"] == "ba"


def test_a_new_story_is_heard_by_its_nearest_only() -> None:
    """It changes no more pages than ``reach``, even if the ranking tells the others of it (as one from a kept index does)."""
    days = {"a": 0.0, "b": 1.0, "c": 2.0, "n": 3.0}
    assert choose(days, {"na": 0.9, "nb": 0.8, "nc": 0.7}) == {"a": "n", "b": "n", "c": "", "n": "ab"}


def test_in_a_small_bulletin_the_floor_is_higher() -> None:
    """Where few texts tell which words are rare, chance ties are stronger; the floor moves only when the bulletin doubles."""
    rule = RelatedNewsSettings()
    floors = [round(rule.floor_among(count), 3) for count in (1, 34, 63, 64, 200, 500, 600, 50_000)]
    assert floors == [0.129, 0.129, 0.129, 0.098, 0.074, 0.056, 0.043, 0.04]


@pytest.mark.parametrize("count", [0, 1])
def test_no_story_and_one_need_no_ranking(count: int) -> None:
    """Nothing to relate: no list, or an empty one; numpy is not asked for."""
    items = [Item("2025/07/a", 1.0, (0,), list, 0)][:count]
    near = Lazy(items, Rule(), None)
    assert Lists([Dated(item.key, item.when) for item in items], {}, near, RelatedNewsSettings()).choose() == [Choice()] * count


def test_refused_stories_never_stand_in_it() -> None:
    """A ban, and what the text links already."""
    assert choose(OLD, {"sa": 0.1, "sb": 0.2, "sc": 0.05}, refused={"s": "b"})["s"] == "ac"


def test_an_event_retold_stands_once_and_a_copy_of_the_story_never() -> None:
    """Near duplicates at most once, the story itself counted."""
    assert choose(OLD, {"sa": 0.1, "sb": 0.2, "sc": 0.15}, copies="bc")["s"] == "ba"
    assert choose(OLD, {"sa": 0.1, "sb": 0.2, "sc": 0.15}, copies="sb")["s"] == "ca"


def test_within_seven_days_a_newer_story_enters_by_a_margin() -> None:
    """1.25 times the last one's score is needed; a little more than the last one is not enough."""
    days = {**OLD, "n": 56.0}
    assert choose(days, {"sa": 0.1, "sb": 0.2, "sn": 0.12})["s"] == "ba"
    assert choose(days, {"sa": 0.1, "sb": 0.2, "sn": 0.13})["s"] == "bn"


def test_later_only_a_strong_follow_up_is_linked() -> None:
    """After seven days the list stays; a strong one becomes the latest on the story, the newest of several."""
    days = {**OLD, "n": 58.0, "o": 70.0}
    assert choose(days, {"sa": 0.1, "sb": 0.2, "sn": 0.11})["s"] == "ba"
    assert choose(days, {"sa": 0.1, "sb": 0.2, "sn": 0.5})["s"] == "ba+n"
    assert choose(days, {"sa": 0.1, "sb": 0.2, "sn": 0.5, "so": 0.3})["s"] == "ba+o"


def test_a_new_story_is_the_latest_of_two_at_most() -> None:
    """So that one story changes few pages: the two it is nearest to."""
    found = choose({**OLD, "n": 90.0}, {"an": 0.5, "bn": 0.4, "cn": 0.3, "sn": 0.2})
    assert [key for key, word in found.items() if word.endswith("+n")] == ["a", "b"]


def test_a_frozen_list_stays_whatever_the_similarities_say_today() -> None:
    """Its text is not even compared where nothing is new."""
    near = Told(OLD, {"sa": 0.1, "sb": 0.9})
    held = {key: Held() for key in "abc"} | {"s": Held(("c", "a"))}
    dated = [Dated(key, OLD[key]) for key in near.keys]
    choices = Lists(dated, held, near, RelatedNewsSettings(limit=2, crowd=0)).choose()
    assert _word(choices[3], near.keys) == "ca"
    assert near.asked == []


def test_a_newcomer_enters_a_frozen_list_while_it_is_open() -> None:
    """By the same margin, and only within seven days of the story."""
    held = {key: Held() for key in "abc"} | {"s": Held(("b", "a"))}
    ties = {"sa": 0.1, "sb": 0.2, "sn": 0.22}
    assert choose({**OLD, "n": 52.0}, ties, held)["s"] == "nb"
    assert choose({**OLD, "n": 60.0}, ties, held)["s"] == "ba+n"


def test_a_story_dated_back_changes_no_settled_list() -> None:
    """An import with old dates enters no list that was closed when it was frozen."""
    held = {key: Held() for key in "bcs"} | {"a": Held()}
    assert choose({**OLD, "n": 3.0}, {"an": 0.9, "bn": 0.9, "sn": 0.9}, held)["a"] == ""


def test_a_deleted_story_leaves_a_slot_to_the_next_best() -> None:
    """The others stay where they are."""
    held = {key: Held() for key in "abc"} | {"s": Held(("x", "a"))}
    assert choose(OLD, {"sa": 0.1, "sb": 0.2, "sc": 0.3}, held)["s"] == "ac"


def test_the_section_fills_with_the_nearest_older_ones_first() -> None:
    """Then newer ones, the oldest of them first: a new story changes short lists only."""
    ladder = Ladder([Placed((), section) for section in "xyxxx"])
    assert list(ladder.same_section(2)) == [0, 3, 4]


def test_a_tag_of_every_other_story_ties_nothing() -> None:
    """The rarer tag comes first, and one that is everywhere says nothing."""
    ladder = Ladder([Placed(("hanoi", *tags), "x") for tags in ((), ("cuba",), ("lao",), ("lao",), ("lao", "cuba"), ("",))])
    assert ladder.same_tags(4) == [1, 3, 2]
    assert ladder.same_tags(0) == []


def test_the_same_tags_come_by_their_number() -> None:
    """Two tags in common before one, the nearer before the farther."""
    ladder = Ladder([Placed(tuple(tags), "x") for tags in ("lh", "l", "hl", "h")])
    assert ladder.same_tags(2) == [0, 1, 3]


@pytest.mark.parametrize("seed", range(5))
def test_the_same_tags_in_large_bulletins(seed: int) -> None:
    """The order is the one that is told, whoever bears the tags."""
    chance = random.Random(seed)
    names = [f"t{int(30 * chance.random() ** 2)}" for _ in range(900)]
    tags = [tuple(dict.fromkeys(names[at : at + at % 4])) for at in range(0, 900, 3)]
    ladder, bearers = Ladder([Placed(one, "x") for one in tags]), Counter(chain.from_iterable(tags))
    for number, mine in enumerate(tags):
        worth: dict[int, float] = defaultdict(float)
        for tag in (tag for tag in mine if bearers[tag] <= max(5, 0.15 * len(tags))):
            others = [other for other, theirs in enumerate(tags) if tag in theirs and other != number]
            for other in sorted(others, key=lambda other: (other > number, abs(other - number)))[:12]:
                worth[other] += math.log1p(len(tags) / bearers[tag])
        assert ladder.same_tags(number) == sorted(worth, key=lambda o: (-worth[o], o > number, abs(o - number)))


def test_kept_lists_are_believed_only_if_whole_and_of_the_same_things(tmp_path: Path) -> None:
    """A broken file, another text, ban, frozen list or setting: nothing was kept."""
    entries = [kept_lists.Entry(f"2025/07/{key}", day, (0,), 7) for key, day in OLD.items()]
    first, last = entries[0], entries[3]
    entries[1] = entries[1]._replace(refused=frozenset("ab"), held=Held(("2025/07/a",), (), "2025/07/b"))
    rule = RelatedNewsSettings()
    of = kept_lists.made_of(written(entries), rule)
    choices = [Choice(), Choice([(0, 0.3)]), Choice([(1, 0.2), (0, 0.1)], 3), Choice()]
    unscored = [Choice(), Choice([(0, 0.0)]), Choice([(1, 0.0), (0, 0.0)], 3), Choice()]
    seal = kept_lists.save_lists(tmp_path, of, written(entries), choices)
    assert seal
    assert kept_lists.load_lists(tmp_path, of) == (seal, unscored)
    assert kept_lists.load_sealed(tmp_path, seal) == (entries, written(entries), list(map(kept_lists.plain, unscored)))
    other = last._replace(digest=8, refused=frozenset("\t,"))
    assert kept_lists.rewritten(written(entries), {3: other}) == written([*entries[:3], other])
    others = (
        kept_lists.made_of(written([*entries[:3], last._replace(digest=8)]), rule),
        kept_lists.made_of(written([*entries[:3], last._replace(refused=frozenset("a"))]), rule),
        kept_lists.made_of(written([first._replace(held=Held()), *entries[1:]]), rule),
        kept_lists.made_of(written(entries), replace(rule, margin=2.0)),
    )
    assert [kept_lists.load_lists(tmp_path, other) for other in others] == [None] * 4
    assert kept_lists.load_sealed(tmp_path, others[0]) is None
    sound = (tmp_path / "lists.jsonl").read_text()
    for broken in ("", "[", "{}", sound.replace("[[1,0]", "[[2,0]"), sound[:-1]):
        (tmp_path / "lists.jsonl").write_text(broken)
        assert kept_lists.load_lists(tmp_path, of) is None
        assert kept_lists.load_sealed(tmp_path, seal) is None
