"""Fixtures of all tests: whole small bulletins, built in this process."""

import importlib
from pathlib import Path
from typing import Any, Protocol

import pytest

import pelicanconf
from tests.building import NOW, Built, Site


class MakeSite(Protocol):
    """Makes a small bulletin that a test can change and build again."""

    def __call__(self, tree: str = "", **settings: Any) -> Site: ...


class Bulletin(Protocol):
    """Builds a small bulletin once."""

    def __call__(self, tree: str, now: str = NOW, preview: bool = False, **settings: Any) -> Built: ...


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--sequences 200``: how many random sequences of edits the rebuilds are tried with."""
    parser.addoption("--sequences", type=int, default=25)


@pytest.fixture(scope="session", autouse=True)
def plugins() -> None:
    """All plugins listen in their order, whichever of them a test happens to use first."""
    for name in pelicanconf.PLUGINS:
        importlib.import_module(name).register()


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What all small bulletins share: compiled templates and the caches, which change nothing but the time."""
    folder = tmp_path_factory.mktemp("kept")
    for name in ("templates", "photos"):
        (folder / name).mkdir()
    return folder


@pytest.fixture
def site(tmp_path: Path, kept: Path) -> MakeSite:
    """``site(tree, SETTING=…)``: a bulletin to be built more than once."""
    made: list[Site] = []

    def make(tree: str = "", **settings: Any) -> Site:
        one = Site(tmp_path / f"site-{len(made)}", kept)
        made.append(one)
        one.set(**settings)
        one.write(tree)
        return one

    return make


@pytest.fixture
def bulletin(site: MakeSite) -> Bulletin:
    """``bulletin(tree, SETTING=…)``: a bulletin built once."""

    def build(tree: str, now: str = NOW, preview: bool = False, **settings: Any) -> Built:
        return site(tree, **settings).build(now, preview)

    return build
