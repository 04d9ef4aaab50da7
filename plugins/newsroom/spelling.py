"""Vietnamese letters: folding to ASCII for addresses, and the order of the alphabet."""

import re
import unicodedata

SLUG_LIMIT = 80
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

# Letters in dictionary order, then tones ngang, huyền, hỏi, ngã, sắc, nặng (TCVN order, as in ICU's vi locale).
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER = {letter: chr(0x100 + place) for place, letter in enumerate(_ALPHABET)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def fold(text: str) -> str:
    """Lower-case ASCII-like form without marks (đ becomes d): for addresses and for comparing spellings."""
    if text.isascii():
        return text.lower()
    plain = text.lower().replace("đ", "d")
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))


def make_slug(text: str) -> str:
    """An address part of at most SLUG_LIMIT ASCII characters, cut at a word's end; empty where no letter is left."""
    if is_slug(text):
        return text
    words = re.findall(r"[a-z0-9]+", fold(text))
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if len(longer) > SLUG_LIMIT:
            return slug or word[:SLUG_LIMIT]
        slug = longer
    return slug


def is_slug(text: str) -> bool:
    """Whether the text is a lower-case ASCII slug within the limit."""
    return len(text) <= SLUG_LIMIT and _SLUG.fullmatch(text) is not None


def vietnamese_order(text: str) -> tuple[str, str, str]:
    """Sort key of the Vietnamese alphabet: letters first, then tones, then the text itself.

    Equal to ICU's ``vi`` collation for Vietnamese words: a ă â … d đ … o ô ơ … u ư, and at equal letters
    ngang < huyền < hỏi < ngã < sắc < nặng.
    """
    letters, tones = [], []
    for char in unicodedata.normalize("NFC", text.lower()):
        parts = unicodedata.normalize("NFD", char)
        tone = next((_TONES[mark] for mark in parts if mark in _TONES), 0)
        base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
        letters.append(_LETTER.get(base) or _LETTER.get(parts[0], parts[0]))
        tones.append(str(tone))
    return "".join(letters), "".join(tones), text
