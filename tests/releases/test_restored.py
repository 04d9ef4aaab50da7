"""A runner of CI has a fresh checkout and what tar kept of the run before: a build costs what changed there too."""

import shutil
import subprocess

import pytest

from tests.building import Site, text
from tests.conftest import MakeSite

KEPT = ("output", ".releases", ".cache")
"""What .github/workflows/publish.yml keeps from run to run, but for .venv."""
STORY = "2025/06/b"


def move_to_a_fresh_runner(one: Site, form: str) -> None:
    """What was kept goes through tar; the content has its bytes, not its times."""
    archive = one.folder / "cache.tar"
    subprocess.run(["tar", f"--format={form}", "-cf", archive, "-C", one.folder, *KEPT], check=True)
    for name in KEPT:
        shutil.rmtree(one.folder / name)
    checkout = one.folder / "checkout"
    shutil.copytree(one.content, checkout, copy_function=shutil.copyfile)
    shutil.rmtree(one.content)
    checkout.rename(one.content)
    subprocess.run(["tar", "-xf", archive, "-C", one.folder], check=True)


@pytest.mark.parametrize("form", ["posix", "gnu"])
def test_a_cache_that_was_brought_back_is_believed(site: MakeSite, form: str) -> None:
    """With all of its times, as actions/cache keeps them, or with their seconds alone, as zip and other tars do.

    Without an edit nothing is to be done; with one, the release before the live one becomes the next one, and no file changes
    but the edited pages.
    """
    one = site(text(f"{STORY}/vi") + text("2025/07/a/vi"))
    for sentence in ("", "Một câu.", "Hai câu."):
        one.write(text("2025/07/a/vi", body=f"Một đoạn văn. {sentence}"))
        assert one.build().code == 0
    move_to_a_fresh_runner(one, form)

    assert "nothing changed" in one.build().said

    behind = (one.folder / ".releases/output.previous" / STORY).stat().st_ino
    before = one.build().snapshot()
    one.write(text("2025/07/a/vi", body="Một đoạn văn. Ba câu."))
    after = one.build().snapshot()
    assert {path for path in after if after[path] != before.get(path)} == {
        "2025/07/a/index.html",
        "m/2025/07/a/index.html",
    }
    assert (one.output / STORY).stat().st_ino == behind
