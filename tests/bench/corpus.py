"""A generated bulletin of any size, from the deterministic generator in ../shared/corpus, in our own layout."""

import importlib.util
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

SHARED = Path(__file__).resolve().parents[3] / "shared"


def newsgen() -> ModuleType:
    """The generator's module; FileNotFoundError where ../shared is absent."""
    path = SHARED / "corpus" / "newsgen.py"
    if not path.is_file():
        raise FileNotFoundError(f"{path} is needed for generated corpora")
    spec = importlib.util.spec_from_file_location("newsgen", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["newsgen"] = module
    spec.loader.exec_module(module)
    return module


def write_corpus(content: Path, stories: int, photos: bool = False) -> None:
    """Stories 0 … ``stories`` - 1 and the desk data they need, under ``content``."""
    generator = newsgen()
    write_desk(content, generator)
    pool = content.parent / "photo-pool"
    if photos:
        pool.mkdir(parents=True, exist_ok=True)
        generator.make_photos(str(pool))
    for number in range(stories):
        write_story(content, generator.story(number), generator, pool if photos else None)


def write_story(content: Path, story: dict[str, Any], generator: ModuleType, pool: Path | None) -> Path:
    """One story's folder; its photos are hard links into the pool."""
    folder: Path = content / "news" / f"{story['date']:%Y/%m}" / story["slug"]
    folder.mkdir(parents=True, exist_ok=True)
    for edition, text in story["langs"].items():
        head = _front_matter(story, edition, text, generator, pool is not None)
        body = _body(story, edition, text, pool is not None)
        (folder / f"index.{edition}.md").write_text(f"---\n{head}---\n\n{body}", encoding="utf-8")
    if pool is not None:
        for photo in story["photos"]:
            target = folder / f"p{photo:02d}.jpg"
            if not target.exists():
                os.link(pool / target.name, target)
    return folder


def _front_matter(story: dict[str, Any], edition: str, text: dict[str, Any], generator: ModuleType, photos: bool) -> str:
    lines = [f"title: {_quoted(text['title'])}", f"lead: {_quoted(text['lead'].replace('**', ''))}"]
    if edition == "vi" or "vi" not in story["langs"]:
        section = generator.CATEGORIES[story["cat"]][0]
        tags = ", ".join(generator.TAGS[tag][0] for tag in story["tags"])
        author = generator.slugify(story["author"])
        lines += [f"date: {story['date']:%Y-%m-%d %H:%M}", f"section: {section}", f"tags: [{tags}]", f"authors: [{author}]"]
    if photos:
        credit = "Ảnh" if edition == "vi" else "Photo"
        lines += ["cover:", f"  file: p{story['photos'][0]:02d}.jpg", f"  alt: {_quoted(text['captions'][0][:120])}"]
        lines += [f'  credit: "{credit}: {story["author"]}"']
    return "\n".join(lines) + "\n"


def _body(story: dict[str, Any], edition: str, text: dict[str, Any], photos: bool) -> str:
    count = len(text["paras"])
    heads = {count // 3: text["heads"][0], 2 * count // 3: text["heads"][1]}
    blocks = []
    for place, paragraph in enumerate(text["paras"]):
        if place in heads:
            blocks.append(f"## {heads[place]}")
        blocks.append(paragraph)
        if photos and place == count - 1 and len(story["photos"]) > 1:
            caption = text["captions"][1].replace('"', "'")
            blocks.append(f'![Trong ảnh: {caption.partition(" (")[0][:60]} …](p{story["photos"][1]:02d}.jpg "{caption}")')
    return "\n\n".join(blocks) + "\n"


def write_desk(content: Path, generator: ModuleType) -> None:
    """Sections, tags and writers of the generator as desk data."""
    desk = content / "desk"
    desk.mkdir(parents=True, exist_ok=True)
    _write(desk / "sections.yaml", (_section(*one) for one in generator.CATEGORIES))
    _write(desk / "tags.yaml", ({"id": one[0], "vi": one[1], "en": one[2]} for one in generator.TAGS))
    names = {generator.slugify(name): name for name in generator.AUTHORS}
    about = {"about": "…"}
    _write(desk / "writers.yaml", ({"id": key, "name": name, "vi": about, "en": about} for key, name in names.items()))


def _section(key: str, vi: str, en: str) -> dict[str, Any]:
    return {"id": key, "vi": {"name": vi, "about": "…"}, "en": {"name": en, "about": "…"}}


def _write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    path.write_text("".join(f"- {json.dumps(row, ensure_ascii=False)}\n" for row in rows), encoding="utf-8")


def _quoted(text: str) -> str:
    """A JSON string is a YAML string."""
    return json.dumps(text, ensure_ascii=False)
