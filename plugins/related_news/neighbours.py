"""Neighbours: the door to the ranking, which needs numpy (0.07 s to import), opened only when something is to be ranked."""

import os
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol

from .item import Item, Rule

Neighbours = list[tuple[int, float]]
"""(number of a story, its similarity)."""


class Near(Protocol):
    """What tells neighbours: the engine, or a test's own."""

    def near(self, wanted: Iterable[int], floor: float, older: bool) -> Iterator[tuple[int, Neighbours]]:
        """(story, its neighbours with a similarity of ``floor`` and more); with ``older``, where all stories are wanted, the
        older ones at least."""
        ...

    def alike(self, one: int, other: int) -> bool:
        """Whether the two tell the same event in the same words."""
        ...

    def ties(self, one: int, other: int) -> dict[int, float]:
        """What each gram (by its hash, see ``syllables.gram``) adds to the similarity of two stories."""
        ...


class Keeping(Near, Protocol):
    """The engine, which keeps what it worked out."""

    def keep(self) -> None:
        """Keep what came out, and nothing of texts that are no more."""
        ...


class Lazy:
    """The engine, made when first asked for a neighbour."""

    def __init__(self, items: Sequence[Item], rule: Rule, folder: Path | None) -> None:
        self._made_of = items, rule, folder
        self._engine: Keeping | None = None

    @property
    def asked(self) -> bool:
        """Whether anything was looked up in the texts."""
        return self._engine is not None

    def _open(self) -> Keeping:
        if self._engine is None:
            # BLAS, which nothing here uses, would start a thread for each core: half of numpy's import.
            os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
            # NumPy sorts with AVX-512, which on AMD's Zen 4 takes four times as long as AVX2 (numpy/x86-simd-sort#6);
            # with it logarithms differ in their last digits, too.
            os.environ.setdefault("NPY_DISABLE_CPU_FEATURES", "X86_V4 AVX512_ICL AVX512_SPR")
            module = import_module("plugins.related_news.engine")
            engine: Keeping = module.Engine(*self._made_of)
            self._engine = engine
        return self._engine

    def near(self, wanted: Iterable[int], floor: float, older: bool) -> Iterator[tuple[int, Neighbours]]:
        stories = list(wanted)
        if not stories or len(self._made_of[0]) < 2:
            return ((story, []) for story in stories)
        return self._open().near(stories, floor, older)

    def alike(self, one: int, other: int) -> bool:
        return self._open().alike(one, other)

    def ties(self, one: int, other: int) -> dict[int, float]:
        return self._open().ties(one, other)

    def keep(self) -> None:
        """Keep what came out, and nothing of texts that are no more."""
        if self._engine is not None:
            self._engine.keep()
