"""Fixtures of the tests of reads."""

from pathlib import Path

import pytest

from tests.reads.lines import Machine


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine that has counted nothing yet."""
    return Machine(tmp_path)
