"""Panel: a box of stories beside a text; and the rule that no story stands twice on a page."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

NAMES = (
    "related_news",
    "latest_on_story",
    "in_this_section",
    "other_news",
    "most_read",
    "trending",
    "multimedia",
    "need_to_know",
)
"""All panels, in the order of precedence: a story goes to the first panel that wants it."""


@dataclass(slots=True)
class Panel:
    """A box: label of its true heading, its items, and a note the reader should see. Without items it is not printed."""

    heading: str = ""
    items: list[Any] = field(default_factory=list)
    note: str = ""
    flags: dict[str, str] = field(default_factory=dict)
    """Words printed at a story, by its key: "editors' choice" at a pin."""
    fresh_url: str = ""
    """Where a newer list may be found between builds, or nothing."""
    until: str = ""
    """The moment its data reach (ISO 8601), where there is a ``fresh_url``."""

    def __bool__(self) -> bool:
        return bool(self.items)


NOTHING = Panel()
"""What stands in every place that no plugin has filled: one for all pages. Never change it, put another panel there."""


_CLOSED: set[str] = set()


def _nothing() -> Panel:
    return NOTHING


@dataclass(slots=True)
class Panels:
    """The panels of one page, and the keys of the stories it already shows."""

    shown: set[str] = field(default_factory=set)
    related_news: Panel = field(default_factory=_nothing)
    in_this_section: Panel = field(default_factory=_nothing)
    """What the section adds where related news are few."""
    latest_on_story: Panel = field(default_factory=_nothing)
    """The one story that carries this one on, if there is one."""
    other_news: Panel = field(default_factory=_nothing)
    most_read: Panel = field(default_factory=_nothing)
    trending: Panel = field(default_factory=_nothing)
    multimedia: Panel = field(default_factory=_nothing)
    need_to_know: Panel = field(default_factory=_nothing)

    def take(self, candidates: Iterable[Any], limit: int) -> list[Any]:
        """The first ``limit`` articles whose story the page does not show yet; they count as shown from now on."""
        taken: list[Any] = []
        for article in candidates:
            if len(taken) == limit:
                break
            if article.story.key not in self.shown:
                self.shown.add(article.story.key)
                taken.append(article)
        return taken

    def close(self) -> None:
        """The panels are full: nobody asks any more what the page shows."""
        self.shown = _CLOSED
