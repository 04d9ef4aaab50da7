"""Two builds of one commit are the same, byte for byte, on whatever machine they are made."""

import shutil
import stat
from pathlib import Path

import pytest

from tests.site.published import REPOSITORY, Published, press


def differences(one: Published, other: Published) -> list[str]:
    """Files that only one of the sites has, or that differ in bytes or mode."""
    found = sorted(one.files ^ other.files)
    for path in sorted(one.files & other.files):
        mine, theirs = one.file(path), other.file(path)
        same_mode = stat.S_IMODE(mine.stat().st_mode) == stat.S_IMODE(theirs.stat().st_mode)
        if not same_mode or mine.read_bytes() != theirs.read_bytes():
            found.append(path)
    return found


def test_same_bytes_on_another_machine(published: Published, tmp_path: Path) -> None:
    """Hash seed, time zone, locale and umask of the machine leave no trace in the site, nor in the modes of its files."""
    elsewhere = {"PYTHONHASHSEED": "4711", "TZ": "America/St_Johns", "LC_ALL": "C", "LANG": "C", "LANGUAGE": "vi"}
    assert differences(published, press(tmp_path, elsewhere, umask=0o077)) == []


def test_second_build_into_the_same_folder_changes_nothing(tmp_path: Path) -> None:
    """What stood in the output folder before leaves no trace: a file no longer produced is gone, the rest is the same.
    Nothing is known of that folder any more."""
    first = press(tmp_path)
    before = {path: first.file(path).read_bytes() for path in first.files}
    (first.root / "left-over.html").write_text("gone with the next build")
    shutil.rmtree(first.root.parent / ".releases")
    second = press(tmp_path)
    assert {path: second.file(path).read_bytes() for path in second.files} == before


@pytest.mark.slow
def test_kept_pictures_are_only_a_help(published: Published, tmp_path: Path) -> None:
    """Without anything kept from earlier builds the same bytes come out, only slower."""
    settings = tmp_path / "coldconf.py"
    settings.write_text('from pelicanconf import *\n\nCACHE_PATH = "cache"\n')
    options = ["--settings", str(settings)]
    options += ["--content", str(REPOSITORY / "content"), "--theme", str(REPOSITORY / "theme")]
    assert differences(published, press(tmp_path, options=options)) == []
    assert list((tmp_path / "cache").rglob("*.*"))
