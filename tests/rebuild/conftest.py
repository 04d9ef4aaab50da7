"""Bulletins that are built and wait for an edit."""

import pytest

from tests.building import Site, text
from tests.conftest import MakeSite
from tests.rebuild.edits import KEEPING, START


@pytest.fixture(params=["kept", pytest.param("frozen", marks=pytest.mark.slow)])
def small(request: pytest.FixtureRequest, site: MakeSite) -> Site:
    """A small bulletin, built: its lists frozen, or chosen and kept as in a large one."""
    made = site(START, RELATED_NEWS=KEEPING)
    if request.param == "frozen":
        made.freeze()
    assert made.build().code == 0
    return made


@pytest.fixture
def archive(site: MakeSite) -> Site:
    """A bulletin in which a new story reaches few others, its lists frozen, built."""
    keys = [f"2024/{month:02}/{name}" for month in range(1, 13) for name in "pqr"]
    far = "".join(text(f"{key}/vi", tags="[ha-noi]") + text(f"{key}/en") for key in keys)
    made = site(START + far)
    made.freeze()
    assert made.build().code == 0
    return made
