"""Preview: the bulletin on this machine, drafts marked as such, the browser reloading after every save."""

import subprocess
import sys
from pathlib import Path

from livereload import Server

WATCHED = ("content", "theme", "plugins", "pelicanconf.py")


def preview(build: list[str], output: Path, port: int) -> int:
    """Run ``python -m plugins.releases`` with the words of ``build``, serve, and run it again when a file changes.

    A failed build leaves the last good one on show. Every build is a fresh interpreter: changed plugins are loaded
    anew, and nothing piles up in memory.
    """
    command = [sys.executable, "-m", "plugins.releases", *build]

    def rebuild() -> int:
        return subprocess.run(command, check=False).returncode

    code = rebuild()
    if code != 0 and not (output / "index.html").exists():
        return code
    server = Server()
    for place in WATCHED:
        server.watch(f"{place}/" if Path(place).is_dir() else place, rebuild)
    print(f"bản tiếng Việt:  http://localhost:{port}/\nEnglish edition: http://localhost:{port}/en/")
    print("Ctrl-C ends the preview.", flush=True)
    server.serve(root=str(output), port=port)
    return 0
