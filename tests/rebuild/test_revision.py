"""Revisions: where only bodies were edited nothing else is planned, and the site is the one a clean build makes."""

import contextlib
import sqlite3
import zlib
from pathlib import Path

import pytest

from tests.building import Built, Site, text
from tests.conftest import MakeSite
from tests.rebuild.edits import START
from tests.rebuild.test_equivalence import clean_copy, differing
from tests.releases.commands import command, finished

NOW = "2026-01-22 08:00"
ALONE = "reading 1 edited text\npublished"
"""What a build says that planned nothing else …"""
STORY = "reading 1 new or edited story\n"
"""… and what one says that planned the story, and all that shows its card."""
D = "news/2025/08/d/index.vi.md"


@pytest.fixture
def frozen(site: MakeSite) -> Site:
    """A small bulletin whose lists are frozen, built."""
    small = site(START)
    small.freeze()
    assert small.build().code == 0
    return small


def edit(small: Site, name: str, old: str, new: str) -> Built:
    """Replace a word of a text, and build."""
    path = small.content / name
    words = path.read_text(encoding="utf-8")
    assert old in words
    path.write_text(words.replace(old, new, 1), encoding="utf-8")
    built = small.build()
    assert built.code == 0, built.said
    return built


def is_clean(small: Site, built: Built) -> bool:
    return not differing(built.snapshot(), clean_copy(small, small.folder, NOW))


@pytest.mark.parametrize("edition", ["vi", "en"])
def test_a_body_alone(frozen: Site, edition: str) -> None:
    """An edited body is printed without planning the rest, and its pages are those of a clean build."""
    built = edit(frozen, f"news/2025/08/d/index.{edition}.md", "Đoạn ba.", "Đoạn ba, dài hơn.")
    assert ALONE in built.said
    assert "dài hơn" in built.read("2025/08/d/" if edition == "vi" else "en/2025/08/story-d/")
    assert "dài hơn" in built.read("song-ngu/2025/08/d/")
    assert is_clean(frozen, built)


def test_one_after_the_other(frozen: Site) -> None:
    """Revisions follow each other, and other edits follow them."""
    for number in range(3):
        assert ALONE in edit(frozen, D, "Đoạn ba", f"Đoạn ba {number}").said
    assert "reading 2 edited texts" in edit_two(frozen).said
    built = edit(frozen, D, "title: ", "title: Mới ")
    assert STORY in built.said
    assert is_clean(frozen, built)
    built = edit(frozen, D, "Đoạn bốn", "Đoạn năm")
    assert ALONE in built.said
    assert is_clean(frozen, built)


def edit_two(small: Site) -> Built:
    path = small.content / "news/2025/07/b/index.en.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    return edit(small, D, "Đoạn ba", "Đoạn bốn")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: ", "title: Mới "),
        ("## Tít xen", "## Tít khác"),
        ("Đoạn ba.", "Đọc [bài](story:2025/07/c)."),
        ("Đoạn ba.", "Đoạn ba.\n\n::: correction | 2025-12-01 08:00\nSửa một chữ.\n:::"),
    ],
)  # fmt: skip
def test_what_others_may_see(frozen: Site, old: str, new: str) -> None:
    """Headline, crossheads, links and corrections are more than a body: the story is planned."""
    built = edit(frozen, D, old, new)
    assert STORY in built.said
    assert is_clean(frozen, built)


def test_another_story_altogether(frozen: Site) -> None:
    """A text of which nothing is left loses its frozen list: the story is planned."""
    path = frozen.content / "news/2025/08/d"
    for file in path.glob("*.md"):
        head = file.read_text(encoding="utf-8").partition("\n---\n")[0]
        rest = " ".join(f"từ{number} ngữ{number}" for number in range(200))
        file.write_text(f"{head}\n---\n{rest}\n\n## Tít xen\n\nXem [bài](story:2025/06/a) khác.\n", encoding="utf-8")
    built = frozen.build()
    assert f"reading 2 edited texts\n{STORY}" in built.said
    assert is_clean(frozen, built)


HARMS = ("lost", "altered", "an older one")
"""What may happen to the articles that are kept."""


def harm_kept(small: Site, harm: str, story: str) -> None:
    """Do it; what is older is so because the text ``story`` was edited since."""
    kept = [small.folder / f".releases/output.{name}" for name in ("articles.db", "roll")]
    before = [file.read_bytes() for file in kept]
    if harm == "an older one":
        edit(small, story, "title: ", "title: Mới ")
        for file, data in zip(kept, before, strict=True):
            file.write_bytes(data)
    elif harm == "lost":
        for file in kept:
            file.unlink()
    else:
        alter(kept[0])
        kept[1].write_bytes(before[1].replace("Tít ".encode(), "Tít khác ".encode()))


@pytest.mark.parametrize("harm", HARMS)
def test_what_is_kept_is_not_believed(frozen: Site, harm: str) -> None:
    """Articles that are not kept as they were published are not printed: everything is planned, and kept again."""
    harm_kept(frozen, harm, D)
    built = edit(frozen, D, "Đoạn ba.", "Đoạn ba, dài hơn.")
    assert "reading content/" in built.said
    assert is_clean(frozen, built)


def alter(kept: Path) -> None:
    """Another story in a panel, with a checksum that is right."""
    with sqlite3.connect(kept) as db:
        rows = [(key, words) for key, words in db.execute("SELECT key, text FROM rests")]
        for key, words in rows:
            new = words.replace("Tít ".encode(), "Tít khác ".encode())
            db.execute("UPDATE rests SET text = ?, sum = ? WHERE key = ?", (new, crc(key, new), key))
    db.close()


def crc(key: bytes, words: bytes) -> int:
    return zlib.crc32(words, zlib.crc32(key))


def test_warnings_are_told_again(site: MakeSite) -> None:
    """A warning about another text is told by every build; a text that has one itself is planned with all others."""
    link = "Xem [bài](story:2025/12/hidden)."
    hidden = text("2025/12/hidden/vi", status="draft")
    small = site(START + hidden + text("2025/09/f/vi", body=f"Một đoạn.\n\n{link}"))
    small.freeze()
    told = small.build().problems
    assert "story:2025/12/hidden" in told or "2025/12/hidden" in told
    built = edit(small, D, "Đoạn ba.", "Đoạn ba, dài hơn.")
    assert ALONE.partition("\n")[0] in built.said
    assert built.problems == told
    built = edit(small, "news/2025/09/f/index.vi.md", "Một đoạn.", "Một đoạn.\n\nHai.")
    assert "reading content/" in built.said
    assert built.problems == told.replace(":9:", ":11:") != told


def test_pictures_footnotes_and_former_addresses(site: MakeSite) -> None:
    """Everything a body can hold is put into the new one."""
    body = 'Một.[^1]\n\n![Hai người](anh.jpg "Chú thích. (Ảnh: An)")\n\n[^1]: Nguồn.\n\nCuối.'
    story = text("2025/05/p/vi", body=body, aliases="[/cu/duong-dan/]", related="[2025/06/a]")
    small = site(START + story + "-- news/2025/05/p/anh.jpg --\n900x600\n")
    small.freeze()
    assert small.build().code == 0
    built = edit(small, "news/2025/05/p/index.vi.md", "Cuối.", "Cuối cùng.")
    assert ALONE in built.said
    assert "<picture>" in built.read("2025/05/p/")
    assert is_clean(small, built)


def test_faults_are_told(frozen: Site) -> None:
    """An edit that makes a text faulty is told as ever, and changes nothing."""
    before = frozen.output.stat().st_ino
    path = frozen.content / D
    path.write_text(path.read_text(encoding="utf-8") + "\n<script>x</script>\n", encoding="utf-8")
    built = frozen.build()
    assert built.code == 1
    assert f"content/{D}" in built.problems
    assert frozen.output.stat().st_ino == before


def test_an_edit_that_reaches_far_forgets_nothing(site: MakeSite) -> None:
    """Further runs of Pelican in one process find the texts that were read before on the shelf."""
    small = site(START)
    small.freeze()
    finished(command(small))
    kept, path = small.folder / ".cache/manuscripts.db", small.content / D
    before = labels(kept)
    path.write_text(path.read_text(encoding="utf-8").replace("tags: [lao]", "tags: [ha-noi]"), encoding="utf-8")
    said = finished(command(small))[1]
    assert f"reading 1 edited text\n{STORY}reading content/" in said
    assert labels(kept) == before


def labels(kept: Path) -> list[str]:
    """Of the shelf: all rows of another label are thrown away."""
    with contextlib.closing(sqlite3.connect(kept)) as db:
        return [label for (label,) in db.execute("SELECT text FROM heads WHERE key = x''")]
