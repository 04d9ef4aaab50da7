"""Tasks of the bulletin: ``python3 tasks.py build`` on a fresh machine, or ``inv build`` inside .venv.

Run as a program it first makes .venv from requirements.lock (with uv where that is on PATH, else with pip) and goes on
inside it; later runs only compare a hash.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = str(VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
LOCK = ["-q", "--require-hashes", "-r", str(HERE / "requirements.lock")]
COMMANDS = {"reads": "plugins.reads", "related": "plugins.related_news", "bench": "tests.bench"}
"""Commands with words of their own: ``python3 tasks.py reads FILE…``; each tells about itself with --help."""


def bootstrap() -> None:
    """Make .venv what requirements.lock says, then go on inside it."""
    if Path(sys.prefix).resolve() == VENV.resolve():
        return
    if sys.version_info < (3, 11):  # noqa: UP036 (whatever Python the machine has runs this)
        sys.exit("Python 3.11 or newer is needed -> run this with it")
    stamp = VENV / ".lock-hash"
    wanted = hashlib.sha256(Path(LOCK[-1]).read_bytes() + sys.version.encode()).hexdigest()
    if not stamp.is_file() or stamp.read_text() != wanted:
        print("setting up .venv (once) …", file=sys.stderr, flush=True)
        shutil.rmtree(VENV, ignore_errors=True)
        for command in setup_commands():
            if subprocess.run(command, check=False).returncode:
                sys.exit(f"set-up failed at: {' '.join(command)}\n-> check the network and run this again")
        stamp.write_text(wanted)
    os.execv(PYTHON, [PYTHON, __file__, *sys.argv[1:]])


def setup_commands() -> list[list[str]]:
    """With uv or without it; every package is checked against its hash in the lock."""
    uv = shutil.which("uv")
    if uv:
        os.environ.setdefault("UV_SYSTEM_CERTS", "true")  # a newsroom's own certificates count, as they do for pip
        venv = [uv, "venv", "-q", "--python", sys.executable, str(VENV)]
        return [venv, [uv, "pip", "install", "--python", PYTHON, *LOCK]]
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        sys.exit("Python's venv module is not complete -> sudo apt install python3-venv")
    return [[sys.executable, "-m", "venv", str(VENV)], [PYTHON, "-m", "pip", "install", *LOCK]]


if __name__ == "__main__":
    bootstrap()

from invoke.collection import Collection
from invoke.context import Context
from invoke.program import Program
from invoke.tasks import task


def run(*words: str) -> None:
    """Run a module of this Python from the project's folder; end with its exit code if that is not 0."""
    try:
        code = subprocess.run([sys.executable, "-m", *words], cwd=HERE, check=False).returncode
    except KeyboardInterrupt:
        code = 130
    if code:
        sys.exit(code if code > 0 else 128 - code)


_BUILD = {
    "publish": "with the live site's settings (publishconf.py)",
    "explain": "tell why this page was made again or not",
    "profile": "tell where the seconds went",
    "options": "more for plugins.releases",
}


@task(help=_BUILD)
def build(_: Context, publish: bool = False, explain: str = "", profile: bool = False, options: str = "") -> None:
    """Build content/ into output/, which changes only if everything is sound."""
    words = ["--settings", "publishconf.py", "--portable"] if publish else ["--settings", "pelicanconf.py"]
    words += ["--explain", explain]
    run("plugins.releases", "build", *words, *(["--profile"] if profile else []), *options.split())


@task
def preview(_: Context, port: int = 8000) -> None:
    """Serve the bulletin with drafts on this machine; the browser reloads after every save."""
    run("plugins.releases", "preview", "--port", str(port))


@task(help={"slow": "also the suites that build whole sites", "options": "more for pytest"})
def test(_: Context, slow: bool = False, options: str = "") -> None:
    """Run the style, the types and the tests."""
    run("ruff", "check", "--quiet", ".")
    run("mypy", "--no-error-summary")
    run("pytest", "-q", "-m", "not browser" if slow else "not slow and not browser", *options.split())


@task
def browser(_: Context) -> None:
    """Check every page in Chromium and with the Nu HTML checker; needs chromium, node and java."""
    run("pytest", "-q", "-m", "browser")


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] in COMMANDS:
        run(COMMANDS[sys.argv[1]], *sys.argv[2:])
    else:
        Program(namespace=Collection.from_module(sys.modules[__name__])).run()
