"""Lean: Pelican without docutils, a fifth of all that a small build imports (Pillow, Pygments and an HTTP client come along).

Pelican's reader of reStructuredText can't be imported without it. Nobody here reads any: newsroom/tree.py tells such files.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType

_READERS = "docutils.parsers.rst.languages", "docutils.writers.html4css1"
_UNUSED = ("docutils", "docutils.core", "docutils.io", *_READERS, "pelican.rstdirectives", "watchfiles")
"""watchfiles is what ``pelican --autoreload`` waits with."""


class _Unused(ModuleType):
    """Stands where a module is imported that nothing is asked of: every name in it is an empty class."""

    def __getattr__(self, name: str) -> type:
        return type(name, (), {})


@contextmanager
def _without(names: tuple[str, ...]) -> Iterator[None]:
    absent = {name: _Unused(name) for name in names if name not in sys.modules}
    sys.modules.update(absent)
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


def load_press() -> ModuleType:
    """The module press, loaded when it is wanted: a build that has nothing to do need not wait for Pelican."""
    if "pelican" not in sys.modules:
        with _without(_UNUSED):
            import_module("pelican")
    return import_module(".press", __package__)
