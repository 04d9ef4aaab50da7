"""Every page is valid HTML by the Nu checker, the one behind validator.w3.org."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import need_program
from tests.site.published import Published

pytestmark = pytest.mark.browser


def findings(modules: Path, *sites: Published) -> list[str]:
    """What the checker found in all pages of the sites, in one run of its virtual machine."""
    jar = modules / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = [need_program("java"), "-jar", str(jar), "--format", "json", "--skip-non-html", "--stdout"]
    done = subprocess.run([*command, *(str(site.root) for site in sites)], capture_output=True, text=True, check=False)
    messages: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    assert all(message["type"] != "non-document-error" for message in messages), done.stdout
    return sorted({f"{one['url']}:{one.get('lastLine')}: {one['message']}" for one in messages})


def test_no_page_has_an_error_or_a_warning(published: Published, specimens: Published, modules: Path) -> None:
    """The Nu HTML checker has nothing to say of any page: no error, no warning, not even an advice."""
    assert findings(modules, published, specimens) == []


def test_the_checker_does_find_errors(tmp_path: Path, modules: Path) -> None:
    """The checker is alive: a page with an unclosed element and one with a needless role are told."""
    (tmp_path / "bad.html").write_text('<!doctype html><html lang="vi"><title>a</title><p><b>a</p>')
    (tmp_path / "doubtful.html").write_text('<!doctype html><html lang="vi"><title>a</title><main role="main">a</main>')
    found = findings(modules, Published(tmp_path))
    assert [one.rpartition("/")[2].partition(":")[0] for one in found] == ["bad.html", "bad.html", "doubtful.html"]
