"""Environment: the one Jinja environment of a build. Pelican makes one a generator, each compiling the same templates."""

from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template

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
        self._found: dict[str | Template, Template] = {}

    def get_template(
        self, name: str | Template, parent: str | None = None, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        found = self._found.get(name)
        if found is None or globals:
            found = self._found[name] = super().get_template(name, parent, globals)
        return found

    def load_all(self, folder: Path) -> None:
        """Have all templates of the folder ready before processes are forked that each would compile them."""
        for path in sorted(folder.rglob("*.html")):
            self.get_template(path.relative_to(folder).as_posix())
