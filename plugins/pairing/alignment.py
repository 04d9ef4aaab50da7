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

from markupsafe import Markup

Measure = tuple[str, int]
"""Kind of a block (its element, and its class) and its length in characters without tags."""

_TAG = re.compile(r"<[^>]*>")
_KIND = re.compile(r"<(\w+)(?: class=\"([\w-]+))?")
_NEAR, _BAND = 1, 8
"""How far, in blocks, the texts may run apart beyond the difference of their lengths: at first, and at most."""
_ENGLISH_PER_VIETNAMESE = 1.02
"""Characters of English text for one of Vietnamese, in the bulletin's own paired paragraphs."""
_VARIANCE = 6.8
"""Variance per character, as measured by Gale & Church."""
_TWO_FOR_ONE, _ALONE = 2.3, 4.5
"""-ln of the prior of each kind of match, after their table 5; one for one costs nothing."""
_DRIFT = 2.3
"""The least that a step costs after which one text is ahead by a block."""
_ROUNDING = 1e-9
_ROOT_OF_TWO = math.sqrt(2)
_NONE: Measure = ("", 0)
_LEAST = 1e-12
"""Probability of what can't match; it costs 27.6."""


@dataclass(frozen=True, slots=True)
class Row:
    """Blocks that stand side by side; on one side there may be none."""

    vi: list[str]
    en: list[str]

    def html(self, edition: str) -> Markup:
        """The blocks of one side."""
        return Markup("\n".join(self.vi if edition == "vi" else self.en))

    @property
    def kind(self) -> Literal["both", "vi", "en"]:
        if self.vi and self.en:
            return "both"
        return "vi" if self.vi else "en"


def align(vi: Sequence[str], en: Sequence[str]) -> list[Row]:
    """The rows of the side-by-side page, in reading order."""
    ours, theirs = [_measure(block) for block in vi], [_measure(block) for block in en]
    drift = abs(len(vi) - len(en))
    step, near = _cheapest_steps(ours, theirs, drift + _NEAR, _ALONE * (len(vi) + len(en)) + 1)
    # A way that runs further apart and comes back costs this at least. If that may be less than the one that was found, this
    # one still spares most places, as the cheapest of all costs no more.
    if near >= _DRIFT * (drift + 2 * (_NEAR + 1)):
        step, _ = _cheapest_steps(ours, theirs, drift + _BAND, near + _ROUNDING)
    rows = []
    i, j = len(vi), len(en)
    while i or j:
        di, dj = step[i, j]
        rows.append(Row(list(vi[i - di : i]), list(en[j - dj : j])))
        i, j = i - di, j - dj
    return rows[::-1]


def _cheapest_steps(
    vi: Sequence[Measure], en: Sequence[Measure], band: int, limit: float
) -> tuple[dict[tuple[int, int], tuple[int, int]], float]:
    """For each pair of places (blocks read of either text) the last step of the cheapest way there; and what the end costs.

    Only places up to ``band`` blocks from the diagonal are tried: translations keep their order, and the time stays
    linear. A place is left out if no way over it can cost ``limit`` or less.
    """
    step: dict[tuple[int, int], tuple[int, int]] = {}
    # By how many are read: the last block, and the last two as one.
    vi, vi_twos = [_NONE, *vi], [_NONE, *_twos(vi, "two Vietnamese")]
    en, en_twos = [_NONE, *en], [_NONE, *_twos(en, "two English")]
    # What it costs to come to a place, by j: with i blocks of the first text read, with one less, and with two less. Two
    # more, at -1 and -2, are never reached.
    nowhere, behind = [math.inf] * (len(en) + 2), len(vi) - len(en)
    here, above, before = [0.0, *nowhere[1:]], nowhere, nowhere
    for i, (mine, both) in enumerate(zip(vi, vi_twos, strict=True)):
        for j in range(max(0, i - band), min(len(en), i + band + 1)):
            best = limit - _DRIFT * abs(behind + j - i)
            if best <= _DRIFT * abs(i - j):
                continue
            # Of two last steps that cost the same the later one here is taken.
            last = None
            if (cost := here[j - 1] + _ALONE) <= best:
                best, last = cost, (0, 1)
            if (cost := above[j] + _ALONE) <= best:
                best, last = cost, (1, 0)
            theirs, cost = en[j], before[j - 1] + _TWO_FOR_ONE
            if cost <= best and both[0] == theirs[0] and (cost := cost + _distance(both, theirs, best - cost)) <= best:
                best, last = cost, (2, 1)
            theirs, cost = en_twos[j], above[j - 2] + _TWO_FOR_ONE
            if cost <= best and mine[0] == theirs[0] and (cost := cost + _distance(mine, theirs, best - cost)) <= best:
                best, last = cost, (1, 2)
            theirs, cost = en[j], above[j - 1]
            if cost <= best and mine[0] == theirs[0] and (cost := cost + _distance(mine, theirs, best - cost)) <= best:
                best, last = cost, (1, 1)
            if last:
                here[j], step[i, j] = best, last
        here, above, before = nowhere.copy(), here, above
    return step, above[-3]


def _twos(measures: Sequence[Measure], never: str) -> list[Measure]:
    """Each block and the one before it as one; what are no two paragraphs matches nothing."""
    return [
        ("p", before[1] + last[1]) if before[0] == last[0] == "p" else (never, 0)
        for before, last in zip([_NONE, *measures], measures, strict=False)
    ]


def _distance(mine: Measure, theirs: Measure, room: float) -> float:
    """-ln of the probability that two blocks of a kind match, by their lengths; infinite where it is seen at once that it
    exceeds ``room``."""
    if mine[0] != "p":
        return 0.0
    expected = mine[1] * _ENGLISH_PER_VIETNAMESE
    apart, spread = theirs[1] - expected, max(expected, 1.0) * _VARIANCE
    # erfc(x) is less than exp(-x * x).
    if apart * apart > 2 * room * spread and room < 27:
        return math.inf
    delta = apart / math.sqrt(spread)
    return -math.log(max(math.erfc(abs(delta) / _ROOT_OF_TWO), _LEAST))


def _measure(block: str) -> Measure:
    match = _KIND.match(block)
    kind = (f"{match[1]}.{match[2]}" if match[2] else match[1]) if match else ""
    return kind, len(_TAG.sub("", block))
