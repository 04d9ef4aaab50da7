"""Inheritance: the English text takes from the Vietnamese one what both share; missing and differing fields are told."""

from collections.abc import Sequence
from typing import Any

from plugins.newsroom.manuscript import Manuscript
from plugins.newsroom.problem import Mark
from plugins.newsroom.schema import Field, tell_missing


def settle(manuscripts: Sequence[Manuscript], fields: Sequence[Field]) -> None:
    """Fill in the shared fields of a story's texts (the first is the one inherited from) and tell what is missing.

    A file that could not be read at all (no field, but problems) is left alone: one mistake, one message.
    """
    original = manuscripts[0]
    for translation in manuscripts[1:]:
        if translation.fields and original.fields:
            _inherit(translation, original, fields)
    for manuscript in manuscripts:
        if manuscript.fields or not manuscript.problems:
            _tell_missing(manuscript, fields)


def _inherit(translation: Manuscript, original: Manuscript, fields: Sequence[Field]) -> None:
    for one in fields:
        theirs = original.fields.get(one.name)
        ours = translation.fields.get(one.name)
        if one.scope != "own" and theirs is None and ours is None and one.required:
            # Missing or faulty there, and told there: one mistake, one message.
            translation.marks.setdefault(one.name, original.mark(one.name))
        if one.scope == "own" or theirs is None:
            continue
        if ours is None:
            if one.name not in translation.marks:
                translation.fields[one.name] = _merge({}, theirs) if isinstance(theirs, dict) else theirs
                translation.marks[one.name] = original.mark(one.name)
        elif isinstance(ours, dict):
            translation.fields[one.name] = _merge(ours, theirs)
        elif one.scope == "common" and ours != theirs:
            there = original.mark(one.name)
            translation.complain(
                translation.mark(one.name),
                "differs",
                f"'{one.name}' says {_show(ours)}, but {there.path}:{there.line} says {_show(theirs)}",
                f"take the line out: the English text inherits '{one.name}'",
            )


def _merge(ours: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    """A record of the translation, its silent parts taken from the original (words of the other language excepted)."""
    inherited = {key: value for key, value in theirs.items() if key not in ("alt", "caption")}
    return {**inherited, **ours}


def _show(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_show(one) for one in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_show(one)}" for key, one in value.items()) + "}"
    return f"{value:%Y-%m-%d %H:%M}" if hasattr(value, "strftime") else str(value)


def _tell_missing(manuscript: Manuscript, fields: Sequence[Field]) -> None:
    for one in fields:
        value = manuscript.fields.get(one.name)
        if value is None:
            if one.required and one.name not in manuscript.marks:
                mend = f"add a line {one.name}: {one.example}"
                manuscript.complain(Mark(manuscript.path), "missing", f"'{one.name}' is missing", mend)
        elif one.type.fields:
            mark = manuscript.mark(one.name)
            if mark.path != manuscript.path:
                mark = Mark(manuscript.path)
            tell_missing(value, one.type.fields, mark, one.name, manuscript.complain)
