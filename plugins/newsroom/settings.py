"""Settings: one table a plugin in pelicanconf, read into the plugin's frozen dataclass."""

import dataclasses
from collections.abc import Mapping
from typing import Any, TypeVar

from .problem import Mark, Problem, ProblemsFound
from .schema import did_you_mean

S = TypeVar("S")
N = TypeVar("N", int, float)

_POSITIVE = "positive"


def table_name(kind: type) -> str:
    """``PhotoSettings`` of plugins.photos is read from PHOTOS: the table is called as the plugin."""
    return kind.__module__.split(".")[1].upper()


def read_settings(kind: type[S], settings: Mapping[str, Any]) -> S:
    """The plugin's settings; raises ProblemsFound naming every unknown name, wrong type and negative number of its table."""
    name = table_name(kind)
    table = settings.get(name, {})
    fields = {field.name: field for field in dataclasses.fields(kind)}  # type: ignore[arg-type]
    problems = []
    for key, value in table.items():
        mark = Mark("pelicanconf.py")
        if key not in fields:
            what = f"{name} has no setting '{key}'"
            problems.append(Problem(mark, "setting", what, did_you_mean(key, fields)))
        elif not _fits(value, fields[key]):
            what = f"{name}['{key}'] can't be {value!r}"
            problems.append(Problem(mark, "setting", what, f"write something like {_default(fields[key])!r}"))
    if problems:
        raise ProblemsFound(problems)
    return kind(**table)


def positive(default: N) -> N:
    """A setting that is divided by or counted up to: it must be above 0."""
    told: N = dataclasses.field(default=default, metadata={_POSITIVE: True})
    return told


def _default(field: "dataclasses.Field[Any]") -> Any:
    factory = field.default_factory
    return factory() if factory is not dataclasses.MISSING else field.default


def _fits(value: object, field: "dataclasses.Field[Any]") -> bool:
    """Whether the value is of the default's kind. True is no number here, and none of our settings is below 0."""
    default = _default(field)
    kind = (int, float) if isinstance(default, float) else type(default)
    if not isinstance(value, kind) or isinstance(value, bool) is not isinstance(default, bool):
        return False
    return not isinstance(value, (int, float)) or (value > 0 if field.metadata.get(_POSITIVE) else value >= 0)
