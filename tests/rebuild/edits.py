"""Edits an editor, a designer or a developer makes, each as a change of a small site's files."""

import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.building import Site, text

KEYS = ("2025/06/a", "2025/07/b", "2025/07/c", "2025/08/d", "2025/09/e")
_EXTRA = {"vi": {"tags": "[lao]", "authors": "[mai-anh]"}, "en": {}}


def _story(key: str, edition: str) -> str:
    link = "Xem [bài](story:2025/06/a) khác." if key != KEYS[0] else "Xem thêm."
    extra = {**_EXTRA[edition], **({"slug": f"story-{key[-1]}"} if edition == "en" else {})}
    return text(f"{key}/{edition}", body=f"Đoạn một {key}.\n\n## Tít xen\n\n{link}\n\nĐoạn ba.", **extra)


START = "".join(_story(key, edition) for key in KEYS for edition in ("vi", "en"))

Edit = Callable[[Site, random.Random], None]


def _file(site: Site, rng: random.Random, edition: str = "vi") -> Path:
    found = sorted(site.content.glob(f"news/*/*/*/index.{edition}.md"))
    return rng.choice(found)


def _replace(path: Path, old: str, new: str) -> None:
    words = path.read_text(encoding="utf-8")
    path.write_text(words.replace(old, new, 1), encoding="utf-8")


def edit_body(site: Site, rng: random.Random) -> None:
    path = _file(site, rng, rng.choice(("vi", "en")))
    path.write_text(path.read_text(encoding="utf-8") + f"\nThêm câu {rng.random()}.\n", encoding="utf-8")


def edit_title(site: Site, rng: random.Random) -> None:
    _replace(_file(site, rng), "title: ", f"title: Mới {rng.randrange(1000)} ")


def edit_slug(site: Site, rng: random.Random) -> None:
    path = _file(site, rng)
    words = re.sub(r"^slug: .*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    path.write_text(words, encoding="utf-8")
    _replace(path, "lead: ", f"slug: s{rng.randrange(10**6)}\nlead: ")


def edit_tags(site: Site, rng: random.Random) -> None:
    _replace(_file(site, rng), "tags: [", rng.choice(("tags: [ha-noi, ", "tags: [")))


def move_section(site: Site, rng: random.Random) -> None:
    _replace(_file(site, rng), "section: huu-nghi", "section: hop-tac")


def add_story(site: Site, rng: random.Random) -> None:
    month = rng.choice(("2025/10", "2025/09", "2025/07"))
    key = f"{month}/n{rng.randrange(10**6)}"
    date = f"{month.replace('/', '-')}-{rng.randrange(1, 29):02} 08:00"
    site.write(text(f"{key}/vi", tags=rng.choice(("[lao]", "")), date=date, body="Một đoạn."))
    if rng.random() < 0.5:
        site.write(text(f"{key}/en", body="A paragraph."))


def add_or_drop_twin(site: Site, rng: random.Random) -> None:
    folder = _file(site, rng).parent
    twin = folder / "index.en.md"
    if twin.exists():
        twin.unlink()
    else:
        twin.write_text("---\ntitle: Twin\nlead: Lead.\n---\nText.\n", encoding="utf-8")


def drop_story(site: Site, rng: random.Random) -> None:
    folder = _file(site, rng).parent
    link = f"(story:{folder.relative_to(site.content / 'news').as_posix()})"
    linked = any(link in text.read_text(encoding="utf-8") for text in site.content.glob("news/*/*/*/*.md"))
    if len(list(site.content.glob("news/*/*/*"))) > 3 and not linked:
        shutil.rmtree(folder)


def add_cover(site: Site, rng: random.Random) -> None:
    path = _file(site, rng)
    if "cover:" in path.read_text(encoding="utf-8"):
        return
    photo = path.parent / "anh.jpg"
    site.write(f"-- {photo.relative_to(site.content).as_posix()} --\n{rng.randrange(40, 90)}x40\n")
    _replace(path, "lead: ", 'cover: {file: anh.jpg, alt: Hai người, credit: "Ảnh: An"}\nlead: ')
    twin = path.with_name("index.en.md")
    if twin.exists():
        _replace(twin, "lead: ", "cover: {alt: Two people}\nlead: ")


def rename_tag(site: Site, rng: random.Random) -> None:
    _replace(site.content / "desk/tags.yaml", "vi: Lào", f"vi: Lào {rng.randrange(100)}")


def rename_section(site: Site, rng: random.Random) -> None:
    _replace(site.content / "desk/sections.yaml", "name: Hợp tác", f"name: Hợp tác {rng.randrange(100)}")


def make_draft(site: Site, rng: random.Random) -> None:
    path = _file(site, rng)
    if "status:" not in path.read_text(encoding="utf-8"):
        _replace(path, "lead: ", "status: draft\nlead: ")


def set_embargo(site: Site, rng: random.Random) -> None:
    path = _file(site, rng)
    if "publish_at:" not in path.read_text(encoding="utf-8"):
        _replace(path, "lead: ", "publish_at: 2026-01-22 09:00\nlead: ")


def correct(site: Site, rng: random.Random) -> None:
    path = _file(site, rng)
    if "corrections:" not in path.read_text(encoding="utf-8"):
        _replace(path, "lead: ", "corrections: [{date: 2025-12-01 08:00, text: Sửa một chữ.}]\nlead: ")


def replace_photo(site: Site, rng: random.Random) -> None:
    for photo in sorted(site.content.glob("news/*/*/*/anh.jpg"))[:1]:
        site.write(f"-- {photo.relative_to(site.content).as_posix()} --\n{rng.randrange(91, 140)}x40\n")


def pin_most_read(site: Site, rng: random.Random) -> None:
    key = _file(site, rng).parent.relative_to(site.content / "news").as_posix()
    site.write(f"-- desk/most_read.yaml --\n- {{story: {key}, do: {rng.choice(('pin', 'exclude'))}, reason: Thử}}\n")


def link_body(site: Site, rng: random.Random) -> None:
    key = _file(site, rng).parent.relative_to(site.content / "news").as_posix()
    path = _file(site, rng)
    if path.parent.relative_to(site.content / "news").as_posix() != key:
        path.write_text(path.read_text(encoding="utf-8") + f"\nĐọc [thêm](story:{key}).\n", encoding="utf-8")


def _themed(site: Site, name: str) -> Path:
    """A file of the theme that is the site's own."""
    site.write("-- theme/templates/unused.html --\n")
    return site.folder / "theme" / name


def edit_template(site: Site, rng: random.Random) -> None:
    path = _themed(site, rng.choice(("templates/base.html", "templates/mobile/base.html")))
    words = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"<main( data-n=\"\d+\")?", f'<main data-n="{rng.randrange(100)}"', words), encoding="utf-8")


def edit_style(site: Site, rng: random.Random) -> None:
    path = _themed(site, "static/css/base.css")
    path.write_text(path.read_text(encoding="utf-8") + f"p {{ margin-top: {rng.randrange(9)}px }}\n", encoding="utf-8")


def edit_label(site: Site, rng: random.Random) -> None:
    _replace(_themed(site, "labels/en.po"), 'msgstr "Search', f'msgstr "Search {rng.randrange(100)}')


KEEPING = {"keep_from": 0}
"""RELATED_NEWS by which a small bulletin keeps its ranking as a large one does."""


def edit_setting(site: Site, rng: random.Random) -> None:
    site.set(FRONTS={"home_size": rng.randrange(2, 9), "page_size": rng.randrange(2, 5)}, RELATED_NEWS=KEEPING)


def freeze_lists(site: Site, rng: random.Random) -> None:
    """Freeze all lists of related news, so that bodies reach no further than their own pages."""
    site.freeze()


ALL: tuple[Edit, ...] = (
    edit_body, edit_body, edit_body, freeze_lists, freeze_lists,
    edit_title, edit_slug, edit_tags, move_section, add_story, add_story, add_story, add_or_drop_twin, drop_story,
    add_cover, rename_tag, rename_section, make_draft, set_embargo, correct, replace_photo, pin_most_read, link_body,
    edit_template, edit_style, edit_label, edit_setting,
)  # fmt: skip
