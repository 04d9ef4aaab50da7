"""What a page may weigh: the budgets, and how they are measured. The tests and ``tests/bench/mobile.py`` use the same."""

import gzip
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_TAG = re.compile(rb"<[a-zA-Z][^>]*>")
_BODY = re.compile(rb'<div class="body">.*?<footer class="article-foot">', re.DOTALL)
_SCRIPT = re.compile(rb"<script(?![^>]*ld\+json)[^>]*>")
_LOADS = re.compile(rb'<(?:link rel="stylesheet"|script src|iframe|object|embed)')
_ARTICLE = re.compile(r"/(en/)?\d{4}/\d{2}/[^/]+/")
_FRONT = re.compile(r"/(en/)?((chuyen-muc|section|the|tag|tac-gia|author|luu-tru|archive|\d{4})/.*)?")


@dataclass(frozen=True, slots=True)
class Weighed:
    """One page: its address, its kind (``mobile article``, ``full front`` …), and what it costs."""

    url: str
    kind: str
    gzip: int
    """Bytes of the HTML, gzip level 9."""
    nodes: int
    """Elements, those of the article's body not counted."""
    scripts: int
    """Script elements but JSON-LD."""
    loads: int
    """Style sheets, scripts and frames the page loads by itself."""


@dataclass(frozen=True, slots=True)
class Budget:
    """The most a kind of page may cost; ``p95`` holds for 19 of 20 pages (0: not asked)."""

    gzip: int
    p95: int
    nodes: int


BUDGETS = {
    "mobile article": Budget(14_000, 11_000, 400),
    "mobile front": Budget(14_000, 0, 500),
    "full article": Budget(14_000, 0, 900),
    "full front": Budget(14_000, 0, 1_200),
}
STYLE_LIMIT = 8_000
"""Bytes of the full edition's style sheet, gzip."""
SCRIPT_LIMIT = 3_000
"""Bytes of all scripts a full page loads, gzip."""


def weigh_site(root: Path) -> Iterator[Weighed]:
    """Every article and front of a built site, full and mobile."""
    for path in sorted(root.rglob("index.html")):
        url = "/" + path.relative_to(root).as_posix().removesuffix("index.html")
        mobile = url.startswith("/m/")
        plain = url.removeprefix("/m") if mobile else url
        kind = "article" if _ARTICLE.fullmatch(plain) else "front" if _FRONT.fullmatch(plain) else ""
        if kind and not (kind == "article" and "/song-ngu/" in url):
            yield weigh(path.read_bytes(), url, f"{'mobile' if mobile else 'full'} {kind}")


def weigh(data: bytes, url: str, kind: str) -> Weighed:
    """What one page costs."""
    body = _BODY.search(data)
    nodes = len(_TAG.findall(data)) - (len(_TAG.findall(body[0])) if body else 0)
    scripts, loads = len(_SCRIPT.findall(data)), len(_LOADS.findall(data))
    return Weighed(url, kind, len(gzip.compress(data, 9)), nodes, scripts, loads)


def at_95(values: Iterable[int]) -> int:
    """The value that 95 % of the values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * 95 // 100) - 1)]


def overruns(pages: Iterable[Weighed]) -> list[str]:
    """A sentence for each page or kind of page over its budget."""
    by_kind: dict[str, list[Weighed]] = {kind: [] for kind in BUDGETS}
    for page in pages:
        by_kind[page.kind].append(page)
    told = []
    for kind, budget in BUDGETS.items():
        found = by_kind[kind]
        told += [f"{one.url}: {one.gzip} bytes of {budget.gzip}" for one in found if one.gzip > budget.gzip]
        told += [f"{one.url}: {one.nodes} elements of {budget.nodes}" for one in found if one.nodes > budget.nodes]
        if kind.startswith("mobile"):
            told += [f"{one.url}: loads something by itself" for one in found if one.scripts or one.loads]
        if budget.p95 and found and at_95(one.gzip for one in found) > budget.p95:
            told.append(f"{kind}: p95 is {at_95(one.gzip for one in found)} bytes of {budget.p95}")
    return told
