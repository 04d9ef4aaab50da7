"""Fixtures of the tests of the whole site."""

import pytest

from tests.site.published import Published, press_once


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The real bulletin, built from content/ once a session; for reading only."""
    return press_once(tmp_path_factory.getbasetemp() / "published")
