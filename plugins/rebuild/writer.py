"""Writer: Pelican's writer for pages, which makes only those whose description is not that of the published page."""

from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, Template
from pelican.writers import Writer

from plugins.newsroom.output import Output
from plugins.newsroom.page import Page
from plugins.newsroom.shelf import digest

from .describe import Describer
from .environment import load_needed
from .explain import Explainer
from .keeper import Keeper
from .templates import page


class RebuildWriter(Writer):  # type: ignore[misc]
    """Offers each page to ``settings["OUTPUT"]``."""

    def __init__(self, output_path: str, settings: dict[str, Any]) -> None:
        super().__init__(output_path, settings)
        self.output: Output = settings["OUTPUT"]
        self.explainer: Explainer = settings["EXPLAINER"]
        self.kept: Keeper = settings["KEPT"]
        self.describer = Describer(digest(settings["FRAME"], settings["SITEURL"]), self.kept.card)
        self.kept.describer = self.describer
        self.wanted: str = settings["EXPLAIN"]
        self._common: dict[Environment, dict[str, Any]] = {}
        """What all templates know; gathered when the first page is rendered, as nothing is added any more."""
        self._names: dict[tuple[str, ...], tuple[str, ...]] = {}
        """Of the values that are given to a template: the same few for all pages."""
        self._ready: set[Template] = set()
        """Templates that have all they need."""

    def write_file(self, name: str, template: Template, context: dict[str, Any], *rest: Any, **values: Any) -> None:
        """Offer a page of the bulletin, which comes with its ``page``; write any other generator's as Pelican does."""
        if not isinstance(values.get("page"), Page):
            super().write_file(name, template, context, *rest, **values)
            return
        subject = values.get("article") or values.get("story")
        about = subject.key if subject else values["page"].url
        described = self.describer.page(template.name or "", values)

        made = self.output.offer(name, described, self._printing(template, context, values), about)
        if made:
            if template not in self._ready:
                self._ready.add(template)
                load_needed(template)
            self.kept.note(values.get("article") or values.get("standing"))
        noted = values["page"].save_as
        if (made and name == noted) or name == self.wanted:
            # A light page is made from what its full one is made from: that is noted once.
            parts = self.describer.parts((template.name or "").removeprefix("mobile/"), values)
            if name == self.wanted:
                self.explainer.ask(noted, made, parts)
            if made and name == noted:
                self.explainer.note(name, parts)

    def _printing(self, template: Template, context: dict[str, Any], values: dict[str, Any]) -> "_Printing":
        names = tuple(values)
        return _Printing(self, template, context, self._names.setdefault(names, names), tuple(values.values()))

    def render(self, template: Template, context: dict[str, Any], values: dict[str, Any]) -> bytes:
        """The page: what the template makes of the values."""
        environment = template.environment
        if environment not in self._common:
            self._common[environment] = {**environment.globals, **context}
        return page(template, self._common[environment], values).encode()


@dataclass(frozen=True, slots=True)
class _Printing:
    """A page that is to be made: all of a first build wait at a time, and this is half of what a closure takes."""

    writer: RebuildWriter
    template: Template
    context: dict[str, Any]
    names: tuple[str, ...]
    values: tuple[Any, ...]

    def __call__(self) -> bytes:
        return self.writer.render(self.template, self.context, dict(zip(self.names, self.values, strict=True)))
