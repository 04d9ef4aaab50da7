"""Kept lists: what was chosen last time, under CACHE_PATH, so that a build in which no text changed ranks nothing.

Advisory like the kept index: one file of JSON with the digest of everything the lists are made of; what does not agree is
chosen anew.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path

from .item import Item
from .lists import Choice, Dated, Held
from .settings import RelatedNewsSettings


def load_lists(folder: Path, made_of: str, stories: int) -> list[Choice] | None:
    """The choices for so many stories (scores unknown: 0), if they were made of the same; or None."""
    try:
        kept, digest, lists = json.loads((folder / "lists.json").read_text(encoding="utf-8"))
        if kept != made_of or digest != _digest(json.dumps(lists)) or len(lists) != stories:
            return None
    except (OSError, ValueError, TypeError):
        return None
    return [Choice([(other, 0.0) for other in related], latest) for related, latest in lists]


def save_lists(folder: Path, made_of: str, choices: Sequence[Choice]) -> None:
    """Keep the choices."""
    lists = [[[other for other, _ in choice.related], choice.latest] for choice in choices]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        new = folder / "new-lists.json"
        new.write_text(json.dumps([made_of, _digest(json.dumps(lists)), lists]), encoding="utf-8")
        new.replace(folder / "lists.json")
    except OSError:
        return  # A full or read-only disk costs time at the next build, nothing else.


def made_of(
    items: Sequence[Item], dated: Sequence[Dated], held: Mapping[str, Held], rule: RelatedNewsSettings
) -> str:
    """A digest of this code, the rule, the stories with their texts, dates and refusals, and the frozen lists."""
    code = [path.read_text(encoding="utf-8") for path in sorted(Path(__file__).parent.glob("*.py"))]
    stories = [
        f"{item.key} {item.when} {item.languages} {item.digest()} {sorted(one.refused)} {held.get(item.key)}"
        for item, one in zip(items, dated, strict=True)
    ]
    return _digest("\n".join([*code, repr(asdict(rule)), *stories]))


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=16).hexdigest()
