"""Fronts: home and section fronts, tags, writers and the archive of each edition, English as complete as Vietnamese.

Contract: adds every list of stories to ``bulletin.fronts`` and writes their pages. Numbered pages count from the oldest
story, so a new story changes fronts, never numbered pages. Where stories were added, ``bulletin.kept_fronts`` are those
that list the same without them.
"""

from typing import Any

from pelican import signals
from pelican.generators import Generator

from plugins.newsroom.bulletin import Front
from plugins.newsroom.settings import read_settings

from .plan import EditionFronts, kept_fronts
from .settings import FrontSettings

TEMPLATES = {"home": "home", "section": "section", "tag": "tag", "author": "author", "archive": "archive"}


class FrontsGenerator(Generator):  # type: ignore[misc]
    """Plans the fronts as soon as all articles are there, and writes them."""

    def generate_output(self, writer: Any) -> None:
        bulletin = self.context["bulletin"]
        # In the order of their stories: those of one time show the same cards, of which not all are remembered.
        for front in sorted(bulletin.planned_fronts(), key=_newest, reverse=True):
            template = self.get_template(TEMPLATES[front.page.kind])
            edition = bulletin.editions[front.page.edition]
            writer.write_file(front.page.save_as, template, self.context, page=front.page, edition=edition, front=front)


def _newest(front: Front) -> tuple[str, float]:
    """The edition, and when the newest story of the front came out."""
    return front.page.edition, front.articles[0].date.timestamp() if front.articles else 0.0


def plan_fronts(generators: list[Any]) -> None:
    """Fill ``bulletin.fronts``."""
    generator = next(one for one in generators if isinstance(one, FrontsGenerator))
    bulletin = generator.context["bulletin"]
    settings = read_settings(FrontSettings, generator.settings)
    for code, articles in bulletin.articles.items():
        fronts = list(EditionFronts(bulletin, code, settings, articles).all())
        bulletin.fronts.extend(fronts)
        if bulletin.planned is not None:
            bulletin.kept_fronts |= kept_fronts(bulletin, code, settings, fronts)


def add_generator(pelican: Any) -> type[FrontsGenerator]:
    return FrontsGenerator


def register() -> None:
    signals.get_generators.connect(add_generator)
    signals.all_generators_finalized.connect(plan_fronts)
