"""Writer: Pelican's writer for pages, which makes only those whose description is not that of the published page."""

from typing import Any

from pelican.writers import Writer

from plugins.newsroom.output import Output
from plugins.newsroom.shelf import digest

from .describe import Describer
from .explain import Ledger
from .templates import StableTemplate


class RebuildWriter(Writer):  # type: ignore[misc]
    """Offers each page to ``settings["OUTPUT"]``."""

    def __init__(self, output_path: str, settings: dict[str, Any]) -> None:
        super().__init__(output_path, settings)
        self.output: Output = settings["OUTPUT"]
        self.describer = Describer(digest(settings["FRAME"], settings["SITEURL"]))
        self.ledger: Ledger = settings["LEDGER"]
        self.wanted: str = settings["EXPLAIN"]
        self._common: dict[str, Any] = {}
        """What all templates know; filled when the first page is rendered, as nothing is added any more."""

    def write_file(self, name: str, template: StableTemplate, context: dict[str, Any], **values: Any) -> None:
        """As Pelican's, without pagination and relative addresses, which the bulletin does not use."""
        described = self.describer.page(template.name or "", values)

        def render() -> bytes:
            if not self._common:
                self._common.update({**template.environment.globals, **context})
            return template.page({**self._common, **values}).encode()

        made = self.output.offer(name, described, render)
        if made or name == self.wanted:
            parts = self.describer.parts(template.name or "", values)
            if made:
                self.ledger.note(name, parts)
            if name == self.wanted:
                self.ledger.asked = parts
