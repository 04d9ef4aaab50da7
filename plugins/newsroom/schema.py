"""Schema: fields with a type, a scope and an explanation; front matter and desk data are typed by it."""

import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from urllib.parse import urlsplit

from .data import Value, Word
from .moment import DateError, read_moment
from .problem import Mark, Problem
from .spelling import is_slug, make_slug

Scope = Literal["own", "shared", "common"]
"""own: each edition states its own; shared: the English text takes the Vietnamese value where it is silent;
common: as shared, and stating another value is an error."""

Complain = Callable[[Mark, str, str, str], None]

_NO_PATH = re.compile(r"""[\s?#%"'<>\\]|//""")

_FOCUS = re.compile(r"(\d{1,3})% (\d{1,3})%")


@dataclass(frozen=True, slots=True)
class Type:
    """How one kind of value is read. ``read`` returns the typed value, or None after complaining."""

    name: str
    read: Callable[[Value, str, Complain], Any]
    fields: "tuple[Field, ...]" = ()
    """The keys of a record."""


@dataclass(frozen=True, slots=True)
class Field:
    """One key: its type, its scope, whether it must be there, and what it means in both languages."""

    name: str
    type: Type
    about_vi: str
    about_en: str
    example: str
    scope: Scope = "own"
    required: bool = False


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint naming the nearest known word, or all of them where none is near."""
    names = list(known)
    near = difflib.get_close_matches(word, names, 1, 0.6)
    if near:
        return f"did you mean '{near[0]}'?"
    shown = ", ".join(names[:12]) + (" …" if len(names) > 12 else "")
    return f"use one of: {shown}"


def _text_of(value: Value, name: str, complain: Complain) -> Word | None:
    if not isinstance(value.content, str):
        complain(value.mark, "type", f"'{name}' must be a text, not {value.kind()}", f'write {name}: "…"')
        return None
    if not value.content.strip():
        complain(value.mark, "empty", f"'{name}' is empty", "write a value or take the line out")
        return None
    return Word.at(" ".join(value.content.split()), value.mark)


def text(limit: int) -> Type:
    """A text on one line, at most ``limit`` characters."""

    def read(value: Value, name: str, complain: Complain) -> Word | None:
        word = _text_of(value, name, complain)
        if word is not None and len(word) > limit:
            complain(value.mark, "length", f"'{name}' has {len(word)} characters, at most {limit} fit", "shorten it")
            return None
        return word

    return Type(f"text ≤ {limit}", read)


def _read_moment(value: Value, name: str, complain: Complain) -> datetime | None:
    word = _text_of(value, name, complain)
    if word is None:
        return None
    try:
        return read_moment(word)
    except DateError as error:
        complain(value.mark, "date", f"'{name}': {error}", error.mend)
        return None


def _read_slug(value: Value, name: str, complain: Complain) -> Word | None:
    word = _text_of(value, name, complain)
    if word is None or (is_slug(word) and word != "index"):
        return word
    proposal = make_slug(word)
    mend = f"write {name}: {proposal}" if proposal not in ("", "index") else "take the line out"
    complain(value.mark, "slug", f"'{word[:80]}' is no {name}: lower-case a–z, 0–9 and hyphens, at most 80", mend)
    return None


def is_web_address(text: str) -> bool:
    """Whether the text is a complete http(s) address."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _read_url(value: Value, name: str, complain: Complain) -> Word | None:
    word = _text_of(value, name, complain)
    if word is None:
        return None
    if not is_web_address(word):
        complain(value.mark, "url", f"'{name}': '{word}' is no web address", "write https://…")
        return None
    return word


def _read_path(value: Value, name: str, complain: Complain) -> Word | None:
    word = _text_of(value, name, complain)
    if word is None:
        return None
    parts = word.strip("/").split("/")
    if not word.startswith("/") or _NO_PATH.search(word) or any(p in ("", ".", "..") or len(p) > 100 for p in parts):
        complain(value.mark, "path", f"'{name}': '{word}' is no address of ours", "write it as /2024/05/old-name/")
        return None
    return word


def _read_file(value: Value, name: str, complain: Complain) -> Word | None:
    word = _text_of(value, name, complain)
    if word is not None and ("/" in word or "\\" in word or word.startswith(".")):
        complain(
            value.mark, "file", f"'{name}': '{word}' is no file beside the text", "put the file into the story's folder"
        )
        return None
    return word


def _read_focus(value: Value, name: str, complain: Complain) -> Word | None:
    word = _text_of(value, name, complain)
    if word is None:
        return None
    parts = _FOCUS.fullmatch(word)
    if parts is None or max(int(parts[1]), int(parts[2])) > 100:
        mend = "write how far from the left and from the top the main thing stands: focus: 30% 40%"
        complain(value.mark, "focus", f"'{name}': '{word}' is no place in a picture", mend)
        return None
    return word


MOMENT = Type("2021-06-20 15:27", _read_moment)
SLUG = Type("slug", _read_slug)
URL = Type("https://…", _read_url)
PATH = Type("/address/", _read_path)
FILE = Type("file name", _read_file)
FOCUS = Type("30% 40%", _read_focus)


def one_of(*choices: str) -> Type:
    """One of a few words."""

    def read(value: Value, name: str, complain: Complain) -> Word | None:
        word = _text_of(value, name, complain)
        if word is None or word in choices:
            return word
        complain(value.mark, "choice", f"'{name}' can't be '{word}'", did_you_mean(word, choices))
        return None

    return Type(" | ".join(choices), read)


def list_of(item: Type) -> Type:
    """A list; a single value counts as a list of one."""

    def read(value: Value, name: str, complain: Complain) -> list[Any]:
        typed = []
        for one in value.content if isinstance(value.content, list) else [value]:
            result = item.read(one, name, complain)
            if result is not None:
                tell_missing(result, item.fields, one.mark, name, complain)
                if all(inner.name in result for inner in item.fields if inner.required):
                    typed.append(result)
        return typed

    return Type(f"list of {item.name}", read)


def record(fields: Sequence[Field], shorthand: str = "") -> Type:
    """A mapping with a closed list of keys; where ``shorthand`` names one, a plain text stands for it."""

    def read(value: Value, name: str, complain: Complain) -> dict[str, Any] | None:
        if shorthand and isinstance(value.content, str):
            value = Value(value.mark, {shorthand: value}, {shorthand: value.mark})
        if not isinstance(value.content, dict):
            complain(
                value.mark,
                "type",
                f"'{name}' must be a mapping, not {value.kind()}",
                f"write {name}: and its keys below",
            )
            return None
        return read_fields(value, fields, complain, within=name)

    return Type("{" + ", ".join(one.name for one in fields) + "}", read, tuple(fields))


def read_fields(value: Value, fields: Sequence[Field], complain: Complain, within: str = "") -> dict[str, Any]:
    """The typed values of a mapping; unknown keys are complained of, missing ones are ``tell_missing``'s."""
    known = {one.name: one for one in fields}
    assert isinstance(value.content, dict)
    place = f" in '{within}'" if within else ""
    result = {}
    for key, inner in value.content.items():
        if key not in known:
            complain(value.keys[key], "unknown-key", f"unknown key '{key}'{place}", did_you_mean(key, known))
            continue
        typed = known[key].type.read(inner, key, complain)
        if typed is not None:
            result[key] = typed
    return result


def tell_missing(typed: Any, fields: Sequence[Field], mark: Mark, within: str, complain: Complain) -> None:
    """Complain of the required keys a record does not have."""
    for one in fields:
        if one.required and one.name not in typed:
            complain(mark, "missing", f"'{one.name}' is missing in '{within}'", f"add {one.name}: {one.example}")


def complain_into(problems: list[Problem]) -> Complain:
    """A function that appends what it is told to the list."""

    def complain(mark: Mark, rule: str, message: str, mend: str) -> None:
        problems.append(Problem(mark, rule, message, mend))

    return complain
