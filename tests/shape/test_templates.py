"""The templates: a build compiles only those that its pages need, so all are read here."""

from pathlib import Path

import pytest
from jinja2 import Environment

from tests.shape.tree import files, shown


@pytest.mark.parametrize("template", [path for path in files(".html") if "templates" in path.parts], ids=shown)
def test_template_has_no_fault_of_syntax(template: Path) -> None:
    """Not even one that no page of content/ needs."""
    Environment(autoescape=True).parse(template.read_text(encoding="utf-8"), filename=str(template))
