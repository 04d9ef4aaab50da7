"""Letters: bytes to clean text. What can't be meant (broken encodings, control signs, left-overs) is told with its place."""

import re
import unicodedata

from plugins.newsroom.problem import Mark, Problem

SIZE_LIMIT = 1_000_000
"""Bytes of one text file."""

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SEEN = bytes(byte for byte in range(256) if byte in b"\t\n" or (byte >= 0x20 and byte != 0x7F))
"""All bytes but the control characters of ASCII."""
_UNSEEN = tuple(map(re.compile, (rb"\xc2[\x80-\x9f]", rb"\xe2[\x80\x81][\xa6-\xae]", rb"\xef[\xbb\xbf][\xbe\xbf]")))
"""In UTF-8: what may be one of the others, told by its first byte, which is looked for in no time."""
_CONFLICT = re.compile(r"^(<{7} |>{7} |\|{7} )", re.MULTILINE)
_MAYBE_MOJIBAKE = re.compile("[\u00c2-\u00f4][\u0080-\u00ff\u0152-\u2122]+")
_LEADING_TWICE = re.compile(rb"\xc3[\x82-\xb4][\xc2\xc5\xc6\xcb\xe2]")
"""In UTF-8: a letter that is the first byte of another, before one that is no first byte. Such pairs are rare in sound text."""
_EXPECTED = re.compile("[À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9–—‘’“”…•«»°\u00a0]+")
"""What Vietnamese text is made of: other letters only look like UTF-8 read as Windows-1252."""
_CLOSED_QUOTE = re.compile(r"[ÂÃ][”’»](?!\w)")
"""A word in capitals at the end of a quotation (“ĐÃ”), which reads the same as a letter encoded twice."""
_TCVN3_SIGN = re.compile(rb"\xc2[\xa8\xa9\xae\xb5-\xb9\xbc-\xbe]")
"""In UTF-8."""
_TCVN3 = re.compile("[A-Za-z][µ¸¶·¹¨¾¼½]|[A-Za-z]©(?=[A-Za-z])|®[A-Za-zµ¸¶·¹¨¾¼½©]")


def read_letters(data: bytes, path: str, problems: list[Problem]) -> str | None:
    """The text in NFC with LF line ends, or None where it can't be read at all."""
    top = Mark(path)
    if not data.strip():
        problems.append(Problem(top, "empty", "the file is empty", "write the story or delete the file"))
        return None
    if len(data) > SIZE_LIMIT:
        size = f"{len(data) / 1_000_000:.1f} MB"
        problems.append(Problem(top, "size", f"the text has a size of {size}, at most 1 MB is allowed", "split it up"))
        return None
    text = _decode(data, path, problems)
    if text is None:
        return None
    lines = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    clean = unicodedata.normalize("NFC", lines)
    if clean != text:
        data = clean.encode()
    _check_signs(clean, data, path, problems)
    _check_encodings(clean, data, path, problems)
    return clean


def _decode(data: bytes, path: str, problems: list[Problem]) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        mark = Mark(path, before.count(b"\n") + 1, column)
        what = f"byte 0x{data[error.start]:02X} is not UTF-8"
        problems.append(Problem(mark, "utf-8", what, "save the file as UTF-8 (Unicode, not TCVN3 or Windows-1258)"))
        return None


def _place(text: str, at: int, path: str) -> Mark:
    return Mark(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _check_signs(text: str, data: bytes, path: str, problems: list[Problem]) -> None:
    """``data`` is the text in UTF-8: there it is seen in a tenth of the time that nothing is wrong."""
    if data.translate(None, _SEEN) or any(pattern.search(data) for pattern in _UNSEEN):
        _check_unseen(text, path, problems)
    at = text.find("\ufffd")
    if at >= 0:
        what = "U+FFFD stands where a letter was lost"
        problems.append(Problem(_place(text, at, path), "lost-letter", what, "write the letter again"))
    conflict = _CONFLICT.search(text) if "<" in text or ">" in text or "|" in text else None
    if conflict:
        what = f"a merge conflict was left in the text ({conflict[0].strip()})"
        mend = "keep one version and delete the lines <<<<<<<, ======= and >>>>>>>"
        problems.append(Problem(_place(text, conflict.start(), path), "conflict", what, mend))


def _check_unseen(text: str, path: str, problems: list[Problem]) -> None:
    for match in _CONTROL.finditer(text):
        sign = f"U+{ord(match[0]):04X}"
        problems.append(Problem(_place(text, match.start(), path), "control", f"control character {sign}", "delete it"))
    for match in _BIDI.finditer(text):
        sign = f"U+{ord(match[0]):04X}"
        what = f"bidi control {sign} turns the direction of the text"
        problems.append(Problem(_place(text, match.start(), path), "bidi", what, "delete it"))


def _check_encodings(text: str, data: bytes, path: str, problems: list[Problem]) -> None:
    """``data`` is the text in UTF-8, as above."""
    for match in _MAYBE_MOJIBAKE.finditer(text) if _LEADING_TWICE.search(data) else ():
        right = _undo_double(match[0])
        if right is not None and not _CLOSED_QUOTE.match(text, match.start()):
            what = f"mojibake: “{match[0]}” is “{right}” encoded twice (double UTF-8)"
            problems.append(
                Problem(_place(text, match.start(), path), "mojibake", what, "paste the text again as Unicode")
            )
            break
    hits = list(_TCVN3.finditer(text)) if _TCVN3_SIGN.search(data) else []
    if len(hits) >= 3 and len(hits) * 8 > len(re.findall("[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]", text)):
        what = "the text looks like TCVN3 (.VnTime), not Unicode"
        problems.append(
            Problem(_place(text, hits[0].start(), path), "tcvn3", what, "convert it to Unicode (UniKey: Ctrl+Shift+F6)")
        )


def _undo_double(text: str) -> str | None:
    """The text before UTF-8 was read as Windows-1252, or None where that did not happen."""
    raw = bytearray()
    for char in text:
        try:
            raw += char.encode("cp1252")
        except UnicodeEncodeError:
            if ord(char) > 0xFF:
                return None
            raw.append(ord(char))
    try:
        right = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        right = raw[: error.start].decode("utf-8")
    return right if right and _EXPECTED.fullmatch(right) else None
