"""Revision: a build after which only bodies of published texts differ, so that nothing else has to be planned.

A body shows on its story's own pages only, if no list of stories is another for it (``Bulletin.lists``). So the stories of
the revised texts are taken as they were published (``records``); their pages must be described as those on the live site
are; then they get their new bodies and are printed. Whatever does not agree on the way is ``FarReaching``: then everything
is read and planned as in any other build.
"""

from collections.abc import Callable, Container, Iterable
from typing import Any, Protocol

from blinker import signal

from .bulletin import Bulletin, StandingPage
from .desk import Desk
from .story import Story

revised = signal("revised")
"""Sent instead of Pelican's ``all_generators_finalized``, with the generators: their bulletin holds the revised stories only,
complete but for what plugins put into bodies."""

taken = signal("taken")
"""Sent with the articles generator where some stories are planned and the others are in its bulletin as they are kept: who can
tell by their texts alone which kept ones are reached does so (``Bulletin.reached``), and they are planned in the same run."""

FEW = 64
"""Stories that are planned alone; of more it is quicker to plan all."""


class FarReaching(Exception):
    """The edit may change more than what is planned: the pages of these stories too, or nobody knows what."""

    def __init__(self, stories: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self.stories = stories


class Kept(Protocol):
    """What was published, as ``settings["KEPT"]`` gives it (plugins.rebuild)."""

    def story(self, key: str, edition: str, desk: Desk) -> Story:
        """The story of an article, without manuscripts; KeyError, ValueError or TypeError where it is not kept as it was."""
        ...

    def standing_pages(self, desk: Desk) -> list[StandingPage]:
        """All standing pages, likewise."""
        ...

    def roll(self, desk: Desk, but: Container[str]) -> "Roll":
        """All published stories but these, with what lists are made from. The rest is fetched when it is asked for.

        FarReaching, then and later, where something is not kept as it was published.
        """
        ...

    def tell_altered(self, bulletin: Bulletin) -> None:
        """Note in the bulletin which kept pages show a planned story that looks otherwise than it was published."""
        ...

    def distrust(self) -> None:
        """Something was not kept as it was published: nothing is believed until everything is planned and kept anew."""
        ...


class Roll(Protocol):
    """The published stories, called by name."""

    published: frozenset[str]
    """Keys of all of them."""
    hidden: dict[str, str]
    """Keys of the stories that are not to be seen, with the reason."""
    stories: dict[str, Story]
    """Those that are kept, by key."""

    def has(self, story: Story) -> bool:
        """Whether the story was published in the same editions, at the same place of all lists."""
        ...

    def says_otherwise(self, story: Story) -> bool:
        """Whether lists print other words of the story than were published."""
        ...

    def showing(self, stories: Iterable[str]) -> set[str]:
        """Keys of the stories whose pages show the cards of these."""
        ...


def reviser(add: Callable[[Bulletin], None]) -> Callable[..., None]:
    """Turn ``add(bulletin)`` into a handler of ``revised``."""

    def handler(generators: list[Any]) -> None:
        add(generators[0].context["bulletin"])

    return handler
