"""Cheaper templates print what Jinja's own print, and kept bytecode is believed only as it was written."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError, pass_context
from markupsafe import Markup

from plugins.newsroom.data import Word
from plugins.newsroom.panel import Panel
from plugins.rebuild import templates
from plugins.rebuild.environment import BuildEnvironment, load_needed
from plugins.rebuild.templates import ROOM, remembered

OPTIONS: dict[str, Any] = {"autoescape": True, "undefined": StrictUndefined, "trim_blocks": True}
MACROS = """
{% macro title(item, level=2, form="", mark=none) %}
<h{{ level }}{{ " class=" ~ form if form }}>{{ item }}{{ mark }}</h{{ level }}>
{% endmacro %}
{% macro many() %}{{ varargs | join("+") }}{{ kwargs["other"] }}{% endmacro %}
{% macro box() %}<b>{{ caller() }}</b>{% endmacro %}
{% macro styled(class="") %}<b class="{{ class }}">{% endmacro %}
"""
PAGES = {
    "values": "{{ text }}{{ word }}{{ safe }}{{ number }}{{ none }}{{ date }}{{ text ~ safe }}{{ safe ~ 1.5 }}",
    "kinds": '{{ 7 }}{{ date.year }}{{ text == "" }}{{ "a" if number == 2 }}{{ "&" if number == 1 }}',
    "macros": '{% from "parts" import title %}{{ title(text) }}{{ title(safe, 3) }}{{ title(word, mark="&", level=1) }}',
    "block": '{% extends "frame" %}{% from "parts" import title %}{% block main %}{{ title(text, form="x") }}{% endblock %}',
    "frame": "<{% block main %}{% endblock %}|{{ text }}>",
    "keywords": '{% from "parts" import styled %}{{ styled(class="x") }}{{ styled("&") }}',
    "special": '{% from "parts" import many, box %}{{ many(1, text, other=2) }}{% call box() %}{{ word }}{% endcall %}',
    "context": '{{ known("text") }}{{ dict(**{"class": 1}) }}{{ dict(a=1) }}{{ [text, word] | join(",") }}{{ "<" | upper }}',
    "loops": '{% for one in [1, 2] %}{{ loop.index }}{{ loop.cycle("a", "b") }}{{ text.split("&")[0] }}{% endfor %}',
    "set": '{% set a %}{{ text }}{% endset %}{{ a }}{% filter upper %}{{ text }}{% endfilter %}{{ dict(items=text)["items"] }}',
}
VALUES = {
    "text": "a & <b>",
    "word": Word("“x” & 'y'"),
    "safe": Markup("<i>&amp;</i>"),
    "number": 1.0,
    "none": None,
    "date": datetime(2026, 1, 2),
}


@pass_context
def known(context: Any, name: str) -> Any:
    """A global that wants the context, as those of jinja2.ext.i18n do."""
    return context[name]


def model(**pages: str) -> Environment:
    made = Environment(loader=DictLoader({"parts": MACROS, **PAGES, **pages}), **OPTIONS)
    made.globals["known"] = known
    return made


def build(kept: Path, **pages: str) -> BuildEnvironment:
    return BuildEnvironment(model(**pages), OPTIONS, kept)


def page(environment: BuildEnvironment, name: str) -> str:
    return templates.page(environment.get_template(name), environment.globals, VALUES)


@pytest.mark.parametrize("name", PAGES)
def test_the_text_jinja_gives(tmp_path: Path, name: str) -> None:
    """Each way to print, call and import gives the text it gives with Jinja's own compiler, also from kept code."""
    expected = model().get_template(name).render(VALUES)
    assert page(build(tmp_path), name) == expected
    assert page(build(tmp_path), name) == expected


@pytest.mark.parametrize("wrong", ["title()", "title(text, 1, 2, 3, 4)", "title(text, colour=1)", "title(text, 2, level=3)"])
def test_wrong_calls_are_refused(tmp_path: Path, wrong: str) -> None:
    """What a macro refuses with Jinja's own compiler it refuses, and says which macro it is."""
    one = '{% from "parts" import title %}{{ ' + wrong + " }}"
    with pytest.raises((TypeError, UndefinedError)) as expected:
        model(wrong=one).get_template("wrong").render(VALUES)
    with pytest.raises(expected.type, match=r"title|'item'"):
        page(build(tmp_path, wrong=one), "wrong")


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    """An attribute that is not there is told with Jinja's words; what goes wrong in a function is no fault of the template."""
    one = "{{ date.weekday() }}{{ date.years }}"
    with pytest.raises(UndefinedError) as expected:
        model(one=one).get_template("one").render(VALUES)
    with pytest.raises(UndefinedError) as found:
        page(build(tmp_path, one=one), "one")
    assert str(found.value) == str(expected.value)
    environment = build(tmp_path, one="{{ faulty() }}")
    environment.globals["faulty"] = lambda: None.nothing  # type: ignore[attr-defined]
    with pytest.raises(AttributeError):
        page(environment, "one")


def test_kept_code_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second build compiles nothing."""
    first = page(build(tmp_path), "block")
    monkeypatch.setattr(BuildEnvironment, "compile", lambda *_, **__: pytest.fail("compiled again"))
    assert page(build(tmp_path), "block") == first


def test_what_is_needed_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A template can be had with those it takes something from, before workers are there; then none compiles anything."""
    environment = build(tmp_path)
    load_needed(environment.get_template("block"))
    monkeypatch.setattr(BuildEnvironment, "compile", lambda *_, **__: pytest.fail("compiled again"))
    assert page(environment, "block")


def test_a_macro_that_is_not_there(tmp_path: Path) -> None:
    """To import it is no mistake, as in Jinja; to call it is, and its name is told."""
    pages = {"taken": '{% from "parts" import absent as x %}a', "called": '{% from "parts" import absent %}{{ absent() }}'}
    assert page(build(tmp_path, **pages), "taken") == "a"
    with pytest.raises(UndefinedError, match="'parts' does not export the requested name 'absent'"):
        page(build(tmp_path, **pages), "called")


def test_an_edited_template_is_compiled(tmp_path: Path) -> None:
    """Kept code of another text under the same name counts as absent."""
    assert page(build(tmp_path, one="before"), "one") == "before"
    assert page(build(tmp_path, one="after"), "one") == "after"


def test_other_settings_are_compiled(tmp_path: Path) -> None:
    """What Jinja is told in the settings is part of what the code depends on."""
    assert page(build(tmp_path), "frame") == "<|a &amp; &lt;b&gt;>"
    plain = BuildEnvironment(model(), {**OPTIONS, "autoescape": False}, tmp_path)
    assert page(plain, "frame") == "<|a & <b>>"


def harms(data: bytes) -> Iterator[bytes]:
    yield b""
    yield data[:10]
    yield data[:-1]
    yield data + b"\0"
    yield data[16:]
    for place in range(0, len(data), len(data) // 40):
        yield data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :]


def test_harmed_code_is_absent(tmp_path: Path) -> None:
    """A file that is not as it was written changes nothing of the page and is written anew."""
    expected = page(build(tmp_path), "frame")
    (kept,) = tmp_path.iterdir()
    sound = kept.read_bytes()
    for harmed in harms(sound):
        kept.write_bytes(harmed)
        assert page(build(tmp_path), "frame") == expected
        assert kept.read_bytes() == sound


def test_code_of_another_template_is_absent(tmp_path: Path) -> None:
    """A file put in the place of another is not taken for it."""
    page(build(tmp_path, a="one"), "a")
    (kept,) = tmp_path.iterdir()
    data = kept.read_bytes()
    kept.unlink()
    page(build(tmp_path, b="one"), "b")
    (other,) = tmp_path.iterdir()
    other.write_bytes(data)
    page(build(tmp_path, b="one"), "b")
    assert other.read_bytes() != data


def test_nowhere_to_keep(tmp_path: Path) -> None:
    """Where nothing can be kept, pages come out the same."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert page(build(tmp_path / "file"), "frame") == "<|a &amp; &lt;b&gt;>"


def test_remembered_by_what_is_printed() -> None:
    """A remembered macro is asked again for everything it might print differently, and only for that."""
    asked: list[tuple[Any, ...]] = []

    def macro(*values: Any) -> str:
        asked.append(values)
        return f"{values}"

    asking = remembered(macro, ("asking", "value", "x", "y"), ROOM)
    item, other = object(), object()
    different: list[tuple[Any, ...]] = [
        (1,), (True,), (1.0,), ("1",), (Markup("1"),), (None,), (item,), (other,), ((item, "1"),), ((item, 1),),
        (Panel("a", [item]),), (Panel("b", [item]),), (Panel("a", [other]),), (Panel("a", [item, other]),),
        (Panel("a", [item], note="n"),), (Panel("a", [item], flags={"k": "v"}),), (Panel("a", [item], fresh_url="u"),),
        (Panel("a", [item], until="u"),),
    ]  # fmt: skip
    texts = [asking(*values, x=1) for values in different] + [asking(1, x=2), asking(1, y=1)]
    assert len(asked) == len(texts)
    assert asking(Panel("a", [item]), x=1) == texts[10]
    assert [asking(*values, x=1) for values in different] == texts[: len(different)]
    assert len(asked) == len(texts)


def test_nothing_takes_the_place_of_an_argument() -> None:
    """Arguments made for one call only are not taken for later ones that lie at the same place in memory."""
    asking = remembered(str, ("asking", "value"), ROOM)
    assert [asking([number]) for number in range(200)] == [f"[{number}]" for number in range(200)]


def test_not_everything_is_remembered() -> None:
    """What is forgotten because there is no room is printed again, the same."""
    asked: list[str] = []

    def macro(text: str) -> str:
        asked.append(text)
        return text

    asking = remembered(macro, ("asking", "text"), 102)
    texts = ["a", "b", "a", "c", "c", "d", "a"]
    assert [asking(text) for text in texts] == texts
    assert asked == ["a", "b", "c", "d", "a"]


def test_themes_of_others_may_ask_for_what_is_not_there(tmp_path: Path) -> None:
    """Where Jinja is not told to be strict, a missing attribute is empty and a dot finds entries of dicts, as in Pelican."""
    pages = {"lax": "<{{ thing.absent }}|{{ thing.there }}|{% if thing.absent %}x{% endif %}>"}
    stock = Environment(loader=DictLoader(pages), autoescape=True)
    made = BuildEnvironment(stock, {"autoescape": True}, tmp_path)
    for thing in ({"there": 1}, date(2026, 1, 2)):
        assert made.get_template("lax").render(thing=thing) == stock.get_template("lax").render(thing=thing)
