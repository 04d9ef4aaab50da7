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

Measure = tuple[str, int]
"""Kind of a block (its element, and its class) and its length in characters without tags."""

_TAG = re.compile(r"<[^>]*>")
_KIND = re.compile(r"<(\w+)(?: class=\"([\w-]+))?")
_BAND = 8
"""How far, in blocks, the texts may run apart beyond the difference of their lengths."""
_ENGLISH_PER_VIETNAMESE = 1.02
"""Characters of English text for one of Vietnamese, in the bulletin's own paired paragraphs."""
_VARIANCE = 6.8
"""Variance per character, as measured by Gale & Church."""
_PENALTY = {(1, 1): 0.0, (1, 2): 2.3, (2, 1): 2.3, (1, 0): 4.5, (0, 1): 4.5}
"""-ln of the prior of each kind of match, after their table 5."""
_DRIFT = 2.3
"""The least that a step costs after which one text is ahead by a block."""
_ROUNDING = 1e-9


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
    ours, theirs = [_measure(block) for block in vi], [_measure(block) for block in en]
    # A way near the diagonal is soon found; the cheapest one of all costs no more, which spares most places.
    drift = abs(len(vi) - len(en))
    _, near = _cheapest_steps(ours, theirs, drift + 1)
    step, _ = _cheapest_steps(ours, theirs, drift + _BAND, near + _ROUNDING)
    rows = []
    i, j = len(vi), len(en)
    while i or j:
        di, dj = step[i, j]
        rows.append(Row(list(vi[i - di : i]), list(en[j - dj : j])))
        i, j = i - di, j - dj
    return rows[::-1]


def _cheapest_steps(
    vi: Sequence[Measure], en: Sequence[Measure], band: int, limit: float = math.inf
) -> tuple[dict[tuple[int, int], tuple[int, int]], float]:
    """For each pair of places (blocks read of either text) the last step of the cheapest way there; and what the end costs.

    Only places up to ``band`` blocks from the diagonal are tried: translations keep their order, and the time stays
    linear. A place is left out if no way over it can cost less than ``limit``.
    """
    cost = {(0, 0): 0.0}
    step: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(len(vi) + 1):
        for j in range(max(0, i - band), min(len(en), i + band) + 1):
            best = limit - _DRIFT * abs((len(vi) - i) - (len(en) - j))
            if best <= _DRIFT * abs(i - j):
                continue
            for (di, dj), penalty in _PENALTY.items():
                before = cost.get((i - di, j - dj))
                if before is not None and before + penalty < best:
                    total = before + penalty
                    if di and dj:
                        total += _distance(vi[i - di : i], en[j - dj : j])
                    if total < best:
                        best = cost[i, j] = total
                        step[i, j] = (di, dj)
    return step, cost[len(vi), len(en)]


def _distance(vi: Sequence[Measure], en: Sequence[Measure]) -> float:
    """-ln of the probability that the blocks match, by their lengths; infinite for different kinds."""
    kind, mine = vi[0]
    theirs = 0
    for other, length in en:
        if other != kind:
            return math.inf
        theirs += length
    for other, length in vi[1:]:
        if other != kind:
            return math.inf
        mine += length
    if kind != "p":
        return 0.0 if len(vi) == len(en) == 1 else math.inf
    expected = mine * _ENGLISH_PER_VIETNAMESE
    delta = (theirs - expected) / math.sqrt(max(expected, 1.0) * _VARIANCE)
    return -math.log(max(math.erfc(abs(delta) / math.sqrt(2)), 1e-12))


def _measure(block: str) -> Measure:
    match = _KIND.match(block)
    kind = (f"{match[1]}.{match[2]}" if match[2] else match[1]) if match else ""
    return kind, len(_TAG.sub("", block))
