"""The cases of ../shared/bad-inputs in our layout: paths, keys, lines and words mapped; each case keeps its meaning.

There a story is ``news/name.vi.md`` with pictures in ``images/``; here it is a folder of ``news/2026/11/`` with its
pictures beside the text. ``lang`` is told by the file's name, a picture has words and a credit, links name stories.
"""

import importlib.util
import json
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.building import REPOSITORY

SHARED = REPOSITORY.parent / "shared" / "bad-inputs"
NOW = "2026-11-21 20:00"
Op = dict[str, Any]

NOT_OURS: dict[str, str] = {}
"""Cases without a meaning in our layout, with the reason; counted apart."""

SOUND = {"images/a.jpg", "images/b.jpg", "images/c.jpg"}
KEYS = {"category": "section", "author": "authors", "summary": "lead", "image": "cover"}
SECTIONS = {"Hữu nghị": "huu-nghi", "Friendship": "huu-nghi"}
DESK = {
    "sections": "- id: huu-nghi\n  vi: {name: Hữu nghị, about: Hoạt động.}\n  en: {name: Friendship, about: At work.}\n",
    "writers": "- id: mai-anh\n  name: Mai Anh\n  vi: {about: Phóng viên.}\n  en: {about: Reporter.}\n",
    "tags": "- {id: lao, vi: Lào, en: Laos}\n",
}
MOST_READ = {
    "data-mostread-bad-json": "- {story: 2026/11/tin-van, do: pin, reason: x}\n- {story: 2026/11/hoc-bong-2026, do: }}\n",
    "data-mostread-unknown-slug": "- {story: 2026/11/khong-co, do: pin, reason: x}\n",
}
"""What the desk says of the most-read list is YAML here, in desk/most_read.yaml; the fault is the same."""

MENTIONS = {
    # Pelican's and other people's keys are unknown here, whatever their value.
    ("id-save-as-index", "index.html"): "unknown key 'save_as'",
    ("id-partner-missing", "khong-co"): "unknown key 'translation_of'",
    # No slug has capitals here, so the text that has them is told, not the one it would meet.
    ("id-case-collision", "news/bai-thu.vi.md"): "news/2026/11/hoa/index.vi.md",
    # The file is called after what is wrong with its language.
    ("fm-lang-unknown", "news/bai-thu.vi.md"): "news/2026/11/bai-thu/index.vn.md",
    ("fm-lang-missing", "news/bai-thu.vi.md"): "news/2026/11/bai-thu/index.md",
}
PLACES = {
    "id-case-collision": ("news/2026/11/hoa/index.vi.md", 4),
    "fm-lang-unknown": ("news/2026/11/bai-thu/index.vn.md", 1),
    "fm-lang-missing": ("news/2026/11/bai-thu/index.md", 1),
    "data-mostread-bad-json": ("desk/most_read.yaml", 2),
    "theme-undefined-variable": ("theme/templates/article.html", 1),
}
"""Where the fault is told, for the cases whose place is another one here."""

_TEXT = re.compile(r"(?:(?P<folder>.+)/)?(?P<name>[^/]+)\.(?P<lang>vi|en)\.(?P<ext>md)", re.IGNORECASE)
_PICTURE = re.compile(r"!\[(.*?)\]\(/images/([^)]+)\)")
_CAPTION = '"Chú thích của ảnh. (Ảnh: Bản tin)"'


def load_library() -> ModuleType:
    """The shared lib.py, which draws the pictures and writes the bytes."""
    spec = importlib.util.spec_from_file_location("bad_inputs_lib", SHARED / "lib.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load_cases() -> list[Op]:
    """All cases, or none where the shared folder is absent."""
    if not (SHARED / "cases.json").is_file():
        return []
    cases: list[Op] = json.loads((SHARED / "cases.json").read_text(encoding="utf-8"))["cases"]
    return cases


@dataclass
class Adapted:
    """Operations of a case in our layout, and where its paths and lines have gone."""

    name: str
    ops: list[Op] = field(default_factory=list)
    paths: dict[str, str] = field(default_factory=dict)
    lines: dict[str, dict[int, int]] = field(default_factory=dict)

    def path(self, old: str) -> str:
        return self.paths.get(old, old)

    def mention(self, pattern: str) -> str:
        """The regular expression that must be found in the messages."""
        if (self.name, pattern) in MENTIONS:
            return re.escape(MENTIONS[self.name, pattern])
        if pattern == "most_read.json":
            return re.escape("most_read.yaml")
        return re.escape(self.paths[pattern]) if pattern in self.paths else pattern

    def place(self, file: str, line: int | None) -> str:
        """``path:line`` as it must be told, or nothing where no line is named."""
        if self.name in PLACES:
            return "{}:{}:".format(*PLACES[self.name])
        if line is None or file == "@none":
            return ""
        return f"{self.path(file)}:{self.lines.get(file, {}).get(line, line)}:"


def adapt(name: str, ops: list[Op]) -> Adapted:
    """The operations mapped; pictures go beside every text that names them."""
    adapted = Adapted(name)
    users: dict[str, list[str]] = {}
    for op in ops:
        if op["op"] == "article":
            path = adapted.paths[op["path"]] = _text_path(name, op)
            for picture in _pictures(op):
                users.setdefault(picture, []).append(path.rpartition("/")[0])
    drawn = {op["path"] for op in ops}
    ops = [*ops, *(_sound(picture) for picture in SOUND & users.keys() - drawn)]
    for op in ops:
        if op["op"] == "article":
            adapted.ops.append(_article(adapted, op))
        elif op["path"].startswith("@root/data/"):
            adapted.ops.append({"op": "text", "path": "desk/most_read.yaml", "text": MOST_READ[name]})
        elif not op["path"].startswith("@root/THEME"):
            _file(adapted, op, users)
    return adapted


def _sound(picture: str) -> Op:
    """A picture of the base site, for the texts of a case that name it."""
    return {"op": "image", "path": picture, "kind": "jpeg", "color": [30, 90, 160]}


def _text_path(name: str, op: Op) -> str:
    """``news/bai-thu.vi.md`` as ``news/2026/11/bai-thu/index.vi.md``; other folders stay apart."""
    match = _TEXT.fullmatch(op["path"])
    assert match is not None, op["path"]
    folder, story = match["folder"], match["name"]
    fields = op.get("fields", {})
    if folder not in ("news", "tin-tức"):
        story = f"{folder}-{story}"
    if fields and "slug" not in fields:
        story = " ".join(fields["title"].split()[:24])  # the slug comes from the folder's name: a long one, then
    lang = fields.get("lang", match["lang"]) if "lang" in fields or name != "fm-lang-missing" else ""
    return f"news/2026/11/{story}/index.{lang}.{match['ext']}".replace("..", ".")


def _pictures(op: Op) -> set[str]:
    """Files of images/ that a text names."""
    cover = op.get("fields", {}).get("image", "")
    body = _PICTURE.findall(op.get("body", ""))
    return {name for name in (cover, *(f"images/{file}" for _, file in body)) if name}


def _article(adapted: Adapted, op: Op) -> Op:
    """The text with our header; its lines are noted."""
    lines = adapted.lines[op["path"]] = {1: 1}
    if "header" in op:
        kept = [line for line in op["header"].rstrip("\n").split("\n") if not line.startswith("lang:")]
        header = "\n".join(kept).replace("summary:", "lead:") + ("\n\n" if kept != [""] else "")
    else:
        rows = ["---"]
        for number, (key, value) in enumerate(op["fields"].items(), 2):
            if key != "lang":
                rows.append(_row(key, value))
            lines[number] = len(rows)
        ours, theirs = len(rows) + 3, len(op["fields"]) + 4
        lines |= {theirs + place: ours + place for place in range(40)}
        header = "\n".join([*rows, "---"]) + "\n\n"
    body = _PICTURE.sub(rf"![\1](\2 {_CAPTION})", op.get("body", ""))
    body = re.sub(r"\{filename\}/news/([\w-]+)\.\w+\.md", r"story:2026/11/\1", body)
    return {**op, "path": adapted.paths[op["path"]], "header": header, "body": body}


def _row(key: str, value: str) -> str:
    """One line of the front matter."""
    if key == "image":
        return f"cover: {{file: {value.removeprefix('images/')}, alt: Khối màu vàng, credit: 'Ảnh: Bản tin'}}"
    if key == "related":
        return f"related: [{', '.join(f'2026/11/{name.strip()}' for name in value.split(','))}]"
    if key == "category":
        value = SECTIONS.get(value, value)
    if key == "author":
        value = {"Mai Anh": "mai-anh"}.get(value, value)
    quoted = '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"{KEYS.get(key, key)}: {value if key == 'date' else quoted}"


def _file(adapted: Adapted, op: Op, users: dict[str, list[str]]) -> None:
    """Anything that is no text: beside the texts that name it, else beside tin-van."""
    old = op["path"]
    text = _TEXT.fullmatch(old)
    if old.startswith("@outside/") or op.get("to") == "../news":
        places = [old]
    elif text:
        places = [f"news/2026/11/{text['name']}/index.{text['lang']}.{text['ext']}"]
    else:
        places = [f"{folder}/{old.rpartition('/')[2]}" for folder in users.get(old, ["news/2026/11/tin-van"])]
    adapted.paths[old] = places[0]
    adapted.ops.extend({**op, "path": place} for place in dict.fromkeys(places))


def apply(library: ModuleType, case: Op, adapted: Adapted, site: Path) -> None:
    """Put the case into a copy of the base site."""
    if case["name"] == "theme-undefined-variable":
        shutil.copytree(REPOSITORY / "theme", site / "theme")
        (site / "theme" / "templates" / "article.html").write_text(case["ops"][0]["text"], encoding="utf-8")
    library.apply(adapted.ops, str(site))
    for folder in (site / "content" / "news" / "2026" / "11").iterdir():
        if any(op["op"] == "delete" and folder.name in op["path"] for op in adapted.ops):
            shutil.rmtree(folder)  # a story that is gone is gone with its pictures
