"""The tree keeps the promises of the design: sizes, names, directions, one word at its places."""

import ast
import re

import pytest

import pelicanconf
from plugins.newsroom.panel import NAMES
from tests.building import REPOSITORY
from tests.shape.tree import files, functions, imports, modules, parsed, shown

VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "core", "base", "shared", "stuff", "tools"}
PLUGINS = [name.removeprefix("plugins.") for name in pelicanconf.PLUGINS]
ANOTHERS = {"trending": "most_read", "latest_on_story": "related_news", "in_this_section": "related_news"}
"""Panels that a plugin of another name fills; they have a macro of their own, or stand in that plugin's."""
TEMPLATES = REPOSITORY / "theme" / "templates"
CSS = REPOSITORY / "theme" / "static" / "css"
MACHINE = re.compile(rb"/(?:home|root|work|Users|tmp)/[A-Za-z]|[A-Z]:\\\\?Users")
BINARY = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".mp4", ".webm", ".gz", ".ttf", ".woff2", ".pyc", ".db")


def test_files_are_short() -> None:
    """No file of Python has more than 250 lines."""
    long = {shown(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files(".py")}
    assert {path: lines for path, lines in long.items() if lines > 250} == {}


def test_functions_are_short() -> None:
    """No function has more than 40 lines."""
    long = []
    for path in files(".py"):
        for function in functions(path):
            lines = (function.end_lineno or 0) - function.lineno + 1
            if lines > 40:
                long.append(f"{shown(path)}:{function.lineno} {function.name}: {lines} lines")
    assert long == []


def test_no_vague_names() -> None:
    """No module or folder is called utils, helpers, common, misc, core or base: such names gather everything."""
    names = {part for name in modules() for part in name.split(".")}
    assert names & VAGUE == set()


def test_no_hidden_imports() -> None:
    """Imports stand at the top of their file; only tasks.py, which installs what it needs, has some further down."""
    hidden = []
    for path in files(".py"):
        if shown(path) != "tasks.py":
            for function in functions(path):
                inside = [node for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom)]
                hidden += [f"{shown(path)}:{node.lineno}" for node in inside]
    assert hidden == []


def test_direction() -> None:
    """Plugins import newsroom and nobody else of ours; newsroom imports nobody of ours."""
    wrong = []
    for name in modules():
        if name.count("."):
            own = name.split(".")[1]
            for other in imports(name):
                there = other.split(".")[1] if other.count(".") else own
                if there != own and (there != "newsroom" or own == "newsroom"):
                    wrong.append(f"{name} imports {other}")
    assert wrong == []


def test_no_cycles() -> None:
    """No module imports itself through others."""
    graph = {name: imports(name) - {name} for name in modules()}
    while graph:
        free = {name for name, wanted in graph.items() if not wanted & graph.keys()}
        if not free:
            break
        graph = {name: wanted for name, wanted in graph.items() if name not in free}
    packages = {name for name, path in modules().items() if path.name == "__init__.py"}
    inner = {name: sorted(wanted & graph.keys() - packages) for name, wanted in graph.items() if name not in packages}
    assert {name: wanted for name, wanted in inner.items() if wanted} == {}


@pytest.mark.parametrize("plugin", PLUGINS)
def test_plugin(plugin: str) -> None:
    """Every plugin of the settings has a folder, a contract at its top, a register() and tests of its own."""
    entry = REPOSITORY / "plugins" / plugin / "__init__.py"
    assert entry.is_file()
    assert "Contract:" in (ast.get_docstring(parsed(entry)) or "")
    assert any(function.name == "register" for function in functions(entry))
    assert list((REPOSITORY / "tests" / plugin).glob("test_*.py")) != []


def test_every_package_has_its_contract() -> None:
    """Every folder under plugins/ says in one docstring what it promises; newsroom holds words and promises nothing."""
    packages = [path for name, path in modules().items() if path.name == "__init__.py" and name.count(".") == 1]
    silent = [shown(path) for path in packages if "Contract:" not in (ast.get_docstring(parsed(path)) or "")]
    assert silent in ([], ["plugins/newsroom/__init__.py"])


@pytest.mark.parametrize("panel", NAMES)
def test_one_word_at_its_places(panel: str) -> None:
    """A panel is a plugin, a macro and, where its macro gives it a class, a style sheet of the same name."""
    plugin = ANOTHERS.get(panel, panel)
    assert plugin in PLUGINS
    own = (TEMPLATES / "panels" / f"{panel}.html").is_file()
    assert own or panel in ANOTHERS
    name = panel if own else plugin
    macro = (TEMPLATES / "panels" / f"{name}.html").read_text(encoding="utf-8")
    assert re.search(rf"{{% macro {name}\(edition, panel", macro)
    if f"panel {name.replace('_', '-')}" in macro:
        assert (CSS / "panels" / f"{name}.css").is_file()


def test_no_orphans_in_the_theme() -> None:
    """Every panel macro and every panel style sheet belongs to a panel there is."""
    macros = {path.stem for path in (TEMPLATES / "panels").glob("*.html")}
    sheets = {path.stem for path in (CSS / "panels").glob("*.css")}
    assert (macros - set(NAMES), sheets - set(NAMES)) == (set(), set())


def test_macros() -> None:
    """A file of parts/ or panels/ holds one macro, called as the file, of at most 60 lines."""
    wrong = []
    for folder in ("parts", "panels"):
        for path in sorted((TEMPLATES / folder).glob("*.html")):
            text = path.read_text(encoding="utf-8")
            names = re.findall(r"{% macro (\w+)\(", text)
            if names != [path.stem] or len(text.splitlines()) > 60:
                wrong.append(f"{folder}/{path.name}: {names}, {len(text.splitlines())} lines")
    assert wrong == []


def test_no_path_of_a_machine() -> None:
    """No file of the repository names a place on the machine where it was written."""
    found = []
    for path in files():
        if path.suffix not in BINARY and path.name != "test_shape.py":
            for number, line in enumerate(path.read_bytes().splitlines(), 1):
                if MACHINE.search(line):
                    found.append(f"{shown(path)}:{number}")
    assert found == []


def test_tests_state_facts() -> None:
    """Every test says in a sentence what is so."""
    silent = []
    for path in files(".py"):
        if shown(path).startswith("tests/") and path.name.startswith("test_"):
            for function in functions(path):
                words = ast.get_docstring(function) or ""
                if function.name.startswith("test_") and not words.rstrip().endswith((".", ":", "!", "?")):
                    silent.append(f"{shown(path)}:{function.lineno}")
    assert silent == []
