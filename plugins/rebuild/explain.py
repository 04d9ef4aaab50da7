"""Explain: why a page was made again or left alone, input by input (``build --explain PAGE``)."""

import json
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from plugins.newsroom.shelf import Shelf, digest

VERSION = "2"
Parts = Mapping[str, str]
"""What a page is made from: name of each input, and its value or the digest of it."""


class Explainer:
    """The parts of every published page, by its path; advisory: without them only the explanation is shorter."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._asked: tuple[bool, Parts, Parts] | None = None

    @cached_property
    def _shelf(self) -> Shelf:
        return Shelf(self._file, VERSION, few=True)

    def note(self, path: str, parts: Parts) -> None:
        """The page is made from these parts now."""
        self._shelf.put(digest(path), "", json.dumps(parts, ensure_ascii=False))

    def ask(self, path: str, made: bool, parts: Parts) -> None:
        """This is the page that is asked about: where its parts are noted, whether it is made, and from what."""
        told = self._shelf.rest(digest(path))
        self._asked = made, json.loads(told) if told else {}, parts

    def explain(self, page: str) -> str:
        """Why the page was made again or not."""
        if self._asked is None:
            return f"{page}: no page of this build -> name it as in the output folder, such as en/index.html"
        made, before, now = self._asked
        if not made:
            names = "\n".join(f"  = {name}: {value}" for name, value in now.items())
            return f"{page}: left as it was; nothing it is made from changed:\n{names}"
        if not before:
            return f"{page}: made; what it was made from before is not known"
        changed = [name for name in {**before, **now} if before.get(name) != now.get(name)]
        lines = [f"  {name}: {before.get(name, 'nothing')} -> {now.get(name, 'nothing')}" for name in changed]
        return "\n".join([f"{page}: made again, because of", *(lines or ["  the live file, which was not as published"])])

    def save(self) -> None:
        """Keep what was noted."""
        self._shelf.flush()

    def sweep(self, paths: Iterable[str]) -> None:
        """Keep what was noted of these pages only, if more is noted: they are all there are."""
        paths = list(paths)
        if len(self._shelf) > len(paths):
            self._shelf.sweep(set(map(digest, paths)))
