"""Templates that cost less: macros imported once a build, and parts that many pages share printed once."""

from collections.abc import Callable
from typing import Any

from jinja2 import Template
from jinja2.environment import TemplateModule

SHARED = ("card", "section_index")
"""Macros that come out the same on many pages. All our macros get what they print as arguments, so equal arguments
give equal text; these are asked for often enough to be worth keeping."""


class StableTemplate(Template):
    """A template whose macros are imported once: no context differs for macros that get all they need as arguments."""

    def _get_default_module(self, ctx: Any = None) -> TemplateModule:
        module = self._module
        if module is None:
            module = self._module = self.make_module()
            for name in SHARED:
                if name in module.__dict__:
                    module.__dict__[name] = shared(module.__dict__[name])
        return module


def shared(macro: Callable[..., str]) -> Callable[..., str]:
    """The macro, remembering what it printed. Records live as long as the build, so they are told apart by identity."""
    printed: dict[tuple[Any, ...], str] = {}

    def remembered(*arguments: Any, **options: Any) -> str:
        key = (*map(_identity, arguments), *((name, _identity(value)) for name, value in options.items()))
        text = printed.get(key)
        if text is None:
            text = printed[key] = macro(*arguments, **options)
        return text

    return remembered


def _identity(value: Any) -> Any:
    return value if isinstance(value, (str, int, type(None))) else id(value)
