"""Order: what is to be built."""

import dataclasses
from dataclasses import dataclass
from pathlib import Path

from plugins.newsroom.shelf import digest


@dataclass(frozen=True, slots=True)
class Order:
    """What to build: settings file, content and theme, and what is different this time."""

    settings: Path
    output: Path
    site_url: str = ""
    preview: bool = False
    now: str = ""
    """The moment called now, as in a front matter; the clock's if empty."""
    content: Path = Path("content")
    """Folder to read, relative to that of the settings."""
    theme: Path = Path("theme")
    portable: bool = False
    """Publish what a build elsewhere needs to start from a copy of the site (portable.py)."""
    explain: str = ""
    """A page, as a path in the output folder or as an address: tell why it was made again or not."""

    def settled(self) -> "Order":
        """The order with absolute paths."""
        settings = self.settings.absolute()
        here = settings.parent
        return dataclasses.replace(
            self, settings=settings, output=self.output.absolute(), content=here / self.content, theme=here / self.theme
        )

    @property
    def frame(self) -> list[Path]:
        """Where code, theme and settings lie."""
        plugins = Path(__file__).absolute().parents[1]
        settings = {*self.settings.parent.glob("*conf.py"), *plugins.parent.glob("*conf.py")}
        return [plugins, self.theme, *sorted(settings)]

    def fingerprint(self) -> str:
        """Everything the order says but the moment."""
        paths = map(str, (self.settings, self.content, self.theme))
        return digest(*paths, self.site_url, str(self.preview), str(self.portable)).hex()
