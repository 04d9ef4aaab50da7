"""Small bulletins for tests: a whole site as one text, written to a folder of its own and built as an editor's is.

A tree is written as Hugo's tests write theirs: ``-- path --`` on a line of its own, then the file, up to the next such
line. Paths lie in content/, those that begin with ``theme/`` replace a file of the theme. A picture is drawn (its text
may say how large: ``640x400``), a video is as long as its first bytes.
"""

import contextlib
import hashlib
import io
import logging
import os
import re
import shutil
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import Tag
from pelican.log import FatalLogger, LimitFilter
from PIL import Image

from plugins.related_news.__main__ import main as freeze
from plugins.releases.order import Order
from plugins.releases.release import release

REPOSITORY = Path(__file__).resolve().parent.parent
NOW = "2026-01-22 08:00"
"""The moment all these bulletins are built at, unless a test says otherwise."""

_FILE = re.compile(r"^-- (?P<path>\S.*?) --\n", re.MULTILINE)
_DESK = {
    "desk/sections.yaml": """
- id: huu-nghi
  vi: {name: Hữu nghị, about: Hoạt động hữu nghị.}
  en: {name: Friendship, about: Friendship at work.}
- id: ban-be
  parent: huu-nghi
  vi: {name: Bạn bè, about: Bạn bè bốn phương.}
  en: {name: Friends, about: Friends everywhere.}
- id: hop-tac
  vi: {name: Hợp tác, about: Dự án và viện trợ.}
  en: {name: Cooperation, about: Projects and aid.}
""",
    "desk/tags.yaml": """
- {id: lao, vi: Lào, en: Laos}
- {id: ha-noi, vi: Hà Nội, en: Hanoi}
""",
    "desk/writers.yaml": """
- id: mai-anh
  name: Mai Anh
  vi: {about: Phóng viên.}
  en: {about: Reporter.}
""",
}
_VIDEO_HEADS = {".mp4": b"\0\0\0\x18ftypisom", ".webm": b"\x1aE\xdf\xa3"}
_SETTINGS = """\
from pelicanconf import *

IMPRINT = {**IMPRINT, "pages": {}}
"""


def text(path: str, body: str = "Một đoạn văn.", **fields: str) -> str:
    """One complete text for a tree: ``path`` is ``2025/07/a/vi``; fields that are given replace the usual ones."""
    key, _, edition = path.rpartition("/")
    name = key.rpartition("/")[2]
    usual = {"title": f"Tít {name}" if edition == "vi" else f"Headline {name}", "lead": f"Sapo {name}."}
    if edition == "vi":
        usual |= {"date": f"{key[:4]}-{key[5:7]}-10 08:00", "section": "huu-nghi"}
    header = "\n".join(f"{name}: {value}" for name, value in {**usual, **fields}.items() if value)
    return f"-- news/{key}/index.{edition}.md --\n---\n{header}\n---\n{body}\n"


def environment() -> dict[str, str]:
    """For builds as processes of their own, in any folder: ours comes first where modules are looked for."""
    path = os.pathsep.join(filter(None, (str(REPOSITORY), os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": path}


def read_tree(tree: str) -> dict[str, str]:
    """The files of a tree by path; what stands before the first one is a comment."""
    starts = list(_FILE.finditer(tree))
    ends = [match.start() for match in starts[1:]] + [len(tree)] if starts else []
    return {match["path"]: tree[match.end() : end] for match, end in zip(starts, ends, strict=True)}


def draw(path: Path, size: str = "") -> bytes:
    """A picture of the size (``64x48`` unless said) in a colour that depends on its name."""
    width, height = (int(part) for part in (size.strip() or "64x48").split("x"))
    digest = hashlib.sha256(path.as_posix().encode()).digest()
    out = io.BytesIO()
    image = Image.new("RGB", (width, height), (digest[0], digest[1], digest[2]))
    image.save(out, {".png": "PNG", ".webp": "WEBP", ".gif": "GIF"}.get(path.suffix, "JPEG"))
    return out.getvalue()


@dataclass
class Built:
    """What one build did: its exit code, what it said, and the site as it stands now."""

    code: int
    said: str
    """Everything on standard error."""
    output: Path
    _pages: dict[str, BeautifulSoup] = field(default_factory=dict)

    @cached_property
    def files(self) -> list[str]:
        """All published files, by path."""
        found = (path.relative_to(self.output).as_posix() for path in self.output.rglob("*") if path.is_file())
        return sorted(found)

    @property
    def problems(self) -> str:
        """The problems told, one a line, without progress and result."""
        return "\n".join(line for line in self.said.splitlines() if " -> " in line)

    def read(self, path: str) -> str:
        name = path.lstrip("/")
        return (self.output / (f"{name}index.html" if path.endswith("/") else name)).read_text(encoding="utf-8")

    def page(self, path: str) -> BeautifulSoup:
        """The page at an address of the site, as a reader's browser would understand it."""
        if path not in self._pages:
            self._pages[path] = BeautifulSoup(self.read(path), "html.parser")
        return self._pages[path]

    def one(self, path: str, selector: str) -> Tag:
        """The one element of the page that the selector finds."""
        found = self.page(path).select(selector)
        assert len(found) == 1, f"{len(found)} × {selector} in {path}"
        return found[0]

    def texts(self, path: str, selector: str) -> list[str]:
        """The texts of all elements the selector finds, blanks folded."""
        return [" ".join(found.get_text().split()) for found in self.page(path).select(selector)]

    def snapshot(self) -> dict[str, bytes]:
        """Every published byte."""
        return {name: (self.output / name).read_bytes() for name in self.files}


class Site:
    """One small bulletin in a folder of its own; may be changed and built again."""

    def __init__(self, folder: Path, kept: Path) -> None:
        """``kept`` holds what need not be made for every test: compiled templates and developed pictures."""
        self.folder = folder
        self.content = folder / "content"
        self.output = folder / "output"
        self.settings_file = folder / "smallconf.py"
        self.theme = REPOSITORY / "theme"
        self._kept = kept
        (folder / ".cache").mkdir(parents=True)
        for name in ("templates", "photos"):
            (folder / ".cache" / name).symlink_to(kept / name)
        (self.content / "news").mkdir(parents=True)
        for path, words in _DESK.items():
            self._write(self.content / path, words)
        self.set()

    def write(self, tree: str) -> None:
        """Write the files of the tree; those that are there already are replaced."""
        for path, words in read_tree(tree).items():
            if path.startswith("theme/"):
                if self.theme != self.folder / "theme":
                    self.theme = shutil.copytree(REPOSITORY / "theme", self.folder / "theme")
                self._write(self.folder / path, words)
            else:
                self._write(self.content / path, words)

    def _write(self, path: Path, words: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix in (".jpg", ".jpeg", ".png", ".webp", ".gif"):
            path.write_bytes(draw(path.relative_to(self.folder), words))
        else:
            path.write_bytes(_VIDEO_HEADS.get(path.suffix, b"") + words.encode())

    def set(self, **settings: Any) -> None:
        """Write the settings file: ours, and what the test changes."""
        self.settings_file.write_text(_SETTINGS + "".join(f"{name} = {value!r}\n" for name, value in settings.items()))

    def freeze(self) -> None:
        """Freeze all lists of related news, as ``tasks.py related --freeze`` does; its settings stay, as ``frozen.py``."""
        settings = self.folder / "frozen.py"
        places = f"PATH = {str(self.content)!r}\nTHEME = {str(self.theme)!r}\n"
        settings.write_text(self.settings_file.read_text() + places)
        assert freeze(["--freeze", "--settings", str(settings), "--now", NOW]) == 0

    def build(self, now: str = NOW, preview: bool = False, allow_loss: bool = False) -> Built:
        """Build in this process, as ``python -m plugins.releases build`` does."""
        order = Order(self.settings_file, self.output, "", preview, now, self.content, self.theme)
        for name in ("templates", "photos"):
            (self._kept / name).mkdir(parents=True, exist_ok=True)
        said = io.StringIO()
        root = logging.getLogger()
        handlers = list(root.handlers)
        try:
            with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
                code = release(order, allow_loss)
        finally:
            root.handlers[:] = handlers
            FatalLogger.fatal_lvl = logging.CRITICAL + 1
            LimitFilter._raised_messages.clear()
        return Built(code, said.getvalue(), self.output)
