"""A build on a machine that has nothing but a copy of the deployed site starts from it."""

import json
import shutil
from pathlib import Path

import pytest

from plugins.newsroom.shelf import digest
from plugins.releases.portable import NAME
from tests.building import Site, text
from tests.conftest import MakeSite
from tests.releases.commands import command, finished

PAGE = "2025/07/a/index.html"
TREE = (
    text("2025/06/b/vi")
    + text("2025/07/a/vi", cover="{file: a.jpg, alt: Ba người, credit: 'Ảnh: B'}")
    + "-- news/2025/07/a/a.jpg --\n"
)


@pytest.fixture(scope="module")
def deployed(tmp_path_factory: pytest.TempPathFactory, kept: Path) -> Path:
    """What one machine published."""
    one = Site(tmp_path_factory.mktemp("deployed") / "site", kept)
    one.write(TREE)
    assert finished(command(one, "--portable"))[0] == 0
    return one.output


@pytest.fixture
def elsewhere(deployed: Path, tmp_path: Path, kept: Path) -> Site:
    """Another machine with the same content, no pictures kept, and a copy of what was published."""
    nothing = tmp_path / "nothing"
    (nothing / "photos").mkdir(parents=True)
    (nothing / "templates").symlink_to(kept / "templates")
    other = Site(tmp_path / "site", nothing)
    other.write(TREE)
    # As an archive or git gives it back: the bytes, not the times.
    shutil.copytree(deployed, other.output, copy_function=shutil.copyfile)
    return other


def snapshot(site: Site) -> dict[str, bytes]:
    return {path.relative_to(site.output).as_posix(): path.read_bytes() for path in site.output.rglob("*") if path.is_file()}


def test_nothing_is_made_again(elsewhere: Site, tmp_path: Path, kept: Path) -> None:
    """No picture is developed, no page made, no file changed; and from then on a build costs what changed, and gives
    what a clean one gives."""
    before = snapshot(elsewhere)
    code, said = finished(command(elsewhere, "--portable", "--explain", PAGE))
    assert (code, snapshot(elsewhere)) == (0, before)
    assert "developing" not in said
    assert f"{PAGE}: left as it was" in said
    assert ", 0 files changed" in said
    assert "nothing changed" in finished(command(elsewhere, "--portable"))[1]
    body = elsewhere.content / "news/2025/06/b/index.vi.md"
    body.write_text(body.read_text(encoding="utf-8") + "\nThêm một câu.\n", encoding="utf-8")
    code, said = finished(command(elsewhere, "--portable"))
    changed = {path for path, data in snapshot(elsewhere).items() if before[path] != data}
    assert (code, changed) == (0, {"2025/06/b/index.html", "m/2025/06/b/index.html", NAME})
    assert "developing" not in said
    clean = Site(tmp_path / "again", kept)
    clean.write(TREE)
    shutil.copyfile(body, clean.content / "news/2025/06/b/index.vi.md")
    assert finished(command(clean, "--portable"))[0] == 0
    assert snapshot(clean) == snapshot(elsewhere)


def test_what_is_not_as_told_is_made_again(elsewhere: Site) -> None:
    """Files of the copy that were altered, lost or added by somebody are put right."""
    before = snapshot(elsewhere)
    told = len(before) - 1
    (elsewhere.output / PAGE).write_text("<p>hacked")
    (elsewhere.output / "robots.txt").unlink()
    (elsewhere.output / "shell.php").write_text("<?php")
    picture = next(path for path in elsewhere.output.rglob("*.webp"))
    picture.write_bytes(picture.read_bytes()[:-1])
    code, said = finished(command(elsewhere, "--portable"))
    assert (code, snapshot(elsewhere)) == (0, before)
    assert said.startswith(f"starting from the site in output/: {told - 3} of {told} files are as they were published\n")


@pytest.mark.parametrize("what", ["half", "flipped", "empty", "other", "version"])
def test_a_broken_one_is_as_good_as_none(elsewhere: Site, what: str) -> None:
    """The same bytes come out."""
    before = snapshot(elsewhere)
    path = elsewhere.output / NAME
    data = path.read_bytes()
    told = {"version": 0, "files": {PAGE: ["00", "00"]}, "notes": {}}
    broken = {
        "half": data[: len(data) // 2],
        "flipped": data.replace(b'"photos"', b'"photoz"'),
        "empty": b"",
        "other": sealed([]),
        "version": sealed(told),
    }
    path.write_bytes(broken[what])
    code, _ = finished(command(elsewhere, "--portable"))
    assert (code, snapshot(elsewhere)) == (0, before)


def test_nothing_outside_is_touched(elsewhere: Site) -> None:
    """A forged one that names files outside the site gains nothing."""
    outside = elsewhere.folder / "thesis.doc"
    outside.write_text("years of work")
    told = json.loads((elsewhere.output / NAME).read_text(encoding="utf-8").partition("\n")[2])
    before = snapshot(elsewhere)
    told["files"]["../thesis.doc"] = told["files"]["../../elsewhere/thesis.doc"] = told["files"].pop(PAGE)
    (elsewhere.output / NAME).write_bytes(sealed(told))
    code, _ = finished(command(elsewhere, "--portable"))
    assert (code, outside.read_text(), snapshot(elsewhere)) == (0, "years of work", before)


def test_only_where_it_was_asked_for(site: MakeSite) -> None:
    """A build for this machine alone has no such file."""
    assert NAME not in site(TREE).build().files


def sealed(told: object) -> bytes:
    """As it is written."""
    words = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return f'"{digest(words).hex()}"\n{words}'.encode()
