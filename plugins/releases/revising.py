"""Revising: a run of Pelican that prints only the stories whose bodies were edited (newsroom/revision.py)."""

from typing import Any

from pelican import Pelican, signals

from plugins.newsroom.output import Output
from plugins.newsroom.revision import FarReaching, revised


class RevisingPelican(Pelican):  # type: ignore[misc]
    """Runs only the generators that print bodies; FarReaching where that may not be enough."""

    def run(self) -> None:
        output: Output = self.settings["OUTPUT"]
        generators = self._generators()
        for generator in generators:
            if hasattr(generator, "generate_revision"):
                generator.generate_revision()
        self._print(generators)
        if output.waiting:
            self.settings["KEPT"].distrust()
            raise FarReaching  # what is kept is not what was published
        output.offered.clear()
        generators[0].context["revision"].turn()
        revised.send(generators)
        self._print(generators)
        output.carry_over()
        signals.finalized.send(self)

    def _generators(self) -> list[Any]:
        """As Pelican makes them."""
        own = {"generated_content": {}, "static_links": set(), "static_content": {}, "localsiteurl": self.settings["SITEURL"]}
        context = {**self.settings, **own}
        places = {"path": self.path, "theme": self.theme, "output_path": self.output_path}
        kinds = [kind for kind in self._get_generator_classes() if getattr(kind, "prints_bodies", False)]
        return [kind(context=context, settings=self.settings, **places) for kind in kinds]

    def _print(self, generators: list[Any]) -> None:
        """Offer the pages, described by a writer that remembers nothing."""
        writer = self._get_writer()
        for generator in generators:
            generator.generate_output(writer)
