"""Kept lists: what was chosen last time and from what, under CACHE_PATH. So a build in which no text changed ranks nothing,
and one in which bodies changed can choose again without planning the bulletin.

Advisory like the kept index: one file of four lines, the digest of the other three (the *seal*), what the lists are made of
(``made_of``), the entries, the choices. What does not agree is chosen anew.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from .lists import Choice, Held
from .settings import RelatedNewsSettings

_NAME = "lists.jsonl"
_BETWEEN = ",\t"
"""Between entries: a tab never stands as it is in JSON."""
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

Plain = list[Any]
"""Numbers of the stories of a list, and of the latest or None."""


class Entry(NamedTuple):
    """A story as it was chosen for: what its item says, whom its panel never shows, and its list, if that is frozen."""

    key: str
    when: float
    languages: tuple[int, ...]
    digest: int
    refused: frozenset[str] = frozenset()
    held: Held | None = None


def written(entries: Iterable[Entry]) -> str:
    """The entries as they are kept: one line, with ``_BETWEEN`` between them and nowhere else."""
    return f"[{_BETWEEN.join(map(_plain, entries))}]"


def rewritten(text: str, entries: Mapping[int, Entry]) -> str:
    """The entries as they are kept, with these in place of some."""
    lines = text[1:-1].split(_BETWEEN)
    for place, entry in entries.items():
        lines[place] = _plain(entry)
    return f"[{_BETWEEN.join(lines)}]"


def _plain(entry: Entry) -> str:
    return _json((*entry[:4], sorted(entry.refused), _held(entry.held)))


def made_of(entries: str, rule: RelatedNewsSettings) -> str:
    """A digest of this code, the rule, and the stories with their texts, dates, refusals and frozen lists."""
    return _digest("\n".join([code_digest(), repr(asdict(rule)), entries]))


@cache
def code_digest() -> str:
    """A digest of this code."""
    code = [path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("*.py"))]
    return _digest("\n".join(code))


def save_lists(folder: Path, of: str, entries: str, choices: Sequence[Choice]) -> str | None:
    """Keep the choices made of these entries; their seal."""
    text = "\n".join([of, entries, _json(map(plain, choices))])
    seal = _digest(text)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        new = folder / f"new-{_NAME}"
        new.write_text(f"{seal}\n{text}", encoding="utf-8")
        new.replace(folder / _NAME)
    except OSError:
        return None  # A full or read-only disk costs time at the next build, nothing else.
    return seal


def load_lists(folder: Path, of: str) -> tuple[str, list[Choice]] | None:
    """The seal and the choices (scores unknown: 0), if they were made of the same; or None."""
    seal, kept, _, choices = _lines(folder)
    return (seal, list(map(_choice, json.loads(choices)))) if kept == of else None


class Sealed(NamedTuple):
    """From what was chosen, and what."""

    entries: list[Entry]
    kept_as: str
    """The entries as they are kept."""
    choices: list[Plain]


def load_sealed(folder: Path, seal: str) -> Sealed | None:
    """What has this seal; or None."""
    found, _, entries, choices = _lines(folder)
    return Sealed(list(map(_entry, json.loads(entries))), entries, json.loads(choices)) if found == seal else None


def _lines(folder: Path) -> list[str]:
    """Seal, what the lists were made of, entries, choices; all empty where nothing is kept whole."""
    try:
        seal, _, text = (folder / _NAME).read_text(encoding="utf-8").partition("\n")
    except (OSError, ValueError):
        return [""] * 4
    return [seal, *text.split("\n")] if seal == _digest(text) else [""] * 4


def plain(choice: Choice) -> Plain:
    """The choice without the scores, which are of no account once it is made."""
    return [[other for other, _ in choice.related], choice.latest]


def _choice(kept: Plain) -> Choice:
    related, latest = kept
    return Choice([(other, 0.0) for other in related], latest)


def _held(held: Held | None) -> tuple[Any, ...] | None:
    return (held.related, held.section, held.latest, held.corrected) if held else None


def _entry(kept: list[Any]) -> Entry:
    key, when, languages, digest, refused, held = kept
    frozen = Held(tuple(held[0]), tuple(held[1]), *held[2:]) if held else None
    return Entry(key, when, tuple(languages), digest, frozenset(refused), frozen)


def _json(values: Iterable[Any]) -> str:
    return _encode(list(values))


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=16).hexdigest()
