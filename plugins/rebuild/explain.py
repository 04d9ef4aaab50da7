"""Explain: why a page was made again or left alone, input by input (``build --explain PAGE``)."""

import json
from collections.abc import Mapping
from pathlib import Path

from plugins.newsroom.shelf import Shelf, digest

VERSION = "1"
Parts = Mapping[str, str]
"""What a page is made from: name of each input, and its value or the digest of it."""


class Explainer:
    """The parts of every published page, by its path; advisory: without them only the explanation is shorter."""

    def __init__(self, file: Path, output: Path) -> None:
        self._shelf = Shelf(file, VERSION)
        self._output = str(output)
        self._new: dict[str, Parts] = {}
        self.asked: Parts | None = None
        """The parts of the page that is asked about."""

    def note(self, path: str, parts: Parts) -> None:
        """The page is made from these parts now."""
        self._new[path] = parts

    def explain(self, path: str) -> str:
        """Why the page at ``path`` was made again or not."""
        now = self.asked
        if now is None:
            return f"{path}: no page of this build -> name it as in the output folder, such as en/index.html"
        told = self._shelf.rest(self._key(path))
        before: Parts = json.loads(told) if told else {}
        if path not in self._new:
            names = "\n".join(f"  = {name}: {value}" for name, value in now.items())
            return f"{path}: left as it was; nothing it is made from changed:\n{names}"
        if not before:
            return f"{path}: made; what it was made from before is not known"
        changed = [name for name in {**before, **now} if before.get(name) != now.get(name)]
        lines = [f"  {name}: {before.get(name, 'nothing')} -> {now.get(name, 'nothing')}" for name in changed]
        return "\n".join([f"{path}: made again, because of", *(lines or ["  the live file, which was not as published"])])

    def save(self) -> None:
        """Keep what was noted."""
        for path, parts in self._new.items():
            self._shelf.put(self._key(path), "", json.dumps(parts, ensure_ascii=False))
        self._shelf.flush()

    def _key(self, path: str) -> bytes:
        return digest(self._output, path)
