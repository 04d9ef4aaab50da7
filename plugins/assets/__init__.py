"""Assets: style sheet, scripts and icons of the theme, named by their content so that caches never serve an old one.

Contract: sets the template globals ``stylesheet`` (address of the one CSS file, joined in the order tokens, base,
compositions, parts, panels, print) and ``asset(path)`` (address of any other file of theme/static), and writes them.
"""

import hashlib
import re
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator

ORDER = ("tokens.css", "base.css", "compositions/*.css", "parts/*.css", "panels/*.css", "print.css")
_COMMENT = re.compile(rb"/\*.*?\*/\s*", re.DOTALL)
_BLANK = re.compile(rb"\s*\n\s*")


class Assets:
    """The files of theme/static by the path templates call them."""

    def __init__(self, static: Path) -> None:
        files = {"style.css": join_css(static / "css")}
        for path in sorted(static.rglob("*")):
            name = path.relative_to(static).as_posix()
            if path.is_file() and not name.startswith("css/"):
                files[name] = path.read_bytes()
        self.files = {f"/theme/{_stamped(name, data)}": data for name, data in files.items()}
        self._addresses = dict(zip(files, self.files, strict=True))

    def address(self, name: str) -> str:
        if name not in self._addresses:
            raise KeyError(f"theme/static has no {name}; it has {', '.join(self._addresses)}")
        return self._addresses[name]


def join_css(folder: Path) -> bytes:
    """All style sheets in their order, without comments and indentation."""
    files = [path for pattern in ORDER for path in sorted(folder.glob(pattern))]
    return b"\n".join(_BLANK.sub(b"\n", _COMMENT.sub(b"", path.read_bytes())).strip() for path in files)


def _stamped(name: str, data: bytes) -> str:
    """``style.css`` as ``style.1a2b3c4d.css``."""
    path = Path(name)
    return path.with_name(f"{path.stem}.{hashlib.sha256(data).hexdigest()[:8]}{path.suffix}").as_posix()


class AssetsGenerator(Generator):  # type: ignore[misc]
    """Writes the assets."""

    def generate_output(self, writer: Any) -> None:
        assets: Assets = self.settings["ASSETS"]
        for url, data in assets.files.items():
            self.settings["OUTPUT"].offer_bytes(url.lstrip("/"), data)


def set_globals(pelican: Any) -> None:
    """Read the theme's static files once and tell templates their addresses."""
    assets = Assets(Path(pelican.settings["THEME"]) / "static")
    pelican.settings["ASSETS"] = assets
    own = {"stylesheet": assets.address("style.css"), "asset": assets.address}
    pelican.settings["JINJA_GLOBALS"] = {**pelican.settings["JINJA_GLOBALS"], **own}


def add_generator(pelican: Any) -> type[AssetsGenerator]:
    return AssetsGenerator


def register() -> None:
    signals.initialized.connect(set_globals)
    signals.get_generators.connect(add_generator)
