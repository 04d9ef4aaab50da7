"""Settings: one table a plugin, checked against its dataclass."""

from dataclasses import dataclass, field

import pytest

from plugins.fronts.settings import FrontSettings
from plugins.newsroom.problem import ProblemsFound, report
from plugins.newsroom.settings import positive, read_settings, table_name


@dataclass(frozen=True)
class Sample:
    """Stands for a plugin's settings; its table is called as the folder of this module."""

    size: int = 15
    weight: float = 2.0
    pages: int = positive(1)
    names: dict[str, str] = field(default_factory=dict)


def told(table: dict[str, object]) -> str:
    with pytest.raises(ProblemsFound) as caught:
        read_settings(Sample, {"NEWSROOM": table})
    return report(caught.value.problems)


def test_table_is_called_as_the_plugin() -> None:
    """The settings of plugins.fronts are the table FRONTS."""
    assert table_name(FrontSettings) == "FRONTS"


def test_defaults_and_changes() -> None:
    """What the table does not say is as the dataclass has it; a whole number may stand for a fraction."""
    assert read_settings(Sample, {}) == Sample()
    assert read_settings(Sample, {"NEWSROOM": {"size": 3, "weight": 2}}) == Sample(3, 2)


def test_unknown_and_wrong() -> None:
    """Every unknown name and every wrong type of the table is told at once, with the nearest name or an example."""
    assert told({"sise": 3, "weight": "much"}) == (
        "pelicanconf.py:1:1: NEWSROOM has no setting 'sise' -> did you mean 'size'?\n"
        "pelicanconf.py:1:1: NEWSROOM['weight'] can't be 'much' -> write something like 2.0"
    )


@pytest.mark.parametrize("value", [-1, True, float("nan")])
def test_numbers_that_count_nothing(value: object) -> None:
    """What is below 0, no number, or true is refused where a number is asked for: no setting could mean that."""
    assert told({"weight": value}) == f"pelicanconf.py:1:1: NEWSROOM['weight'] can't be {value!r} -> write something like 2.0"


def test_what_must_be_above_zero() -> None:
    """A setting may say that 0 is no value for it; others take it."""
    assert told({"pages": 0}) == "pelicanconf.py:1:1: NEWSROOM['pages'] can't be 0 -> write something like 1"
    assert read_settings(Sample, {"NEWSROOM": {"size": 0}}).size == 0


def test_wrong_type_without_a_plain_default() -> None:
    """The example for a setting whose default is made anew each time is that default, not Python's inner workings."""
    assert told({"names": "x"}) == "pelicanconf.py:1:1: NEWSROOM['names'] can't be 'x' -> write something like {}"
