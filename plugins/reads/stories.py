"""Stories: from the files of content/news to every address a text has or had, without building anything.

A text is known by its slug or folder, in its edition, at its page, its mobile page, its former addresses, its read mark
and its beacon. The side-by-side page is called by the Vietnamese slug and counts for that edition.
"""

import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote_to_bytes

from plugins.newsroom import address
from plugins.newsroom.data import Value, read_data
from plugins.newsroom.edition import CODES, DEFAULT
from plugins.newsroom.moment import DateError, read_moment
from plugins.newsroom.spelling import make_slug
from plugins.newsroom.typography import curly

ASSET, MARK, BEACON, PAGE = 3, 1, 2, 0
NOTHING = -1
_HEADER = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_TALKS_OF_ADDRESS = re.compile(r"^(slug|aliases)[ \t]*:", re.MULTILINE)


@dataclass(slots=True)
class Text:
    """One text as far as counting needs it."""

    story: str
    edition: str
    path: Path
    url: str = ""
    aliases: list[str] = field(default_factory=list)


def read_header(path: Path, always: bool = True) -> dict[str, str | list[str]]:
    """The plain values of a front matter; faults are the build's business. Not ``always``: only if it tells an address."""
    with path.open("rb") as source:
        found = _HEADER.search(source.read(200_000).decode("utf-8", "replace"))
    if found is None or not (always or _TALKS_OF_ADDRESS.search(found[1])):
        return {}
    tree = read_data(unicodedata.normalize("NFC", found[1]), str(path), 2, [])
    content = tree.content if tree else {}
    return {key: _plain(value) for key, value in content.items()} if isinstance(content, dict) else {}


def _plain(value: Value) -> str | list[str]:
    if isinstance(value.content, list):
        return [one.content for one in value.content if isinstance(one.content, str)]
    return value.content if isinstance(value.content, str) else ""


def find_texts(content: Path) -> list[Text]:
    """Every text below content/news, by key and edition."""
    texts = []
    for folder in _story_folders(content / "news"):
        key = unicodedata.normalize("NFC", folder.relative_to(content / "news").as_posix())
        month, _, name = key.rpartition("/")
        for code in CODES:
            path = folder / f"index.{code}.md"
            if not path.is_file():
                continue
            header = read_header(path, always=False)
            aliases = header.get("aliases", [])
            slug = str(header.get("slug") or make_slug(name))
            url = address.article(code, month, slug)
            texts.append(Text(key, code, path, url, [aliases] if isinstance(aliases, str) else aliases))
    return texts


def _story_folders(news: Path) -> Iterator[Path]:
    for year in sorted(news.glob("[0-9][0-9][0-9][0-9]")):
        for month in sorted(path for path in year.iterdir() if path.is_dir()):
            with os.scandir(month) as entries:
                yield from sorted(Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False))


class Places:
    """From the target of a request to what stands there: ``number of the text * 4 + kind``, ASSET or NOTHING."""

    def __init__(self, texts: list[Text], assets: tuple[str, ...] = ("/theme/", "/photos/")) -> None:
        self.texts = texts
        self._assets = tuple(beginning.encode() for beginning in assets)
        self._paths: dict[str, int] = {}
        self._names: dict[str, int] = {}
        for number, text in enumerate(texts):
            self._names[f"{text.story}.{text.edition}"] = number
            self._paths.setdefault(text.url, number)
            self._paths.setdefault(f"/m{text.url}", number)
            if text.edition == DEFAULT:
                month, slug = text.url.strip("/").rsplit("/", 1)
                self._paths.setdefault(address.side_by_side(month, slug), number)
        for number, text in enumerate(texts):
            for alias in text.aliases:
                self._paths.setdefault(unicodedata.normalize("NFC", alias.rstrip("/")) + "/", number)

    def code(self, target: bytes) -> int:
        """What a request asked for; percent-encoding in both cases, NFD, queries and index.html make no difference."""
        if not target.startswith(b"/"):
            scheme, _, rest = target.partition(b"://")
            target = b"/" + rest.partition(b"/")[2] if scheme in (b"http", b"https") else target
        path, _, query = target.partition(b"?")
        if path.startswith(self._assets):
            return ASSET
        text = unicodedata.normalize("NFC", unquote_to_bytes(path.partition(b"#")[0]).decode("utf-8", "replace"))
        if text.startswith("/_read"):
            return self._read(text, query)
        text = text.removesuffix("index.html")
        number = self._paths.get(text if text.endswith("/") else f"{text}/")
        return NOTHING if number is None else number * 4 + PAGE

    def _read(self, path: str, query: bytes) -> int:
        name, kind = path.removeprefix("/_read/").removesuffix(".gif"), MARK
        if path in ("/_read", "/_read/"):
            name, kind = _parameter(query), BEACON
        number = self._names.get(name)
        return NOTHING if number is None else number * 4 + kind


def _parameter(query: bytes) -> str:
    """``s`` of a beacon's query."""
    for pair in query.split(b"&"):
        name, _, value = pair.partition(b"=")
        if name == b"s":
            return unicodedata.normalize("NFC", unquote_to_bytes(value).decode("utf-8", "replace"))
    return ""


def title_and_date(text: Text) -> tuple[str, datetime] | None:
    """Headline and date of a text, or nothing where it has none yet."""
    header = read_header(text.path)
    first = text.path.with_name(f"index.{DEFAULT}.md")
    date = header.get("date") or (read_header(first).get("date") if first.is_file() else "")
    try:
        return curly(str(header["title"])), read_moment(str(date))
    except (KeyError, DateError):
        return None
