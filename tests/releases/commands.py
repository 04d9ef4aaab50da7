"""Builds as commands of their own, to be stopped, killed and run side by side."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pelicanconf
from tests.building import NOW, Site, environment

PAUSE = """
import time
from pathlib import Path
from pelican import signals

def wait(*_, **__):
    Path(__file__).with_name("reached").touch()
    for _ in range(1200):
        time.sleep(0.1)

def register():
    signals.{moment}.connect(wait)
"""
"""A plugin that holds a build still at one moment of it: in short sleeps, as a signal that comes just before a sleep begins is
heard when it ends."""


def command(site: Site, *words: str) -> "subprocess.Popen[str]":
    """A build of the site, begun."""
    # Tests run behind a shell's "&" ignore Ctrl-C, and their children would too; what is handled here is not ignored there.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    options = ["--settings", str(site.settings_file), "--output", str(site.output), "--now", NOW]
    options += ["--theme", str(site.theme), *words]
    return subprocess.Popen(
        [sys.executable, "-m", "plugins.releases", "build", *options],
        cwd=site.folder,
        env=environment(),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def finished(build: "subprocess.Popen[str]") -> tuple[int, str]:
    """(exit code, standard error) of a build."""
    _, said = build.communicate(timeout=120)
    return build.returncode, said


def held(site: Site, moment: str) -> "subprocess.Popen[str]":
    """A build of the site that has come to the moment (a signal of Pelican's) and stands still there."""
    (site.folder / "pause.py").write_text(PAUSE.format(moment=moment))
    site.set(PLUGINS=[*pelicanconf.PLUGINS, "pause"])
    (site.folder / "reached").unlink(missing_ok=True)
    build = command(site)
    wait_for(site.folder / "reached", build)
    return build


def let_go(site: Site) -> None:
    """Builds of the site no longer pause."""
    site.set()


def wait_for(path: Path, build: "subprocess.Popen[str]") -> None:
    for _ in range(1200):
        if path.exists():
            return
        assert build.poll() is None, finished(build)
        time.sleep(0.05)
    raise AssertionError(f"{path.name} never came")
