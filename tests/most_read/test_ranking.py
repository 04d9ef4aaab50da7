"""The rules of both lists, as pure functions."""

from datetime import datetime, timedelta

import pytest

from plugins.newsroom.moment import ZONE
from plugins.newsroom.reads import Row
from plugins.newsroom.reads_ranking import Counts, Ranked, Rule, most_read, trending

UNTIL = datetime(2026, 11, 21, 17, 20, tzinfo=ZONE)
DATES = {name: datetime(2026, 11, 1 + place, tzinfo=ZONE) for place, name in enumerate("abcdefgh")}
RULE = Rule(limit=3)


def counts(*rows: tuple[str, str, int]) -> Counts:
    """Counts of (slot, story, reads)."""
    return Counts.of([Row(slot, story, "vi", reads) for slot, story, reads in rows], "vi", UNTIL, DATES)


def test_most_reads_first_and_ties_newest_first() -> None:
    """b and c tie: c is newer."""
    ranked = most_read(counts(("2026-11-21T10", "a", 9), ("2026-11-21T10", "b", 5), ("2026-11-21T10", "c", 5)), RULE)
    assert ranked == Ranked(("a", "c", "b"), 24)


@pytest.mark.parametrize(("slot", "window"), [("2026-11-19T18", 72), ("2026-11-15", 168), ("2026-10-25", 720)])
def test_the_window_widens_until_it_fills_the_list(slot: str, window: int) -> None:
    """24 hours, 3, 7 and 30 days: the narrowest that has enough stories with enough reads."""
    recent = [("2026-11-21T10", "a", 9), ("2026-11-21T10", "b", 5)]
    assert most_read(counts(*recent, (slot, "c", 4)), RULE).window == window


def test_too_few_reads_do_not_count() -> None:
    """Two hours of three reads pass a minimum of six, one does not."""
    rule = Rule(limit=1, minimum=6)
    ranked = most_read(counts(("2026-11-21T10", "a", 3), ("2026-11-21T11", "a", 3), ("2026-11-21T11", "b", 5)), rule)
    assert ranked.keys == ("a",)


def test_the_oldest_hour_falls_out() -> None:
    """The window is the running hour and the 23 before it."""
    inside, outside = ("2026-11-20T18", "a", 5), ("2026-11-20T17", "b", 9)
    assert counts(inside, outside).reads(24) == {"a": 5}


def test_a_day_counts_by_its_share_of_hours() -> None:
    """Yesterday's rest counts 6 of 24 hours, today's wholly, for nothing of it is in the future."""
    assert counts(("2026-11-20", "a", 24), ("2026-11-21", "b", 24)).reads(24) == {"a": 6, "b": 24}


def test_incumbents_stay_until_they_are_passed_by_15_percent() -> None:
    """At 110 to 100 the story that was there stays; at 120 it has to go."""
    before = [("2026-11-21T09", "a", 100), ("2026-11-21T09", "b", 50)]
    rule = Rule(limit=1)
    assert most_read(counts(*before, ("2026-11-21T17", "b", 60)), rule).keys[0] == "a"
    assert most_read(counts(*before, ("2026-11-21T17", "b", 70)), rule).keys[0] == "b"
    assert most_read(counts(*before, ("2026-11-21T17", "b", 60)), Rule(limit=1, hysteresis=0.0)).keys[0] == "b"


def test_trending_forgets_half_in_six_hours() -> None:
    """Eight reads six hours ago weigh as four now."""
    ranked = trending(counts(("2026-11-21T11", "a", 8), ("2026-11-21T17", "b", 5), ("2026-11-21T17", "c", 3)), RULE)
    assert ranked.keys == ("b", "a", "c")


def test_sections_are_ranked_by_themselves() -> None:
    """Within a section its own window is found."""
    all_counts = counts(*[("2026-11-21T10", name, 9) for name in "abc"], ("2026-11-18", "d", 5))
    assert most_read(all_counts, RULE).window == 24
    assert most_read(all_counts.within(frozenset("ad")), RULE) == Ranked(("a", "d"), 720)


def test_no_reads_give_no_list() -> None:
    """Nothing is ranked, no window claimed."""
    assert most_read(counts(), RULE) == Ranked()
    assert trending(counts(), RULE).keys == ()


def test_the_hour_after_shows_the_same_for_the_same_rows() -> None:
    """The list is a function of rows, moment and rule: asked twice, it is the same."""
    rows = [(f"2026-11-21T{hour:02}", name, 3 + hour) for hour in range(10) for name in "abcd"]
    one = Counts.of([Row(s, n, "vi", r) for s, n, r in rows], "vi", UNTIL + timedelta(hours=1), DATES)
    assert most_read(one, RULE) == most_read(one, RULE)
