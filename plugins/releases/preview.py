"""Preview: the bulletin on this machine, drafts marked as such, the browser reloading after every save.

Every build is a process of its own, so nothing piles up and changed plugins are loaded anew; the next one is started
ahead and waits with all modules loaded. A build that fails leaves the last good site on show, with the errors above it.
"""

import asyncio
import html
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from tornado.iostream import StreamClosedError
from tornado.web import Application, RequestHandler, StaticFileHandler
from watchfiles import awatch

from .workshop import PUBLISHED

_NEWS = "/preview/news/"
_SCRIPT = '<script>new EventSource("{}{}").onmessage = () => location.reload()</script>'
_BANNER = (
    '<div role="alert" lang="{}" style="position:sticky;top:0;z-index:9;padding:1em;background:#fff3f0;color:#600;'
    'border-bottom:3px solid #b00"><strong>{}</strong><pre style="white-space:pre-wrap;margin:.5em 0 0">{}</pre></div>'
)
_STALE = {
    "vi": "Chưa dựng được bản vừa lưu; trang này vẫn là bản trước đó.",
    "en": "What was saved last could not be built; this page is still the one before.",
}
_STEP = 40
"""Milliseconds without another save after which a build begins."""


class Preview:
    """Builds on every save and tells the open pages."""

    def __init__(self, build: list[str], output: Path, content: Path, code: Iterable[Path]) -> None:
        """``build``: the words for ``python -m plugins.releases``; ``code``: theme, plugins and settings to watch."""
        self.output, self.content, self.code = output, content.absolute(), list(code)
        self.errors = ""
        """What the last build said, if it failed."""
        self.builds = 0
        self.built = asyncio.Condition()
        self._command = [sys.executable, "-m", "plugins.releases", *build, "--wait"]
        self._spare: Process | None = None
        self._saved: set[str] = set()
        self._woken = asyncio.Event()

    async def build(self, code_changed: bool = True) -> int:
        """One build, told on the terminal; its exit code."""
        if self._spare is not None and code_changed:
            await self.stop()
        process, self._spare = self._spare or await self._start(), None
        assert process.stdin is not None and process.stderr is not None
        process.stdin.write(b"\n")
        said, shown = "", False
        async for line in process.stderr:
            print(line.decode(), file=sys.stderr, end="", flush=True)
            said += line.decode()
            if line.startswith(PUBLISHED.encode()):
                shown = True
                await self._tell("")
        code = await process.wait()
        if not shown:
            await self._tell(said if code else "")
        self._spare = await self._start()
        return code

    async def _tell(self, errors: str) -> None:
        """Have the open pages loaded again."""
        self.errors = errors
        async with self.built:
            self.builds += 1
            self.built.notify_all()

    async def watch(self) -> None:
        """Note what is saved, from now on."""
        async for changes in awatch(self.content, *self.code, step=_STEP):
            self._saved.update(path for _, path in changes)
            self._woken.set()

    async def follow(self) -> None:
        """Build after every save; what is saved during a build is built after it."""
        while True:
            await self._woken.wait()
            self._woken.clear()
            saved, self._saved = self._saved, set()
            await self.build(any(not Path(path).is_relative_to(self.content) for path in saved))

    async def stop(self) -> None:
        """End the process that waits for the next build."""
        if self._spare is not None:
            self._spare.kill()
            await self._spare.wait()
            self._spare = None

    async def _start(self) -> Process:
        # Ctrl-C is for us: the process in waiting ends with our end of its pipe.
        return await asyncio.create_subprocess_exec(*self._command, stdin=PIPE, stderr=PIPE, start_new_session=True)


class PageHandler(RequestHandler):
    """A page as it is published, the errors of the last build above it; the edition's own page for what is not there."""

    def initialize(self, preview: Preview) -> None:
        self.preview = preview

    def get(self, path: str) -> None:
        root = self.preview.output.absolute()
        file = root / path
        if file.is_dir() and path and not path.endswith("/"):
            self.redirect(f"/{path}/")
            return
        file = file / "index.html" if file.is_dir() else file
        edition = "en" if path.removeprefix("m/").startswith("en/") else "vi"
        if not (file.is_file() and file.resolve().is_relative_to(root.resolve())):
            self.set_status(404)
            file = root / ("en/404.html" if edition == "en" else "404.html")
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Type", "text/html; charset=utf-8")
        page = file.read_text(encoding="utf-8") if file.is_file() else "<!doctype html><body></body>"
        if self.preview.errors:
            banner = _BANNER.format(edition, _STALE[edition], html.escape(self.preview.errors))
            head, body, rest = page.partition("<body")
            tag, close, rest = rest.partition(">")
            page = f"{head}{body}{tag}{close}{banner}{rest}"
        self.write(page.replace("</body>", _SCRIPT.format(_NEWS, self.preview.builds) + "</body>"))


class FileHandler(StaticFileHandler):
    """Pictures, style sheets and the like, never out of the browser's cache."""

    def set_extra_headers(self, path: str) -> None:
        self.set_header("Cache-Control", "no-store")


class NewsHandler(RequestHandler):
    """Server-sent events: one message after every build."""

    def initialize(self, preview: Preview) -> None:
        self.preview = preview

    async def get(self, shown: str) -> None:
        """``shown`` is the number of the build the page comes from."""
        self.set_header("Content-Type", "text/event-stream")
        self.set_header("Cache-Control", "no-store")
        await self.flush()
        async with self.preview.built:
            await self.preview.built.wait_for(lambda: self.preview.builds > int(shown))
        with suppress(StreamClosedError):  # the page may have gone meanwhile
            await self.finish("data: built\n\n")


def preview(build: list[str], output: Path, content: Path, code: Iterable[Path], port: int) -> int:
    """Build, serve and build again after every save, until Ctrl-C; exit code 1 if there was nothing to show."""
    return asyncio.run(_serve(Preview(build, output, content, code), port))


async def _serve(served: Preview, port: int) -> int:
    shown = {"preview": served}
    handlers = [
        (rf"{_NEWS}(\d+)", NewsHandler, shown),
        (r"/(.*\.(?!html)\w+)", FileHandler, {"path": str(served.output.absolute())}),
        (r"/(.*)", PageHandler, shown),
    ]
    try:
        Application(handlers).listen(port, "127.0.0.1")  # type: ignore[arg-type]
    except OSError as error:
        print(f"port {port}: {error.strerror} -> end what listens there, or choose another --port", file=sys.stderr)
        return 1
    watching = asyncio.ensure_future(served.watch())
    code = await served.build()
    if code and not (served.output / "index.html").exists():
        await served.stop()
        return code
    print(f"bản tiếng Việt:  http://localhost:{port}/\nEnglish edition: http://localhost:{port}/en/")
    print("Ctrl-C ends the preview.", flush=True)
    following = asyncio.gather(watching, served.follow())
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, following.cancel)
    with suppress(asyncio.CancelledError):
        await following
    await served.stop()
    return 0
