"""Articles: reads content/ into one Bulletin, and prints a page for every article and standing page.

Contract: after this generator's ``generate_context`` the build's context holds ``bulletin`` (newsroom.bulletin.Bulletin)
with every visible story, newest first, links between stories checked, problems collected. The other plugins add their
part on ``all_generators_finalized``; ``desk_checks`` stops the build if there are problems.
"""

from typing import Any

from pelican import signals

from .generator import ArticlesGenerator


def add_generator(pelican: Any) -> type[ArticlesGenerator]:
    """Hand the generator to Pelican."""
    return ArticlesGenerator


def register() -> None:
    signals.get_generators.connect(add_generator)
