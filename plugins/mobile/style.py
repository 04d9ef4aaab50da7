"""Style: the one constant style block of all mobile pages, and the security policy that lets just this one through."""

import base64
import hashlib
import re
from pathlib import Path

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_AROUND = re.compile(r"\s*([{};,>])\s*|:\s+")
_SPACE = re.compile(r"\s+")
_TOKEN = re.compile(r"(--[\w-]+):[^;}]*;?")
FILES = ("tokens.css", "mobile.css", "parts/read_mark.css")


def read_style(css: Path) -> str:
    """mobile.css and the read mark's rules, with the tokens of the full edition they use, without needless blanks."""
    tokens, *others = (_tight((css / name).read_text(encoding="utf-8")) for name in FILES)
    own = "".join(others)
    used = _TOKEN.sub(lambda match: match[0] if f"var({match[1]})" in own else "", tokens)
    return (used + own).replace(";}", "}")


def _tight(text: str) -> str:
    text = _SPACE.sub(" ", _COMMENT.sub("", text))
    return _AROUND.sub(lambda match: match[1] or ":", text).strip()


def policy(style: str) -> str:
    """The Content-Security-Policy of /m/: our own pictures and videos, this style block, nothing else (CSP3 §6.7.3)."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    rules = [
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "img-src 'self' data:",
        "media-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ]
    return "; ".join(rules)
