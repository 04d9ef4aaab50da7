"""Fingerprint: tells a correction from a substantial edit, in 41 characters a reviewer can skip.

``checksum-sketch``: CRC-32 of the files (8 hex digits), and the eight smallest hashes of their three-syllable shingles
(4 digits each; bottom-k sketch, Broder 1997). The sketch is looked at only where the checksum differs.
"""

from collections.abc import Sequence
from heapq import nsmallest

from .syllables import Runs

_SIZE = 8
_KEPT = 4
"""Hashes that must be left for the edit to be a correction: about half of the text."""
_MASK = (1 << 32) - 1


def sketch(texts: Sequence[Runs]) -> str:
    """32 hex digits; of short texts the hashes of single syllables fill up."""
    shingles = {_hash(run[at : at + 3]) for text in texts for _, run in text for at in range(max(1, len(run) - 2))}
    return "".join(f"{one & 0xFFFF:04x}" for one in nsmallest(_SIZE, shingles)).ljust(4 * _SIZE, "0")


def _hash(syllables: Sequence[int]) -> int:
    value = 0
    for one in syllables:
        value = (value * 0x9E3779B1 + (one & _MASK) ^ one >> 32) & _MASK
    return value ^ value >> 15


def is_substantial(old: str, new: str) -> bool:
    """Whether less than half of the old sketch is found in the new one."""
    cut = [{one[at : at + 4] for at in range(0, 4 * _SIZE, 4)} for one in (old, new)]
    return len(cut[0] & cut[1]) < min(_KEPT, (len(cut[0]) + 1) // 2)
