"""Body: the text of the full page in pieces, so that its pictures can be offered instead of shown."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from plugins.newsroom.edition import Edition
from plugins.newsroom.story import Article, Photo, Video

_FIGURE = re.compile(r'<figure class="(photo|infographic|video)[^"]*" id="([^"]*)">.*?</figure>', re.DOTALL)
_CROSSHEAD = re.compile(r'(<h2 id="([^"]*)">.*?)(</h2>)', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of HTML, or a picture or video that stands after it."""

    html: Markup
    kind: str = ""
    anchor: str = ""
    photo: Photo | None = None
    video: Video | None = None


def pieces(article: Article, edition: Edition) -> Iterator[Piece]:
    """The body in reading order. Each crosshead gets a link to its place in the full page."""
    before = f' <a class="same-place" rel="alternate" href="{escape(article.url)}#'
    after = f'" aria-label="{escape(edition.label("same_place"))}">↗</a>'

    def with_link(match: re.Match[str]) -> str:
        return f"{match[1]}{before}{escape(match[2])}{after}{match[3]}"

    # To look whether there is an element costs a twentieth of asking the pattern.
    blocks = [_CROSSHEAD.sub(with_link, block) if "<h2" in block else block for block in article.blocks]
    yield from split("\n".join(blocks), article.photos, article.clips)


def split(text: str, photos: Sequence[Photo], clips: Sequence[Video]) -> Iterator[Piece]:
    """The n-th figure of the text is the n-th of the photos (or clips), as the plugin photos put them there."""
    waiting_photos, waiting_clips = iter(photos), iter(clips)
    start = 0
    for match in _FIGURE.finditer(text) if "<figure" in text else ():
        before = Markup(text[start : match.start()])
        if match[1] == "video":
            yield Piece(before, "video", match[2], video=next(waiting_clips))
        else:
            yield Piece(before, match[1], match[2], photo=next(waiting_photos))
        start = match.end()
    yield Piece(Markup(text[start:]))


def weight(edition: Edition, size: int) -> str:
    """Bytes as a reader counts them: ``16 KB`` (1,000 bytes each, rounded up), ``2.3 MB`` from a million on."""
    if size < 1_000_000:
        return f"{edition.number(-(-size // 1000))} KB"
    return f"{edition.number(-(-size // 100_000) / 10)} MB"
