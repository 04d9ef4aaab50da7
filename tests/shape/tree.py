"""What the shape tests look at: the project's own files, and our modules with what they import."""

import ast
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.building import REPOSITORY

_HIDDEN_BUT_OURS = {".ci", ".github"}
_MADE = {"__pycache__", "node_modules", "output"}


@cache
def files(suffix: str = "") -> tuple[Path, ...]:
    """The files of the repository that have this ending, by path; nothing that was made or installed."""
    found = []
    for folder, folders, names in os.walk(REPOSITORY):
        folders[:] = sorted(name for name in folders if name in _HIDDEN_BUT_OURS or not _made(name))
        found += [Path(folder, name) for name in sorted(names) if name.endswith(suffix)]
    return tuple(found)


def _made(folder: str) -> bool:
    return folder in _MADE or folder.startswith(".")


def shown(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file, nested ones too."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def module_of(path: Path) -> str:
    """``plugins/pairing/__init__.py`` as ``plugins.pairing``."""
    parts = path.relative_to(REPOSITORY).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules() -> dict[str, Path]:
    """Our modules under plugins/, by name."""
    return {module_of(path): path for path in files(".py") if shown(path).startswith("plugins/")}


def imports(name: str) -> set[str]:
    """The modules of ours that a module of ours imports, by full name."""
    path = modules()[name]
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    found: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            found.add(base)
            found.update(f"{base}.{alias.name}" for alias in node.names)
    return found & modules().keys()
