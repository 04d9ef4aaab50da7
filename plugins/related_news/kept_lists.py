"""Kept lists: what was chosen last time and from what, under CACHE_PATH. So a build in which no text changed ranks nothing,
and one in which bodies changed can choose again without planning the bulletin.

Advisory like the kept index: one file of four lines, the digest of the other three (the *seal*), what the lists are made of
(``made_of``), the entries, the choices. What does not agree is chosen anew.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from .lists import Choice, Held
from .settings import RelatedNewsSettings

_NAME = "lists.jsonl"


class Entry(NamedTuple):
    """A story as it was chosen for: what its item says, whom its panel never shows, and its list, if that is frozen."""

    key: str
    when: float
    languages: tuple[int, ...]
    digest: int
    refused: frozenset[str] = frozenset()
    held: Held | None = None


def written(entries: Sequence[Entry]) -> str:
    """The entries as they are kept: one line."""
    return _json((*entry[:4], sorted(entry.refused), _held(entry.held)) for entry in entries)


def made_of(entries: str, rule: RelatedNewsSettings) -> str:
    """A digest of this code, the rule, and the stories with their texts, dates, refusals and frozen lists."""
    code = [path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("*.py"))]
    return _digest("\n".join([*code, repr(asdict(rule)), entries]))


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


def load_sealed(folder: Path, seal: str) -> tuple[list[Entry], list[Choice]] | None:
    """From what was chosen, and what, if it is what has this seal; or None."""
    found, _, entries, choices = _lines(folder)
    if found != seal:
        return None
    return list(map(_entry, json.loads(entries))), list(map(_choice, json.loads(choices)))


def _lines(folder: Path) -> list[str]:
    """Seal, what the lists were made of, entries, choices; all empty where nothing is kept whole."""
    try:
        seal, _, text = (folder / _NAME).read_text(encoding="utf-8").partition("\n")
    except (OSError, ValueError):
        return [""] * 4
    return [seal, *text.split("\n")] if seal == _digest(text) else [""] * 4


def plain(choice: Choice) -> tuple[list[int], int | None]:
    """The choice without the scores, which are of no account once it is made."""
    return [other for other, _ in choice.related], choice.latest


def _choice(kept: tuple[list[int], int | None]) -> Choice:
    return Choice([(other, 0.0) for other in kept[0]], kept[1])


def _held(held: Held | None) -> tuple[Any, ...] | None:
    return (held.related, held.section, held.latest, held.corrected) if held else None


def _entry(kept: list[Any]) -> Entry:
    key, when, languages, digest, refused, held = kept
    frozen = Held(tuple(held[0]), tuple(held[1]), *held[2:]) if held else None
    return Entry(key, when, tuple(languages), digest, frozenset(refused), frozen)


def _json(values: Any) -> str:
    return json.dumps(list(values), ensure_ascii=False, separators=(",", ":"))


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=16).hexdigest()
