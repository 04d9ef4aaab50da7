"""Every bad input of ../shared/bad-inputs through a real build: an error changes nothing, what is sound is published."""

import html
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from tests.building import REPOSITORY, environment
from tests.site.bad_inputs_adapter import DESK, NOT_OURS, NOW, SHARED, Adapted, adapt, apply, load_cases, load_library

CASES = load_cases()
SETTINGS = 'from pelicanconf import *\n\nIMPRINT = {**IMPRINT, "pages": {}}\n'
ACTIVE = "iframe object embed base applet frame"
MEASURE = """
import json, os, resource, subprocess, sys
code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
sys.exit(code)
"""
"""Runs a command from a small process: Linux counts the memory of the process that starts a program into the program's peak."""
TEXTS = (".html", ".xml", ".json", ".txt", ".js", ".css", ".svg")


class Used(NamedTuple):
    """CPU seconds, and the peak of resident memory in MB."""

    seconds: float
    megabytes: float


pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CASES, reason=f"there is no {SHARED.relative_to(REPOSITORY.parent)} beside the repository"),
]


def build(site: Path) -> tuple[int, str, Used]:
    """(exit code, standard error, what it used) of a build of the site in a process of its own."""
    theme = site / "theme" if (site / "theme").exists() else REPOSITORY / "theme"
    options = {"--settings": site / "smallconf.py", "--output": site / "output", "--theme": theme, "--now": NOW}
    words = [str(word) for pair in options.items() for word in pair]
    command = [sys.executable, "-m", "plugins.releases", "build", *words]
    ended = subprocess.run(
        [sys.executable, "-S", "-c", MEASURE, *command],
        cwd=site,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.returncode, ended.stderr, Used(*json.loads(ended.stdout.splitlines()[-1]))


@pytest.fixture(scope="module")
def library() -> ModuleType:
    return load_library()


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory, library: ModuleType) -> Path:
    """The sound site of base.json, built."""
    site = tmp_path_factory.mktemp("base") / "site"
    (site / "content" / "desk").mkdir(parents=True)
    (site / "smallconf.py").write_text(SETTINGS)
    for name, words in DESK.items():
        (site / "content" / "desk" / f"{name}.yaml").write_text(words, encoding="utf-8")
    sound = json.loads((SHARED / "base.json").read_text(encoding="utf-8"))
    library.apply(adapt("base", sound["ops"]).ops, str(site))
    code, said, _ = build(site)
    assert code == 0, said
    return site


def snapshot(folder: Path, skipped: tuple[str, ...] = ()) -> dict[str, bytes]:
    """Every file below the folder that can be read, by path."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not path.is_symlink() and not name.startswith(skipped):
            found[name] = path.read_bytes() if os.access(path, os.R_OK) else b""
    return found


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any], base: Path, library: ModuleType, tmp_path: Path) -> None:
    """An error ends non-zero with path, line and cure and changes no byte; anything else is published by the rules."""
    if case["name"] in NOT_OURS:
        pytest.skip(f"no meaning here: {NOT_OURS[case['name']]}")
    if "non-root" in case["needs"] and os.geteuid() == 0:
        pytest.skip("needs a user whom the system can refuse a file; root reads everything")
    site = tmp_path / "root" / "site"
    shutil.copytree(base, site, symlinks=True)
    adapted = adapt(case["name"], case["ops"])
    apply(library, case, adapted, site)
    before, around = snapshot(site / "output"), snapshot(tmp_path, ("root/site/output", "root/site/."))
    code, said, used = build(site)
    after = snapshot(site / "output")
    assert "Traceback" not in said, said
    for pattern in case["must_mention"]:
        assert re.search(adapted.mention(pattern), said), f"{pattern} in {said}"
    assert snapshot(tmp_path, ("root/site/output", "root/site/.")) == around
    assert used.seconds <= case["limits"]["seconds"]
    assert used.megabytes <= case["limits"]["rss_mb"]
    if case["expected"] == "error":
        assert code != 0, said
        assert after == before
        assert adapted.place(case["file"], case["line"]) in said, said
    else:
        assert code == 0, said
        check_published(case, before, after)


def check_published(case: dict[str, Any], before: dict[str, bytes], after: dict[str, bytes]) -> None:
    """No old page lost, feeds well-formed, and the case's rules for what is new or changed."""
    assert {name for name in before if name.endswith(".html")} - set(after) == set()
    for name, data in after.items():
        if name.endswith(".xml"):
            ElementTree.fromstring(data)
    new = {name: data for name, data in after.items() if before.get(name) != data}
    for rule in case["output_must_not_match"]:
        assert [name for name, data in new.items() if breaks(rule, name, data)] == []
    for rule in case["output_must_match"]:
        assert any(name.endswith(TEXTS) and re.search(rule, readable(data)) for name, data in new.items()), rule


def breaks(rule: str, name: str, data: bytes) -> bool:
    """Whether the file breaks the rule; of files that are no texts only secrets are looked for."""
    if rule == "@active":
        return name.endswith(".html") and bool(list(active(data)))
    if name.endswith(TEXTS):
        return re.search(rule, readable(data)) is not None
    return rule.startswith("CANARY") and re.search(rule.encode(), data) is not None


def readable(data: bytes) -> str:
    """The text without the hashes in addresses, which may hold any digits."""
    text = html.unescape(data.decode("utf-8"))
    return re.sub(r"/photos/[0-9a-f]+/[0-9a-f]+-|\.[0-9a-f]{8}\.", "/", text)


def active(data: bytes) -> Iterator[str]:
    """Everything on a page that would run or load of itself, besides our own."""
    for element in BeautifulSoup(data, "html.parser").find_all(True):
        own = element.get("type") == "application/ld+json" or str(element.get("src", "")).startswith("/theme/")
        if element.name in ACTIVE.split() or (element.name == "script" and not own):
            yield element.name
        if element.name == "meta" and element.get("http-equiv"):
            yield "meta"
        for name, value in element.attrs.items():
            address = re.sub(r"[\x00-\x20]", "", str(value)).lower() if name in ("href", "src", "action") else ""
            address = "" if address == "data:," else address  # nothing: pages without an icon of their own say so
            if name.startswith("on") or address.startswith(("javascript:", "vbscript:", "data:")):
                yield f"{name}={value}"


def test_adapter_names_real_cases() -> None:
    """Whatever the adapter says of a case, there is a case of that name."""
    names = {case["name"] for case in CASES}
    assert set(NOT_OURS) <= names


def test_checker_finds_what_is_active() -> None:
    """The check for active content is not blind: it finds a script, a handler, a foreign scheme and a frame."""
    page = b'<script>1</script><img onerror="x"><a href="java\tscript:1">x</a><iframe></iframe>'
    assert list(active(page + b'<script src="/theme/a.js"></script>')) == [
        "script",
        "onerror=x",
        "href=java\tscript:1",
        "iframe",
    ]
    assert Adapted("x", paths={"a": "b"}).mention("a") == "b"
