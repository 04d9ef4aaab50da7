"""Story and article: one event, and its texts in the editions."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from .desk import Section, Tag, Writer
from .manuscript import Body, Clip, Correction, Figure, Manuscript
from .page import Page
from .panel import Panels

Kind = Literal["news", "infographic", "video"]


Srcset = list[tuple[int, str]]
"""(width in pixels, address), narrowest first."""


@dataclass(slots=True)
class Picture:
    """A picture ready to be shown: addresses by width (pixels), and the size of the widest.

    ``src`` and ``srcset`` are what every browser can show (JPEG or PNG); ``sources`` are the lighter ones, best first.
    """

    src: str
    width: int
    height: int
    srcset: Srcset = field(default_factory=list)
    sources: list[tuple[str, Srcset]] = field(default_factory=list)
    """(MIME type, addresses) of AVIF and WebP."""
    weights: dict[str, int] = field(default_factory=dict)
    """Bytes of each file, by its address."""

    def srcset_text(self) -> str:
        return srcset_text(self.srcset)

    def at_least(self, width: int) -> str:
        """The smallest address not narrower than ``width``, else the widest."""
        return nearest(self.srcset, width) or self.src

    def light(self, width: int) -> str:
        """As ``at_least``, of the lightest kind there is."""
        return nearest(self.sources[0][1], width) if self.sources else self.at_least(width)


def srcset_text(srcset: Srcset) -> str:
    return ", ".join(f"{url} {width}w" for width, url in srcset)


def nearest(srcset: Srcset, width: int) -> str:
    """The smallest address not narrower than ``width``, else the widest; empty where there is none."""
    return next((url for w, url in srcset if w >= width), srcset[-1][1] if srcset else "")


@dataclass(slots=True)
class Photo:
    """A picture with its words. ``picture`` is put in by the plugin photos."""

    figure: Figure
    picture: Picture

    @property
    def alt(self) -> str:
        return self.figure.alt

    @property
    def caption(self) -> str:
        return self.figure.caption

    @property
    def credit(self) -> str:
        return self.figure.credit


@dataclass(slots=True)
class Video:
    """A video with the addresses a player needs; ``url`` alone for one that lives elsewhere."""

    clip: Clip
    src: str = ""
    poster: Picture | None = None
    captions: str = ""
    weight: int = 0
    """Bytes of our own file."""


@dataclass(slots=True)
class StoryLink:
    """A link an editor set to another story: the article the reader can have, and whether its lead is shown."""

    key: str
    show_lead: bool = False
    article: "Article | None" = None


@dataclass(slots=True)
class Article:
    """One text of a story in one edition. Fields below the line are put in by the plugins named there."""

    story: "Story"
    edition: str
    manuscript: Manuscript
    slug: str
    url: str
    title: str
    lead: str
    date: datetime
    section: Section
    kicker: str = ""
    tags: tuple[Tag, ...] = ()
    authors: tuple[Writer, ...] = ()
    source: str = ""
    source_url: str = ""
    kind: Kind = "news"
    draft: bool = False
    corrections: tuple[Correction, ...] = ()
    aliases: tuple[str, ...] = ()
    lead_links: list[StoryLink] = field(default_factory=list)
    end_links: list[StoryLink] = field(default_factory=list)
    # pairing
    twin: "Article | None" = None
    page: Page | None = None
    side_by_side_url: str = ""
    linked: tuple[tuple[str, str], ...] = ()
    """Where the links of the body lead: (address, edition), both empty where they lead nowhere now."""
    # photos
    cover: Photo | None = None
    video: Video | None = None
    thumbnail: Picture | None = None
    """The cover (or the video's poster) cropped around its focus, for cards."""
    social_card: Picture | None = None
    """What other sites show of the article: 1200 × 630 with its headline."""
    photos: list[Photo] = field(default_factory=list)
    """The pictures of the body, in the order of its figures."""
    clips: list[Video] = field(default_factory=list)
    """The videos of the body, in their order."""
    # panels
    panels: Panels = field(default_factory=Panels)
    reach: datetime | None = None
    """The newest moment up to which its panels looked for later stories of its section, if they did: one that comes out
    before then may change them."""

    @property
    def key(self) -> str:
        return self.story.key

    @property
    def body(self) -> Body:
        return self.manuscript.body

    @property
    def updated(self) -> datetime | None:
        """When the text was last corrected, or nothing if it never was."""
        corrections = (*self.corrections, *self.body.corrections)
        return max(correction.when for correction in corrections) if corrections else None

    @property
    def blocks(self) -> list[str]:
        """The HTML of the body, pictures and links in place once all plugins had their turn."""
        return self.body.blocks

    def __repr__(self) -> str:
        return f"<Article {self.key} {self.edition}>"

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """What is not here of a kept article (newsroom/bulletin.py) is fetched with all that lists show of it."""
            if name == "story" or name.startswith("__") or self.story.fetch is None:
                raise AttributeError(name)
            self.story.fetch(self, name)
            return object.__getattribute__(self, name)


@dataclass(slots=True)
class Story:
    """One event: a folder, with one text or two."""

    key: str
    articles: dict[str, Article] = field(default_factory=dict)
    chosen: int = 0
    """Checksum of the stories its panels of related news show."""
    fetch: Callable[[Article, str], None] | None = None
    """Completes an article of which little is here, because its pages stay as they are published."""

    def for_reader(self, edition: str) -> Article | None:
        """The article in the reader's edition, else its twin."""
        return self.articles.get(edition) or next(iter(self.articles.values()), None)

    def __repr__(self) -> str:
        return f"<Story {self.key} {'+'.join(self.articles)}>"
