"""Edited stories: what lists show of them changes there, and nothing else is planned."""

import pytest

from tests.building import Site
from tests.rebuild.test_addition import ALL, NEW, add
from tests.rebuild.test_revision import D, edit, is_clean

EDITS = {
    "headline": ("title: Tít d", "title: Tít khác"),
    "summary": ("lead: ", "lead: Mới. "),
    "crosshead": ("## Tít xen", "## Tít khác"),
    "link": ("Đoạn ba.", "Đọc [bài](story:2025/07/c)."),
    "correction": ("Đoạn ba.", "Đoạn ba.\n\n::: correction | 2025-12-01 08:00\nSửa một chữ.\n:::"),
    "writer's source": ("lead: ", "source: TTXVN\nlead: "),
}


@pytest.mark.parametrize(("name", "besides"), [*((name, "") for name in EDITS), ("headline", NEW)])
def test_an_edited_story(small: Site, name: str, besides: str) -> None:
    """What lists show of an edited story, alone or beside a new one, changes where it is shown and nowhere else."""
    small.write(besides)
    built = edit(small, D, *EDITS[name])
    assert ALL not in built.said
    assert is_clean(small, built)


def test_another_picture(small: Site) -> None:
    """A picture that comes, and one that is exchanged, change the cards of their story."""
    path = small.content / D
    cover = 'cover: {file: anh.jpg, alt: Hai người, credit: "Ảnh: An"}\nlead: '
    path.write_text(path.read_text(encoding="utf-8").replace("lead: ", cover, 1), encoding="utf-8")
    twin = path.with_name("index.en.md")
    twin.write_text(twin.read_text(encoding="utf-8").replace("lead: ", "cover: {alt: Two people}\nlead: ", 1), encoding="utf-8")
    for size in ("900x600", "600x400"):
        built = add(small, f"-- news/2025/08/d/anh.jpg --\n{size}\n")
        assert ALL not in built.said
        assert is_clean(small, built)


PLACES = {
    "tag": ("tags: [lao]", "tags: [ha-noi]"),
    "section": ("section: huu-nghi", "section: hop-tac"),
    "date": ("date: 2025-08-10", "date: 2025-08-11"),
    "address": ("lead: ", "slug: khac\nlead: "),
    "editors' link": ("lead: ", "end_links: [{story: 2025/07/b}]\nlead: "),
    "hidden": ("lead: ", "status: draft\nlead: "),
}


@pytest.mark.parametrize("name", PLACES)
def test_a_story_that_moves(small: Site, name: str) -> None:
    """Where a story changes its place in lists, or goes, everything is planned."""
    built = edit(small, D, *PLACES[name])
    assert ALL in built.said
    assert is_clean(small, built)
