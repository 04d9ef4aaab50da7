"""Pelican's own test-suite, once as it is and once with our plugin ``rebuild`` loaded: the same tests have to pass.

``python3 tasks.py bench pelican_suite``; fetches Pelican's sdist. The other plugins are no part of this: they replace the
reader of ``.md`` files and the generator of articles, which is what most of that suite tests.
"""

import os
import re
import subprocess
import sys
import tarfile
import tempfile
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
_LOADED = """
from plugins import rebuild
rebuild.register()
"""


def main() -> int:
    """Print both results; 1 if a test fails only with our plugin."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = f"pelican=={version('pelican')}"
        # A venv that uv made has no pip.
        subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
        pip = str(folder / "venv/bin/pip")
        fetch = [pip, "download", "-q", "--no-deps", "--no-binary", ":all:", "-d", name, source]
        subprocess.run(fetch, check=True, stderr=subprocess.DEVNULL)
        with tarfile.open(next(folder.glob("*.tar.gz"))) as sdist:
            # Debian 12's Python 3.11.2 knows no filters yet (tarfile, "Supporting older Python versions").
            sdist.extraction_filter = getattr(tarfile, "data_filter", lambda member, path: member)
            sdist.extractall(folder)
        suite = next(folder.glob("pelican-*/"))
        (folder / "rebuild_loaded.py").write_text(_LOADED, encoding="utf-8")
        alone, loaded = _run(suite, folder), _run(suite, folder, "-p", "rebuild_loaded")
    print(f"Pelican {version('pelican')}: {alone[0]}\nwith plugins.rebuild: {loaded[0]}")
    for test in sorted(alone[1]):
        print(f"  fails here without us too: {test}")
    for test in sorted(loaded[1] - alone[1]):
        print(f"  fails with us: {test}")
    return 1 if loaded[1] - alone[1] else 0


def _run(suite: Path, folder: Path, *words: str) -> tuple[str, set[str]]:
    """(the closing line, the tests that failed)."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (suite, folder, HERE)))}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "pelican/tests", *words]
    said = subprocess.run(command, cwd=suite, env=environment, capture_output=True, text=True, check=False).stdout
    return said.strip().splitlines()[-1], set(re.findall(r"^(?:FAILED|ERROR) (\S+::\S+)", said, re.MULTILINE))
