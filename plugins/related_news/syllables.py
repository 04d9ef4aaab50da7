"""Syllables: a text as numbered syllables, broken at punctuation. Knows Unicode and Vietnamese, not numpy.

A text for the ranking is a list of runs ``(zone, numbers)``: zone 0 title, 1 lead, 2 body; one number a syllable
(1 to 2**63 - 1), 0 where punctuation or a tag stands, in an ``array("Q")``, which numpy reads without copying. No gram
reaches across a 0 or from one run to the next. Texts that are numbers from the start, as those of ../shared/related, go the
same way from here on.
"""

import html
import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import chain

Run = tuple[int, "array[int]"]
Runs = list[Run]
TITLE, LEAD, BODY = 0, 1, 2

_WORD = (1 << 64) - 1
MIX, LAST = 0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93  # 2**64 over the golden ratio (Knuth, multiplicative hashing); odd

_INLINE = re.compile(r"</?(?:a|abbr|b|cite|em|i|q|span|strong)\b[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")
_JOINT = re.compile(r"(?<=\w)[-‐‑'’](?=\w)")
_BREAK = re.compile(r"(?!(?<=\d)[.,/:](?=\d))[^\w\s]+")
_LATE_TONE = re.compile(r"(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])$")
_TONES = "\u0300\u0301\u0309\u0303\u0323"
_EARLY = {
    unicodedata.normalize("NFC", first + last + tone): unicodedata.normalize("NFC", first + tone + last)
    for first, last in ("oa", "oe", "uy")
    for tone in _TONES
}


def fold(text: str) -> str:
    """Character references resolved, NFC, lower case; accents stay: đối and đổi are two words."""
    if "&" in text:
        text = html.unescape(text)
    return unicodedata.normalize("NFC", text).lower()


@lru_cache(maxsize=200_000)
def spell(syllable: str) -> str:
    """The syllable with its tone mark where the older spelling puts it: hoà becomes hòa, quý stays."""
    return _LATE_TONE.sub(lambda match: _EARLY[match[0]], syllable)


@lru_cache(maxsize=200_000)
def number(syllable: str) -> int:
    """The number of a folded syllable, the same on every machine (63 bits of BLAKE2b)."""
    return int.from_bytes(blake2b(spell(syllable).encode(), digest_size=8).digest(), "big") >> 1 | 1


def plain(block: str) -> str:
    """The words of an HTML fragment; a tag that is more than emphasis breaks like punctuation."""
    return _TAG.sub(" | ", _INLINE.sub("", block)) if "<" in block else block


def pieces(chunk: str) -> Iterator[str]:
    """The folded syllables of what stands between two blanks, "" where punctuation breaks.

    Numbers stay whole (18/6, 4.500); hyphens and apostrophes inside a word join.
    """
    for place, part in enumerate(_BREAK.split(_JOINT.sub(" ", fold(chunk)))):
        yield from [""] * (place > 0)
        yield from part.split()


class _Chunks(dict[str, bytes]):
    """The numbers of the syllables of a chunk, eight bytes each, 0 where punctuation breaks.

    Everything costly is done here, once a distinct chunk: a text itself is only split at blanks and looked up.
    """

    _MOST = 1 << 17

    def __missing__(self, chunk: str) -> bytes:
        if len(self) >= self._MOST:
            self.clear()
        self[chunk] = found = array("Q", [number(one) if one else 0 for one in pieces(chunk)]).tobytes()
        return found


_chunks = _Chunks()


def numbers(text: str) -> "array[int]":
    """The syllables of a plain text as numbers."""
    return array("Q", b"".join(map(_chunks.__getitem__, text.split())))


def split(text: str) -> Iterator[list[str]]:
    """The runs of folded syllables between the breaks of a plain text."""
    run: list[str] = []
    for one in chain.from_iterable(map(pieces, text.split())):
        if one:
            run.append(one)
        elif run:
            yield run
            run = []
    if run:
        yield run


def zones(title: str, lead: str, blocks: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The plain texts of one article with their zones; the body comes as HTML blocks."""
    yield TITLE, title
    yield LEAD, lead
    for block in blocks:
        yield BODY, plain(block)


def runs(title: str, lead: str, blocks: Iterable[str], tags: Iterable[str] = ()) -> Runs:
    """The runs of one article; a tag of the desk is one more syllable (``#lao``) of the title."""
    texts = [(zone, numbers(text)) for zone, text in zones(title, lead, blocks)]
    return [*texts, *((TITLE, array("Q", [number(f"#{tag}")])) for tag in tags)]


def gram(numbers: Sequence[int]) -> int:
    """The hash (32 bits) of a gram, as grams.py computes it for thousands at once."""
    rolled = 0
    for place, one in enumerate(numbers, 1):
        rolled = (rolled * MIX + one + place) & _WORD
    return ((rolled ^ rolled >> 32) * LAST & _WORD) >> 32
