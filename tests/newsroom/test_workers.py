"""Work spread over the cores comes back as if one had done it."""

import os

import pytest

from plugins.newsroom import workers
from plugins.newsroom.workers import ENOUGH, spread


@pytest.fixture(autouse=True)
def three_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "hands", lambda items: 3 if items >= 3 * ENOUGH else 1)


@pytest.mark.parametrize("count", [0, 1, 3 * ENOUGH, 3 * ENOUGH + 1])
def test_results_come_in_order(count: int) -> None:
    """Whoever did them; a result may hold any sign but the end of a line."""
    assert list(spread(range(count), lambda item: f"{item} Đ\u2028\r")) == [f"{item} Đ\u2028\r" for item in range(count)]


def test_neighbours_stay_together() -> None:
    """What one worker remembers serves the next piece of work; each takes some from all parts of the list."""
    places = [range(place, place + 16) for place in range(0, 400, 16)]
    done = list(spread(range(400), lambda item: str(os.getpid())))
    assert all(len({done[item] for item in some}) == 1 for some in places)
    assert len(set(done[:48])) == len(set(done[-64:])) == 3


def test_all_is_done_when_nobody_asks_for_results() -> None:
    """Files are written so: what they are called is known before."""
    done: list[int] = []

    def work(item: int) -> str:
        done.append(item)
        return ""

    spread(range(3), work)
    assert done == [0, 1, 2]


def test_what_a_worker_could_not_do_is_done_here() -> None:
    """Its whole share, in the same place of the results."""
    here = os.getpid()

    def work(item: int) -> str:
        assert os.getpid() == here or item < 100
        return str(item)

    assert list(spread(range(200), work)) == [str(item) for item in range(200)]


def test_a_fault_is_raised() -> None:
    """As if there were no workers."""
    with pytest.raises(ZeroDivisionError):
        spread(range(200), lambda item: str(1 // (item - 150)))
