"""Other generators' related panels on the same stories: Hugo's ``.Related`` and pelican-similar-posts, each in its own venv."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.corpus import newsgen

_PATIENCE = 600
"""Seconds a build may take."""
_HUGO = """
baseURL = "https://example.org/"
disableKinds = ["taxonomy", "term", "rss", "sitemap", "section", "home"]
defaultContentLanguage = "vi"
[languages.vi]
contentDir = "content/vi"
[languages.en]
contentDir = "content/en"
[related]
threshold = 0
includeNewer = true
[[related.indices]]
name = "tags"
weight = 100
[[related.indices]]
name = "category"
weight = 50
[[related.indices]]
name = "date"
weight = 10
"""
_PAGE = "<h1>{{ .Title }}</h1>{{ .Content }}"
_RELATED = "{{ range first 5 (.Site.RegularPages.Related .) }}<a href='{{ .RelPermalink }}'>{{ .Title }}</a>{{ end }}"
_PELICAN = """
PATH = "content"
OUTPUT_PATH = "output"
DEFAULT_LANG = "vi"
TIMEZONE = "Asia/Ho_Chi_Minh"
PLUGINS = {plugins}
SIMILAR_POSTS_MAX_COUNT = 5
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
DIRECT_TEMPLATES = []
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
"""


def peers(folder: Path, sizes: tuple[int, ...]) -> Iterator[str]:
    """Rows of a table: CPU seconds of the panel alone (a build with it less one without)."""
    venv = folder / "peers"
    for name, package, build in (
        ("Hugo", "hugo", hugo_build),
        ("pelican-similar-posts", "pelican-similar-posts", _pelican),
    ):
        number = install(venv, package, "markdown")
        if not number:
            yield f"| {name} | can't be installed here | |"
            continue
        for size in sizes:
            without, with_it = (build(venv, folder / f"{name}-{size}", size, panel) for panel in (False, True))
            told = f"{with_it - without:.1f} (build {with_it:.1f})" if with_it and without else f"not ended in {_PATIENCE} s"
            yield f"| {name} {number} | {size:,} | {told} |"


def install(venv: Path, *packages: str) -> str:
    """Install the packages into a venv of their own; the version of the first, or nothing where that can't be done."""
    subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    asked: list[str | Path] = [venv / "bin/pip", "install", "--quiet", "--disable-pip-version-check", *packages]
    if subprocess.run(asked, check=False, stderr=subprocess.DEVNULL).returncode:
        return ""
    shown = subprocess.run([venv / "bin/pip", "show", packages[0]], check=True, capture_output=True, text=True).stdout
    return shown.partition("Version: ")[2].partition("\n")[0]


def _write(folder: Path, size: int, form: str) -> None:
    generator = newsgen()
    if not (folder / "content").is_dir():
        for number in range(size):
            generator.emit_one(generator.story(number), form, str(folder), False)


def hugo_build(venv: Path, folder: Path, size: int, panel: bool) -> float:
    """CPU seconds of Hugo for the article pages of so many stories; 0 if it did not end in time."""
    _write(folder, size, "hugo")
    (folder / "layouts/_default").mkdir(parents=True, exist_ok=True)
    (folder / "layouts/_default/single.html").write_text(_PAGE + (_RELATED if panel else ""))
    (folder / "hugo.toml").write_text(_HUGO)
    return timed([str(venv / "bin/hugo"), "--quiet", "--noBuildLock"], folder)


def _pelican(venv: Path, folder: Path, size: int, panel: bool) -> float:
    _write(folder, size, "pelican")
    plugins = ["pelican.plugins.similar_posts"] if panel else []
    (folder / "pelicanconf.py").write_text(_PELICAN.format(plugins=plugins))
    return timed([str(venv / "bin/pelican"), "content", "-s", "pelicanconf.py", "-q"], folder)


def timed(command: list[str], folder: Path) -> float:
    """CPU seconds of the command and its children; 0 if it did not end in time."""
    before = os.times()
    try:
        subprocess.run(
            command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=_PATIENCE
        )
    except subprocess.TimeoutExpired:
        return 0.0
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system
