"""``python -m plugins.releases build|preview``: what ``tasks.py`` runs."""

import argparse
import importlib
import os
import sys
from pathlib import Path

from .lean import load_press
from .order import Order
from .release import release
from .sampler import Sampler
from .workshop import look_ahead


def main(arguments: list[str] | None = None) -> int:
    """Read the command line and do it; the exit code is the release's."""
    words = sys.argv[1:] if arguments is None else arguments
    values = _parser().parse_args(words)
    if values.action == "preview":
        options = [*words[1:], "--drafts", "--allow-loss", "--site-url", f"http://localhost:{values.port}"]
        output = values.output or Path(".preview")
        # Loaded late: only the preview needs a server.
        server = importlib.import_module(".preview", __package__)
        build = ["build", *options, "--output", str(output)]
        watched = Order(values.settings, output, content=values.content, theme=values.theme).settled()
        return int(server.preview(build, output, watched.content, watched.frame, values.port))
    output = values.output or Path("output")
    order = Order(
        values.settings,
        output,
        values.site_url,
        values.drafts,
        values.now,
        values.content,
        values.theme,
        values.portable,
        page_path(values.explain),
    )
    ahead = None
    if values.wait:
        load_press().load(order.settled())
        ahead = look_ahead(order)
        if not sys.stdin.readline():
            return 0
    if not values.profile:
        return release(order, values.allow_loss, ahead)
    with Sampler(order.settled().theme) as sampler:
        code = release(order, values.allow_loss)
    print(sampler.table(), file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m plugins.releases")
    parser.add_argument("action", choices=("build", "preview"))
    parser.add_argument("--settings", type=Path, default=Path("pelicanconf.py"))
    parser.add_argument("--output", type=Path, default=None, help="folder to publish into (default: output)")
    parser.add_argument("--content", type=Path, default=Path("content"), help="folder to read")
    parser.add_argument("--theme", type=Path, default=Path("theme"), help="theme to print with")
    parser.add_argument("--site-url", default="", help="address of the site, for absolute links")
    parser.add_argument("--now", default="", help="the moment called now, as 2026-01-22 08:00")
    parser.add_argument("--allow-loss", action="store_true", help="publish even if many pages vanish")
    parser.add_argument("--explain", metavar="PAGE", default="", help="tell why this page was made again or not")
    parser.add_argument("--portable", action="store_true", help="let builds elsewhere start from a copy of the site")
    parser.add_argument("--wait", action="store_true", help="load everything, then wait for a line of input")
    parser.add_argument("--profile", action="store_true", help="tell where the seconds of CPU time went")
    parser.add_argument("--drafts", action="store_true", help="show drafts and embargoed stories, marked as such")
    parser.add_argument("--port", type=int, default=8000, help="where the preview listens")
    return parser


def page_path(page: str) -> str:
    """The file of a page given as file or address: ``/en/`` is ``en/index.html``."""
    path = page.lstrip("/")
    return path if path.endswith(".html") or not page else f"{path.rstrip('/')}/index.html".lstrip("/")


def _end(code: int) -> None:
    """End without freeing what was read, record by record: that took a quarter of a build's time, for nothing."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    _end(main())
