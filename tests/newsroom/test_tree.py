"""The files of content/: what is a story, what is a page, and what does not belong there."""

import os
from pathlib import Path

import pytest

from plugins.newsroom.problem import report
from plugins.newsroom.tree import read_tree

DESK = "sections.yaml, tags.yaml, writers.yaml, need_to_know.yaml, most_read.yaml"
ALLOWED = ".md, .jpg, .jpeg, .png, .webp, .gif, .mp4, .webm, .vtt"
DESK_TREE = (
    "desk/sections.yaml",
    "desk/README.md",
    "desk/.x.swp",
    "desk/reads/sources.csv",
    "desk/related/2025-07.csv",
)


def lay(root: Path, *names: str) -> Path:
    """The folder content/ with these files, each empty."""
    content = root / "content"
    for name in names:
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return content


def test_stories_and_pages(tmp_path: Path) -> None:
    """A folder with a text is a story under news/ and a page under pages/; the default edition comes first."""
    names = ("news/2025/07/a/index.en.md", "news/2025/07/a/index.vi.md", "news/2025/07/a/photo.jpg", "README.md")
    tree = read_tree(lay(tmp_path, *names, "pages/about/index.vi.md", *DESK_TREE))
    assert [(story.key, list(story.texts)) for story in tree.stories] == [("2025/07/a", ["vi", "en"])]
    assert [page.key for page in tree.pages] == ["about"]
    assert tree.problems == []


def test_sound_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is known what lies in the folders and that it is sound, the same comes out and no folder is read."""
    names = ("news/2025/07/b/index.vi.md", "news/2025/07/a/index.en.md", "news/2025/07/a/.DS_Store", "news/2025/07/a/b.jpg")
    content = lay(tmp_path, *names, "pages/about/index.vi.md", *DESK_TREE)
    before = read_tree(content)
    sound = {}
    for place, folders, files in os.walk(content):
        sound[place] = [f"{place}/{name}" for name in files], [f"{place}/{name}" for name in folders]
    monkeypatch.setattr(os, "scandir", lambda folder: pytest.fail(f"{folder} was read"))
    assert read_tree(content, sound) == before


def test_left_overs(tmp_path: Path) -> None:
    """What editors' programs leave behind is passed over: hidden files, backups, merge left-overs."""
    story = "news/2025/07/a"
    names = [
        ".DS_Store",
        "index.vi.md~",
        "#index.vi.md#",
        "a.jpg.orig",
        "index.vi.md.swp",
        "Thumbs.db",
        ".git-credentials",
    ]
    tree = read_tree(lay(tmp_path, f"{story}/index.vi.md", *(f"{story}/{name}" for name in names)))
    assert report(tree.problems) == ""
    assert len(tree.stories) == 1


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("notes.txt", "content/notes.txt:1:1: does not belong into content/ -> stories live in news/, pages in pages/"),
        ("new/a.md", "content/new:1:1: does not belong into content/ -> stories live in news/, pages in pages/"),
        (
            "desk/sectionz.yaml",
            "content/desk/sectionz.yaml:1:1: is nothing the desk has -> did you mean 'sections.yaml'?",
        ),
        ("desk/Tags.yaml", "content/desk/Tags.yaml:1:1: is nothing the desk has -> did you mean 'tags.yaml'?"),
        ("desk/writers.yml", "content/desk/writers.yml:1:1: is nothing the desk has -> did you mean 'writers.yaml'?"),
        ("desk/read/a.csv", "content/desk/read:1:1: is nothing the desk has -> did you mean 'reads'?"),
        ("desk/x.txt", "content/desk/x.txt:1:1: is nothing the desk has -> use one of: " + DESK),
        (
            "desk/related/2025-07.cvs",
            "content/desk/related/2025-07.cvs:1:1: does not belong into desk/related/ -> only .csv files are read there",
        ),
        (
            "news/2025/a/index.vi.md",
            "content/news/2025/a/index.vi.md:1:1: is not where a text can be -> move it to news/2025/07/name/index.vi.md",
        ),
        (
            "news/2025/13/a/index.vi.md",
            "content/news/2025/13/a/index.vi.md:1:1: is not where a text can be"
            " -> move it to news/2025/07/name/index.vi.md",
        ),
        (
            "news/2025/07/a/b/index.vi.md",
            "content/news/2025/07/a/b/index.vi.md:1:1: is not where a text can be"
            " -> move it to news/2025/07/name/index.vi.md",
        ),
        (
            "pages/a/b/index.vi.md",
            "content/pages/a/b/index.vi.md:1:1: is not where a text can be -> move it to pages/name/index.vi.md",
        ),
        (
            "news/2025/07/b/index.vn.md",
            "content/news/2025/07/b/index.vn.md:1:1: there is no edition (lang) 'vn' -> use one of: vi, en",
        ),
        (
            "news/2025/07/b/bai.md",
            "content/news/2025/07/b/bai.md:1:1: is no text of an edition: the lang is told by the name, not 'bai.md'"
            " -> call it index.vi.md or index.en.md, in a folder of its own",
        ),
        (
            "news/2025/07/b/photo.jpg",
            "content/news/2025/07/b:1:1: has files but no text -> add index.vi.md or delete the folder",
        ),
        (
            "news/2025/07/a/anh.JPG",
            "content/news/2025/07/a/anh.JPG:1:1: files with the extension .JPG are not published"
            f" -> allowed: {ALLOWED} in small letters",
        ),
        (
            "news/2025/07/a/LICENSE",
            "content/news/2025/07/a/LICENSE:1:1: files with the extension (none) are not published"
            f" -> allowed: {ALLOWED} in small letters",
        ),
        (
            "news/2025/07/a/dt.heic",
            "content/news/2025/07/a/dt.heic:1:1: files with the extension .heic are not published"
            " -> phones save HEIC: export the photo as JPEG",
        ),
        (
            "news/2025/07/a/ve.SVG",
            "content/news/2025/07/a/ve.SVG:1:1: files with the extension .SVG are not published"
            " -> an SVG can hold scripts: export it as PNG",
        ),
        (
            "news/2025/07/a/cu.html",
            "content/news/2025/07/a/cu.html:1:1: files with the extension .html are not published"
            " -> only Markdown is published: write index.vi.md",
        ),
        (
            "news/2025/07/A/index.vi.md",
            "content/news/2025/07/a:1:1: differs from A only in case: one file on macOS and Windows -> rename one of them",
        ),
        (
            "news/2025/07/b\tc/index.vi.md",
            "content/news/2025/07/b\\tc:1:1: has a sign in its name that nobody sees -> rename it",
        ),
        (
            "news/2025/07/a/hà\u00a0nội.jpg",
            "content/news/2025/07/a/hà\\xa0nội.jpg:1:1: has a sign in its name that nobody sees -> rename it",
        ),
        (
            os.fsdecode(b"news/2025/07/a/\xff.jpg"),
            "content/news/2025/07/a/\\udcff.jpg:1:1: has a sign in its name that nobody sees -> rename it",
        ),
    ],
)
def test_what_does_not_belong(tmp_path: Path, name: str, told: str) -> None:
    """A file that can't be published is told with the cure, never skipped in silence."""
    tree = read_tree(lay(tmp_path, "news/2025/07/a/index.vi.md", name))
    assert report(tree.problems) == told


def test_links_and_pipes(tmp_path: Path) -> None:
    """Symbolic links, loops and pipes are told and neither followed nor opened."""
    content = lay(tmp_path, "news/2025/07/a/index.vi.md")
    (content / "news" / "loop").symlink_to("../news")
    (content / "news/2025/07/a/secret.jpg").symlink_to(tmp_path / "secret")
    os.mkfifo(content / "news/2025/07/a/pipe.jpg")
    assert report(read_tree(content).problems) == (
        "content/news/2025/07/a/pipe.jpg:1:1: is no regular file but a pipe or device -> delete it\n"
        "content/news/2025/07/a/secret.jpg:1:1: is a symbolic link: it could publish what lies outside"
        " -> put the file itself here\n"
        "content/news/loop:1:1: is a symbolic link: it could publish what lies outside -> put the file itself here"
    )


def test_names_of_macos(tmp_path: Path) -> None:
    """A folder name in decomposed letters, as macOS writes them, gives the key in composed ones."""
    tree = read_tree(lay(tmp_path, "news/2025/07/ba\u0300i/index.vi.md"))
    assert [story.key for story in tree.stories] == ["2025/07/bài"]


def test_no_content_at_all(tmp_path: Path) -> None:
    """A folder that is not there is told, with the reason the system gives."""
    assert report(read_tree(tmp_path / "content").problems) == (
        "content:1:1: can't read the folder: No such file or directory -> give it read permission (chmod 755)"
    )
