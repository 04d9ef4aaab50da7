"""A build that is cancelled, killed or not alone leaves the live site as it was, and never exits 0."""

import shutil
import signal
from pathlib import Path

import pytest

from plugins.releases.exchange import put_in_place
from plugins.releases.release import CANCELLED, LOCKED
from tests.building import text
from tests.conftest import MakeSite
from tests.releases.commands import command, finished, held, let_go

PUBLISHED = "published, then cancelled while tidying up; the next build may make all pages anew"
OLD, NEW = text("2025/07/a/vi"), text("2025/07/a/vi", "Chữ mới.") + text("2025/08/b/vi")


@pytest.mark.parametrize("moment", ["all_generators_finalized", "finalized"], ids=["read", "written"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=["ctrl-c", "term", "kill-9"])
def test_stopped(site: MakeSite, number: signal.Signals, moment: str) -> None:
    """Ctrl-C, SIGTERM and kill -9, after reading or after writing, change no byte of the live site; the next build works."""
    one = site(OLD)
    before = one.build().snapshot()
    one.write(NEW)
    build = held(one, moment)
    build.send_signal(number)
    code, said = finished(build)
    if number == signal.SIGKILL:
        assert code == -signal.SIGKILL
    else:
        assert (code, said.splitlines()[-1]) == (CANCELLED, "cancelled; nothing was published")
    assert {path.name for path in one.output.iterdir()} == {name.partition("/")[0] for name in before}
    let_go(one)
    after = one.build()
    assert after.code == 0
    assert after.texts("/2025/07/a/", ".body p") == ["Chữ mới."]
    left = [path.name for path in (one.folder / ".releases").iterdir() if path.name.endswith((".fresh", ".next"))]
    assert left == []


def test_stopped_after_the_switch(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C that comes when the new site is in place can't unpublish it, and does not say so; the next build works."""
    one = site(OLD)
    one.build()
    one.write(NEW)

    def late(stage: Path, live: Path, previous: Path) -> None:
        put_in_place(stage, live, previous)
        raise KeyboardInterrupt

    monkeypatch.setattr("plugins.releases.workshop.put_in_place", late)
    built = one.build()
    assert (built.code, built.said.splitlines()[-1]) == (0, PUBLISHED)
    assert built.texts("/2025/07/a/", ".body p") == ["Chữ mới."]
    monkeypatch.undo()
    one.write(text("2025/07/a/vi", "Chữ mới nữa."))
    assert one.build().texts("/2025/07/a/", ".body p") == ["Chữ mới nữa."]


def test_stopped_between_two_renames(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where folders can't be exchanged, Ctrl-C between the two renames puts the old site back at once."""
    one = site(OLD)
    before = one.build().snapshot()
    one.write(NEW)

    def halfway(stage: Path, live: Path, previous: Path) -> None:
        shutil.rmtree(previous, ignore_errors=True)
        live.rename(previous)
        raise KeyboardInterrupt

    monkeypatch.setattr("plugins.releases.workshop.put_in_place", halfway)
    built = one.build()
    assert (built.code, built.said.splitlines()[-1]) == (CANCELLED, "cancelled; nothing was published")
    assert built.snapshot() == before


def test_live_site_while_building(site: MakeSite) -> None:
    """While a build is under way, and after it was stopped, the live site is byte for byte the old one."""
    one = site(OLD)
    first = one.build()
    before = first.snapshot()
    one.write(NEW)
    build = held(one, "finalized")
    assert first.snapshot() == before
    build.terminate()
    assert finished(build)[0] == CANCELLED
    assert first.snapshot() == before


def test_second_build(site: MakeSite) -> None:
    """A second build of the same site ends at once with exit code 75 and says why; the first is not disturbed."""
    one = site(OLD)
    before = one.build().snapshot()
    one.write(NEW)
    first = held(one, "finalized")
    code, said = finished(command(one))
    first.terminate()
    assert (code, said) == (LOCKED, "another build is at work on output/ -> wait for it to end\n")
    assert finished(first)[0] == CANCELLED
    let_go(one)
    assert one.build().snapshot() != before


def test_first_build_stopped(site: MakeSite) -> None:
    """When the very first build is stopped there is no half a site: no live folder at all."""
    one = site(OLD)
    build = held(one, "finalized")
    build.terminate()
    assert finished(build)[0] == CANCELLED
    assert not one.output.exists()
