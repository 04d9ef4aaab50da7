"""Fixtures of the body's tests."""

import pytest

from plugins.newsroom.shelf import Shelf
from tests.body import Converter


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Converter:
    """Converts Markdown as a build does; made once, as in a build."""
    return Converter(Shelf(tmp_path_factory.mktemp("shelf") / "shelf.db", "test"))
