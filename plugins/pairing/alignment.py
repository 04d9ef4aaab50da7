"""Alignment: which paragraphs of the two texts say the same.

The method is Gale & Church, "A Program for Aligning Sentences in Bilingual Corpora" (Computational Linguistics 19(1),
1993), on blocks instead of sentences: the cheapest way through both texts by dynamic programming, where blocks of like
length match, and one block may stand for two. Blocks of different kinds (a photo, a crosshead, a paragraph) never match.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

_TAG = re.compile(r"<[^>]*>")
_ENGLISH_PER_VIETNAMESE = 1.02
"""Characters of English text for one of Vietnamese, in the bulletin's own paired paragraphs."""
_VARIANCE = 6.8
"""Variance per character, as measured by Gale & Church."""
_PENALTY = {(1, 1): 0.0, (1, 2): 2.3, (2, 1): 2.3, (1, 0): 4.5, (0, 1): 4.5}
"""-ln of the prior of each kind of match, after their table 5."""


@dataclass(frozen=True, slots=True)
class Row:
    """Blocks that stand side by side; on one side there may be none."""

    vi: list[str]
    en: list[str]

    @property
    def kind(self) -> Literal["both", "vi", "en"]:
        if self.vi and self.en:
            return "both"
        return "vi" if self.vi else "en"


def align(vi: Sequence[str], en: Sequence[str]) -> list[Row]:
    """The rows of the side-by-side page, in reading order."""
    cost = {(0, 0): 0.0}
    step: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(len(vi) + 1):
        for j in range(len(en) + 1):
            for (di, dj), penalty in _PENALTY.items():
                before = (i - di, j - dj)
                if before in cost:
                    total = cost[before] + penalty + _distance(vi[i - di : i], en[j - dj : j])
                    if total < cost.get((i, j), math.inf):
                        cost[i, j], step[i, j] = total, (di, dj)
    rows = []
    i, j = len(vi), len(en)
    while i or j:
        di, dj = step[i, j]
        rows.append(Row(list(vi[i - di : i]), list(en[j - dj : j])))
        i, j = i - di, j - dj
    return rows[::-1]


def _distance(vi: Sequence[str], en: Sequence[str]) -> float:
    """-ln of the probability that the blocks match, by their lengths; infinite for different kinds."""
    if not vi or not en:
        return 0.0
    kinds = {_kind(block) for block in (*vi, *en)}
    if len(kinds) > 1 or (len(vi) + len(en) > 2 and kinds != {"p"}):
        return math.inf
    if kinds != {"p"}:
        return 0.0
    mine = sum(map(_length, vi)) * _ENGLISH_PER_VIETNAMESE
    delta = (sum(map(_length, en)) - mine) / math.sqrt(max(mine, 1.0) * _VARIANCE)
    tail = math.erfc(abs(delta) / math.sqrt(2))
    return -math.log(max(tail, 1e-12))


def _kind(block: str) -> str:
    match = re.match(r"<(\w+)(?: class=\"([\w-]+))?", block)
    return f"{match[1]}.{match[2]}" if match and match[2] else match[1] if match else ""


def _length(block: str) -> int:
    return len(_TAG.sub("", block))
