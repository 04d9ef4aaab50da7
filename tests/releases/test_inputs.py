"""Looking at the inputs: every change is seen, though only folders that changed are listed."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from plugins.releases.inputs import Inputs, look

AGO = time.time() - 3600


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Two folders with a file each and an empty one, all of them an hour old."""
    root = tmp_path / "content"
    for name in ("news/a/index.vi.md", "news/b/index.vi.md"):
        (root / name).parent.mkdir(parents=True)
        (root / name).write_text("Một.")
    (root / "news/empty").mkdir()
    for path in (*root.rglob("*"), root):
        os.utime(path, (AGO, AGO))
    return root


def seen(inputs: Inputs, content: Path) -> dict[str, bytes]:
    return {Path(path).relative_to(content).as_posix(): one[2] for path, one in inputs.content.items()}


def add(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("Hai.")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a file more": lambda news: add(news / "a/anh.jpg"),
    "a file in a folder that was empty": lambda news: add(news / "empty/index.vi.md"),
    "folders in folders": lambda news: add(news / "c/d/index.vi.md"),
    "a file less": lambda news: (news / "a/index.vi.md").unlink(),
    "another name": lambda news: (news / "a/index.vi.md").rename(news / "a/index.en.md"),
    "another folder": lambda news: (news / "a").rename(news / "x"),
    "other words": lambda news: (news / "a/index.vi.md").write_text("Ba.."),
    "a folder less": lambda news: (news / "empty").rmdir(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_seen(content: Path, change: str) -> None:
    """What a second look finds is what a first one would."""
    before = look(content, [], Inputs())
    assert all(before.folders.values())
    CHANGES[change](content / "news")
    assert seen(look(content, [], before), content) == seen(look(content, [], Inputs()), content)


def test_words_about_code_are_no_input(content: Path, tmp_path: Path) -> None:
    """A README beside code or theme may be edited without any page being made anew; other files may not."""
    add(tmp_path / "theme/templates/base.html")
    before = look(content, [tmp_path / "theme"], Inputs())
    add(tmp_path / "theme/README.md")
    assert look(content, [tmp_path / "theme"], before).same_frame(before)
    add(tmp_path / "theme/templates/home.html")
    assert not look(content, [tmp_path / "theme"], before).same_frame(before)


def test_settings_behind_a_link_are_seen(content: Path, tmp_path: Path) -> None:
    """A settings file that is a symbolic link is what it leads to: words of the same length there are another frame."""
    real, link = tmp_path / "shared/conf.py", tmp_path / "pelicanconf.py"
    add(real)
    link.symlink_to(real)
    before = look(content, [link], Inputs())
    assert look(content, [link], before).same_frame(before)
    real.write_text("Ba..")
    assert not look(content, [link], before).same_frame(before)


def test_nothing_is_listed_twice(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that did not change is not listed again; one that changed just now is, as it may have changed since."""
    before = look(content, [], Inputs())
    add(content / "news/a/anh.jpg")
    now = look(content, [], before)
    listed: list[str] = []
    real = os.scandir

    def scandir(path: str) -> Any:
        if Path(path).is_relative_to(content):
            listed.append(Path(path).name)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert look(content, [], now).content == now.content
    assert listed == ["a"]
