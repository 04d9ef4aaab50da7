"""Environment: the one Jinja environment of a build. Pelican makes one a generator, each compiling the same templates."""

from collections.abc import MutableMapping
from typing import Any

from jinja2 import Environment, Template

from .compiling import PlainCodeGenerator
from .templates import StableTemplate


class BuildEnvironment(Environment):
    """Templates don't change during a build: each is looked for once."""

    code_generator_class = PlainCodeGenerator
    template_class = StableTemplate

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.auto_reload = False
        self._found: dict[str | Template, Template] = {}

    def get_template(
        self, name: str | Template, parent: str | None = None, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        found = self._found.get(name)
        if found is None or globals:
            found = self._found[name] = super().get_template(name, parent, globals)
        return found


def shared_environment(model: Environment, options: dict[str, Any]) -> BuildEnvironment:
    """An environment with the loader, filters, globals and tests of the model, which was made with the same options."""
    made = BuildEnvironment(loader=model.loader, **options)
    made.filters.update(model.filters)
    made.globals.update(model.globals)
    made.tests.update(model.tests)
    return made
