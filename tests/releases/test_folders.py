"""What is known of folders and files, kept in columns."""

import os
from pathlib import Path

import pytest

from plugins.releases import folders, manifest
from plugins.releases.columns import cut, pieces, read_texts, texts
from plugins.releases.folders import Folders, places, same_time, times_of
from plugins.releases.inputs import Inputs, look
from plugins.releases.manifest import Manifest

ODD = os.fsdecode(b"caf\xe9.jpg")
"""A name that is no UTF-8."""


@pytest.mark.parametrize("some", [[], [""], ["a", "", "Hà Nội/1\n2"], [ODD]])
def test_texts_come_back(some: list[str]) -> None:
    """Texts are read back as they were, empty ones too, and names that are none in UTF-8."""
    assert read_texts(texts(some)) == some


def test_blocks_are_cut() -> None:
    """Blocks are cut to their lengths; a rest is an error."""
    assert list(cut(memoryview(b"abcdef"), (2, 0, 4))) == [b"ab", b"", b"cdef"]
    assert list(pieces(b"abcdef", 2)) == [b"ab", b"cd", b"ef"]
    with pytest.raises(ValueError, match="5 bytes are not pieces of 2"):
        pieces(b"abcde", 2)


def lay(root: Path, *paths: str) -> dict[str, int]:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("x")
    return times_of(root, places(paths))


def known(one: Folders) -> tuple[dict[str, int], dict[str, int]]:
    """The folders of the live release and of the one before it."""
    live, behind = ({name: time for name, time in zip(one.names, some, strict=True) if time} for some in (one.live, one.behind))
    return live, behind


def test_releases_change_places() -> None:
    """The release behind becomes the live one with what was changed in it."""
    first = Folders().apart().swapped({"": 1, "a": 2, "a/b": 3})
    assert known(first) == ({"": 1, "a": 2, "a/b": 3}, {})
    second = first.swapped({"": 4, "a": 5, "a/b": 6, "c": 7})
    assert known(second) == ({"": 4, "a": 5, "a/b": 6, "c": 7}, {"": 1, "a": 2, "a/b": 3})
    third = second.swapped({"": 8, "c": 9})
    assert known(third) == ({"": 8, "a": 2, "a/b": 3, "c": 9}, known(second)[0])
    fourth = third.swapped({"": 10}, {"", "c"})
    assert known(fourth) == ({"": 10, "c": 7}, known(third)[0])
    fifth = fourth.swapped({"": 11}, {"", "c"})
    assert fifth.names == ["", "c"]


def test_folders_are_looked_at(tmp_path: Path) -> None:
    """A file that comes into the release behind is seen; then only the live release is known."""
    behind = tmp_path / "previous"
    kept = Folders().swapped({"": 1, "a": 2}).swapped({"": 3}).swapped(lay(behind, "a/x.html")).swapped({"": 4, "a": 5})
    seal = kept.save(tmp_path / "folders")
    assert known(folders.load(tmp_path / "folders", seal, behind)) == known(kept)
    assert known(folders.load(tmp_path / "folders", "0" * 32, behind)) == ({}, {})
    os.utime(behind / "a", (1, 1))
    assert known(folders.load(tmp_path / "folders", seal, behind)) == (known(kept)[0], {})


def test_a_manifest_comes_back(tmp_path: Path) -> None:
    """All of it, also of inputs with odd names and of ones that can't be read; nothing of a file that was harmed."""
    content = tmp_path / "content"
    lay(content, "news/a/index.vi.md", "pages/b.vi.md")
    (content / "news/pipe").symlink_to("nowhere")
    (tmp_path / ODD).write_text("x")
    inputs = look(content, [tmp_path / ODD], Inputs())
    one = Manifest("order", inputs, {"index.html": bytes(range(16))}, lists="x")
    one.sizes.append(3)
    one.times.append(4)
    file = tmp_path / "manifest"
    one.save(file)
    assert manifest.load(file) == one
    data = file.read_bytes()
    for at in range(0, len(data), 7):
        file.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert manifest.load(file) == Manifest()
        file.write_bytes(data[:at])
        assert manifest.load(file) == Manifest()


def test_files_are_looked_at(tmp_path: Path) -> None:
    """A manifest fits the folder whose files have its sizes and times, no other."""
    lay(tmp_path, "a/x.html")
    info = (tmp_path / "a/x.html").stat()
    one = Manifest(files={"a/x.html": b""})
    one.sizes.append(info.st_size)
    one.times.append(info.st_mtime_ns)
    assert one.fits(tmp_path)
    assert not one.fits(tmp_path / "a")
    os.utime(tmp_path / "a/x.html", ns=(0, info.st_mtime_ns + 1))
    assert not one.fits(tmp_path)


def test_times_whose_fractions_were_lost() -> None:
    """The whole second of the time that is known counts as the same; any other time does not."""
    known = 1_700_000_000_123_456_789
    assert same_time(known, known)
    assert same_time(1_700_000_000_000_000_000, known)
    assert not any(same_time(now, known) for now in (1_700_000_001_000_000_000, 1_700_000_000_123_000_000, known + 1))
    assert not same_time(known, 1_700_000_000_000_000_000)
