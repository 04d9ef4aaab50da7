"""Environment: the one Jinja environment of a build. Pelican makes one a generator, each compiling the same templates."""

from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template
from jinja2.utils import missing

from .bytecode import KeptBytecode
from .compiling import PlainCodeGenerator, wants_context
from .templates import StableTemplate


class BuildEnvironment(Environment):
    """Templates don't change during a build: each is looked for once."""

    code_generator_class = PlainCodeGenerator
    template_class = StableTemplate

    def __init__(self, model: Environment, options: dict[str, Any], kept: Path) -> None:
        """As ``model``, which was made with ``options`` (JINJA_ENVIRONMENT); compiled templates are kept in ``kept``."""
        # Unoptimised: what filters make of constants belongs to the build, not into code that outlives it.
        super().__init__(**{**options, "loader": model.loader, "auto_reload": False, "optimized": False})
        self.filters.update(model.filters)
        self.globals.update(model.globals)
        self.tests.update(model.tests)
        if self.bytecode_cache is None:
            special = sorted(name for name, value in self.globals.items() if wants_context(value))
            self.bytecode_cache = KeptBytecode(kept, repr((sorted(options.items()), special)))
        self.imported = _Imported(self)
        self._found: dict[str | Template, Template] = {}

    def get_template(
        self, name: str | Template, parent: str | None = None, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        found = self._found.get(name)
        if found is None or globals:
            found = self._found[name] = super().get_template(name, parent, globals)
        return found


class _Imported(dict[tuple[str | Template, str], Any]):
    """What templates take from others, by the other's name and its own."""

    def __init__(self, environment: BuildEnvironment) -> None:
        super().__init__()
        self._environment = environment

    def __missing__(self, key: tuple[str | Template, str]) -> Any:
        template, name = key
        value = getattr(self._environment.get_template(template).module, name, missing)
        if value is missing:
            told = f"the template {template!r} does not export the requested name {name!r}"
            value = self._environment.undefined(told, name=name)
        self[key] = value
        return value


def load_needed(template: Template) -> None:
    """Have all templates ready that this one takes something from, before processes are forked that each would compile them."""
    for name in template.root_render_func.__globals__.get("needs", ()):
        load_needed(template.environment.get_template(name))
