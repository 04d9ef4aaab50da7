"""What pages and pictures cost: ``python3 tasks.py bench mobile`` prints the tables of RESULTS.md, section "mobile".

Bytes are gzip (level 9); times are CPU seconds, because the machines this runs on are shared; first paints are measured
in Chromium on a throttled line (400 ms round trip, 400 kbit/s, CPU four times slower: Lighthouse's "slow 3G" phone).
"""

import gzip
import importlib
import importlib.util
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from PIL import Image

from plugins.photos.settings import PhotoSettings
from tests.bench.corpus import write_corpus
from tests.browser.conftest import Quiet, serve
from tests.mobile.budget import BUDGETS, Weighed, at_95, overruns, weigh_site

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
PAIRS = 1_000
SIZES = (320, 640, 960, 1600)


def main() -> int:
    """Print all tables; 1 if a page is over its budget."""
    settings = PhotoSettings()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sites = {"content/": folder / "real" / "output", f"{PAIRS} generated pairs": folder / "corpus" / "output"}
        write_corpus(folder / "corpus" / "content", PAIRS, photos=True)
        told = []
        for title, output in sites.items():
            content = REPOSITORY / "content" if output.parent.name == "real" else output.parent / "content"
            seconds = build(content, output)
            pages = list(weigh_site(output))
            print(f"\n### Pages of {title} (built in {seconds:.0f} s CPU)\n")
            print(*page_table(pages), sep="\n")
            told += overruns(pages)
        print(*told, sep="\n")
        print(f"\n### Encoders, CPU seconds a picture in the widths {SIZES}\n")
        print(*encoder_table(settings), sep="\n")
        print("\n### First paint on a slow phone\n")
        print(*paint_table(folder, sites["content/"]), sep="\n")
    return 1 if told else 0


def build(content: Path, output: Path) -> float:
    """Build as ``tasks.py build`` does; CPU seconds of it and its workers."""
    before = os.times()
    command = [sys.executable, "-m", "plugins.releases", "build", "--content", str(content), "--output", str(output)]
    subprocess.run(command, cwd=REPOSITORY, check=True, stderr=subprocess.DEVNULL)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def page_table(pages: list[Weighed]) -> Iterator[str]:
    """One line a kind of page: how many, bytes, elements, and the budget."""
    yield "| kind | pages | gzip p50 | p95 | max | budget | elements max | budget | scripts + loads |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for kind, budget in BUDGETS.items():
        found = [page for page in pages if page.kind == kind]
        sizes = sorted(page.gzip for page in found)
        limit = f"{budget.p95:,} / {budget.gzip:,}" if budget.p95 else f"{budget.gzip:,}"
        yield (
            f"| {kind} | {len(found)} | {sizes[len(sizes) // 2]:,} | {at_95(sizes):,} | {sizes[-1]:,} | {limit} "
            f"| {max(page.nodes for page in found)} | {budget.nodes:,} | {max(page.scripts + page.loads for page in found)} |"
        )


def encoder_table(settings: PhotoSettings) -> Iterator[str]:
    """Pillow with several settings, and pyvips where it is installed, on every sixth picture of content/."""
    files = sorted((REPOSITORY / "content" / "news").rglob("*.jpg"))[::6]
    yield "| encoder | s / picture | bytes of " + " + ".join(map(str, SIZES)) + " |\n|---|---|---|"
    images = [[scaled(Image.open(path).convert("RGB"), width) for width in SIZES] for path in files]
    trials: dict[str, tuple[str, dict[str, Any]]] = {
        "Pillow JPEG": ("JPEG", {"quality": settings.jpeg_quality, "progressive": True, "optimize": True}),
        "Pillow WebP, method 4": ("WEBP", {"quality": settings.webp_quality, "method": 4}),
    }
    for speed in (6, 7, 8, 9):
        options = {"quality": settings.avif_quality, "speed": speed, "max_threads": 1}
        trials[f"Pillow AVIF, speed {speed}"] = ("AVIF", options)
    for name, (kind, options) in trials.items():
        yield timed(name, images, partial(encoded, kind=kind, options=options))
    yield from vips_rows(files, settings)


def scaled(image: Image.Image, width: int) -> Image.Image:
    return image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)


def encoded(image: Image.Image, kind: str, options: dict[str, Any]) -> int:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.tell()


def timed(name: str, images: list[list[Any]], weigh: Callable[[Any], int]) -> str:
    """A row: CPU seconds and bytes for one picture in all widths."""
    start = time.process_time()
    total = sum(weigh(image) for widths in images for image in widths)
    return f"| {name} | {(time.process_time() - start) / len(images):.3f} | {total // len(images):,} |"


def vips_encoded(image: Any, suffix: str, options: dict[str, Any]) -> int:
    return len(image.write_to_buffer(suffix, **options))


def vips_rows(files: list[Path], settings: PhotoSettings) -> Iterator[str]:
    """The same work with libvips, one thread."""
    os.environ["VIPS_CONCURRENCY"] = "1"
    if importlib.util.find_spec("pyvips") is None:
        yield "| pyvips | not installed (`pip install pyvips pyvips-binary`) | |"
        return
    pyvips = importlib.import_module("pyvips")
    images = [[pyvips.Image.thumbnail(str(path), width).copy_memory() for width in SIZES] for path in files]
    for effort in (1, 2, 4):
        options = {"Q": settings.avif_quality, "effort": effort, "keep": "none"}
        name = f"pyvips AVIF, effort {effort} (speed {9 - effort})"
        yield timed(name, images, partial(vips_encoded, suffix=".avif", options=options))
    options = {"Q": settings.webp_quality, "effort": 4, "keep": "none"}
    yield timed("pyvips WebP", images, partial(vips_encoded, suffix=".webp", options=options))


class Zipping(Quiet):
    """Compresses texts as the servers of real sites do."""

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in (".html", ".css", ".js", ".svg") or not path.is_file():
            return super().send_head()
        data = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return io.BytesIO(data)


def paint_table(folder: Path, site: Path) -> Iterator[str]:
    """The longest article: light, full, and as a stock Pelican theme prints it."""
    modules = REPOSITORY / "tests" / "browser" / "node_modules" / "playwright-core"
    if not (shutil.which("node") and shutil.which("chromium") and modules.is_dir()):
        yield "needs node, chromium and `python3 tasks.py browser` once"
        return
    light = max((page for page in weigh_site(site) if page.kind == "mobile article"), key=lambda page: page.gzip)
    stock = stock_page(folder / "stock", site / light.url.strip("/").removeprefix("m/"))
    yield "| page | requests | bytes | FCP ms | LCP ms | CLS |\n|---|---|---|---|---|---|"
    full = light.url.removeprefix("/m")
    for name, root, url in (
        ("mobile", site, light.url),
        ("full", site, full),
        ("stock Pelican theme", stock, "/story.html"),
    ):
        with serve(root, Zipping) as base:
            task = json.dumps({"chromium": shutil.which("chromium"), "url": base + url})
            command = ["node", str(HERE / "vitals.mjs")]
            done = subprocess.run(command, input=task, capture_output=True, text=True, check=True)
        seen = json.loads(done.stdout)
        yield f"| {name} | {seen['requests']} | {seen['bytes']:,} | {seen['fcp']:.0f} | {seen['lcp']:.0f} | {seen['cls']:.3f} |"


def stock_page(folder: Path, article: Path) -> Path:
    """The body of the article printed with the theme Pelican comes with (notmyidea), its lead photo included."""
    html = (article / "index.html").read_text(encoding="utf-8")
    body = html.partition('<div class="body">')[2].partition('<footer class="article-foot">')[0]
    (folder / "content").mkdir(parents=True)
    shutil.copytree(article.parents[2] / "photos", folder / "output" / "photos")
    head = "<html><head><title>Story</title><meta name='slug' content='story'><meta name='date' content='2025-01-01'></head>"
    (folder / "content" / "story.html").write_text(f"{head}<body>{body}</body></html>", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "pelican",
        str(folder / "content"),
        "-o",
        str(folder / "output"),
        "-t",
        "notmyidea",
    ]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder / "output"


if __name__ == "__main__":
    sys.exit(main())
