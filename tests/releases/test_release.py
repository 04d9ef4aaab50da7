"""Releases: the live site is the old one or the new one, and holds what the new one has and nothing more."""

from pathlib import Path

import pytest

from plugins.releases import exchange
from plugins.releases.exchange import put_in_place, recover
from tests.building import text
from tests.conftest import MakeSite
from tests.releases.commands import command, finished

COVER = "{file: a.jpg, alt: Ba người, credit: 'Ảnh: B'}"
MANY = "".join(text(f"2025/07/s{number:02}/vi") for number in range(30))


def test_what_is_gone_is_gone(site: MakeSite) -> None:
    """After a story was removed, no file of it is left: no page, no picture, no feed entry, no empty folder."""
    one = site(
        text("2025/06/b/vi") + text("2025/07/a/vi", cover=COVER, section="hop-tac") + "-- news/2025/07/a/a.jpg --\n"
    )
    assert any("2025/07/a" in name for name in one.build().files)
    for path in (one.content / "news/2025/07/a").iterdir():
        path.unlink()
    (one.content / "news/2025/07/a").rmdir()
    built = one.build(allow_loss=True)
    assert built.code == 0
    assert [name for name in built.files if "2025/07" in name or "hop-tac.xml" in name] == []
    assert [path for path in one.output.rglob("*") if path.is_dir() and not any(path.iterdir())] == []


def test_same_bytes_without_state(site: MakeSite) -> None:
    """A build upon an older release and a build from nothing give the same bytes."""
    one = site(text("2025/06/b/vi") + text("2025/07/a/vi"))
    one.build()
    one.write(text("2025/06/b/vi", "Chữ mới.") + text("2025/08/c/vi") + text("2025/08/c/en"))
    upon = one.build().snapshot()
    other = site(text("2025/07/a/vi") + text("2025/06/b/vi", "Chữ mới.") + text("2025/08/c/vi") + text("2025/08/c/en"))
    assert other.build().snapshot() == upon


def test_nothing_to_do(site: MakeSite) -> None:
    """A build of what is published already says so and leaves every file alone."""
    one = site(text("2025/07/a/vi"))
    before = one.build().snapshot()
    built = one.build()
    assert (built.code, built.snapshot()) == (0, before)
    assert built.said == "nothing changed since the last build; output/ is up to date\n"


def test_an_earlier_moment(site: MakeSite) -> None:
    """A build of the same content at an earlier moment is another site: what was not public then is not there."""
    one = site(text("2025/06/b/vi") + text("2025/07/a/vi", publish_at="2026-01-01 00:00"))
    assert "2025/07/a/index.html" in one.build().files
    assert "2025/07/a/index.html" not in one.build(now="2025-12-31 08:00", allow_loss=True).files


def test_changed_by_hand(site: MakeSite) -> None:
    """What somebody altered, added or deleted in the live folder is put right by the next build."""
    one = site(text("2025/07/a/vi"))
    before = one.build().snapshot()
    (one.output / "2025/07/a/index.html").write_text("hacked")
    (one.output / "shell.php").write_text("<?php")
    (one.output / "robots.txt").unlink()
    built = one.build()
    assert (built.code, built.snapshot()) == (0, before)


def test_a_strangers_file(site: MakeSite) -> None:
    """What somebody added to the live folder, and nothing else, goes with the next build that has something to publish."""
    one = site(text("2025/07/a/vi"))
    one.build()
    (one.output / "shell.php").write_text("<?php")
    one.write(text("2025/07/a/vi", "Chữ mới."))
    assert "shell.php" not in one.build().files
    one.write(text("2025/07/a/vi", "Chữ mới hơn."))
    assert "shell.php" not in one.build().files


def test_orphans_are_cleared(site: MakeSite) -> None:
    """What a killed build left in the workshop is cleared away by the next one."""
    one = site(text("2025/07/a/vi"))
    for name in ("output.fresh", "output.next"):
        orphan = one.folder / ".releases" / name / "old.html"
        orphan.parent.mkdir(parents=True)
        orphan.write_text("half a page")
    built = one.build()
    assert (built.code, "old.html" in built.files) == (0, False)
    assert [path.name for path in (one.folder / ".releases").rglob("old.html")] == []


def test_many_pages_lost(site: MakeSite) -> None:
    """A release that would take more than a fifth of the pages away has to be meant: otherwise nothing changes."""
    one = site(MANY)
    before = one.build()
    kept = before.snapshot()
    pages = sum(name.endswith(".html") for name in before.files)
    for number in range(12):
        (one.content / f"news/2025/07/s{number:02}/index.vi.md").unlink()
    for folder in list((one.content / "news/2025/07").iterdir()):
        if not any(folder.iterdir()):
            folder.rmdir()
    built = one.build()
    assert (built.code, built.snapshot()) == (1, kept)
    meant = one.build(allow_loss=True)
    lost = pages - sum(name.endswith(".html") for name in meant.files)
    assert built.said.splitlines()[-1] == (
        f"content: {lost} of {pages} pages would vanish"
        " -> look whether stories are missing; if it is meant, build with --allow-loss"
    )
    assert meant.code == 0


@pytest.mark.parametrize(
    ("lay", "said"),
    [
        ("file", "output: is no folder -> move it away or choose another --output\n"),
        ("link", "output: is no folder -> move it away or choose another --output\n"),
        ("files", "output/: holds files but no site of ours -> move them away or choose another --output\n"),
        ("site", "output/: holds files but no site of ours -> move them away or choose another --output\n"),
    ],
)
def test_foreign_folder(site: MakeSite, lay: str, said: str) -> None:
    """A file, a link, a folder with somebody's files in it and another site than ours are refused and left alone."""
    one = site(text("2025/07/a/vi"))
    theirs = one.folder / "theirs"
    theirs.mkdir()
    (theirs / "thesis.doc").write_text("years of work")
    if lay == "file":
        one.output.write_text("a file")
    elif lay == "link":
        one.output.symlink_to(theirs)
    else:
        if lay == "site":
            (theirs / "index.html").write_text("<!doctype html><title>Somebody's pages</title>")
        theirs.rename(one.output)
    built = one.build()
    assert (built.code, built.said) == (1, said)
    assert any(path.name == "thesis.doc" for path in one.folder.rglob("*"))


def test_empty_folder(site: MakeSite) -> None:
    """An empty folder is published into."""
    one = site(text("2025/07/a/vi"))
    one.output.mkdir()
    assert one.build().code == 0


def test_wrong_moment(site: MakeSite) -> None:
    """A moment that is none is told, and no build begins."""
    built = site(text("2025/07/a/vi")).build(now="hôm qua")
    assert built.said == (
        "--now: “hôm qua” is not an exact date and hour"
        " -> write year-month-day hour:minute, for example 2021-06-20 15:27\n"
    )
    assert (built.code, built.files) == (1, [])


def test_nothing_to_build_with(site: MakeSite) -> None:
    """Settings or a theme that are not there are told by name."""
    one = site(text("2025/07/a/vi"))
    one.theme = one.folder / "them"
    built = one.build()
    assert (built.code, built.said) == (1, "--theme: there is no them -> look whether the name is right\n")


def test_command(site: MakeSite) -> None:
    """``python -m plugins.releases build`` exits 0 with the number of pages, 1 with the mistakes."""
    one = site(text("2025/07/a/vi"))
    code, said = finished(command(one))
    assert (code, said.splitlines()[-1].partition(" pages into output/")[1]) == (0, " pages into output/")
    one.write(text("2025/07/a/vi", date="2026-02-30 10:00"))
    code, said = finished(command(one))
    assert code == 1
    assert said.splitlines()[-2:] == [
        "content/news/2025/07/a/index.vi.md:4:7: 'date': “2026-02-30 10:00” is no day of the calendar"
        " (day is out of range for month) -> write a day and hour that exist",
        "1 error in the content; nothing was published",
    ]


def lay(root: Path, *names: str) -> list[Path]:
    """Folders that each hold a file called as they are."""
    for name in names:
        (root / name).mkdir()
        (root / name / f"{name}.html").touch()
    return [root / name for name in ("next", "live", "previous")]


def names(*folders: Path) -> list[str]:
    return [" ".join(path.name for path in folder.iterdir()) if folder.exists() else "-" for folder in folders]


def test_switch(tmp_path: Path) -> None:
    """The next folder becomes the live one, the live one the previous one, and an older previous one is deleted."""
    folders = lay(tmp_path, "next", "live", "previous")
    put_in_place(*folders)
    assert names(*folders) == ["-", "next.html", "live.html"]


def test_first_switch(tmp_path: Path) -> None:
    """Without a live folder the next one simply becomes it."""
    folders = lay(tmp_path, "next")
    put_in_place(*folders)
    assert names(*folders) == ["-", "next.html", "-"]


def test_switch_by_renaming(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a system that can't exchange folders two renames do it, and a kill between them is mended."""
    monkeypatch.setattr(exchange, "exchange", lambda one, other: False)
    folders = lay(tmp_path, "next", "live")
    put_in_place(*folders)
    assert names(*folders) == ["-", "next.html", "live.html"]
    folders[1].rename(tmp_path / "gone")
    recover(folders[1], folders[2])
    assert names(*folders) == ["-", "live.html", "-"]
