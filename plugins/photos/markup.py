"""Markup of pictures and videos: one form for the texts and for the theme."""

from markupsafe import Markup

from plugins.newsroom.edition import Edition
from plugins.newsroom.story import Picture, Video, srcset_text

SIZES = "(min-width: 48rem) 42rem, 100vw"
"""How wide a body picture is shown: the text column, or the whole width of a phone."""

_SOURCE = Markup('<source type="{}" srcset="{}"{}>')
_SIZES = Markup(' sizes="{}"')
_IMAGE = Markup('<picture>{}<img{} src="{}"{} width="{}" height="{}" alt="{}"{}></picture>')
_SRCSET = Markup(' srcset="{}"')
_CLASS = Markup(' class="{}"')
_PRELOAD = Markup('<link rel="preload" as="image" type="{}" imagesrcset="{}" imagesizes="{}" fetchpriority="high">')
_LAZY, _EAGER = Markup(' loading="lazy" decoding="async"'), Markup(' fetchpriority="high"')
_VIDEO = Markup(
    '<video controls preload="none" poster="{}" width="{}" height="{}"><source src="{}" type="{}">{}</video>'
)
_TRACK = Markup('<track kind="captions" src="{}" srclang="{}" label="{}" default>')
_ELSEWHERE = Markup('<a href="{}" rel="noopener external">{}<span>{}</span></a>')
VIDEO_TYPES = {"mp4": "video/mp4", "webm": "video/webm"}


def picture_markup(
    picture: Picture, alt: str | Markup = "", sizes: str = SIZES, css_class: str = "", lazy: bool = True
) -> Markup:
    """``<picture>`` with its lighter kinds first, which keeps its place while it loads.

    A picture not wider than its smallest print needs no choice; ``lazy`` is False for what opens the page.
    """
    chosen = _SIZES.format(sizes) if len(picture.srcset) > 1 else Markup("")
    sources = Markup("").join(_SOURCE.format(kind, srcset_text(rows), chosen) for kind, rows in picture.sources)
    srcset = _SRCSET.format(picture.srcset_text()) + chosen if len(picture.srcset) > 1 else Markup("")
    css = _CLASS.format(css_class) if css_class else Markup("")
    load = _LAZY if lazy else _EAGER
    return _IMAGE.format(sources, css, picture.at_least(640), srcset, picture.width, picture.height, alt, load)


def preload_markup(picture: Picture | None, sizes: str) -> Markup:
    """The link that lets a browser fetch the opening picture before it has read the page."""
    if picture is None or not picture.sources:
        return Markup("")
    kind, rows = picture.sources[0]
    return _PRELOAD.format(kind, srcset_text(rows), sizes)


def photo_markup(picture: Picture, alt: str) -> str:
    """A picture of the body; ``alt`` is already escaped."""
    return str(picture_markup(picture, Markup(alt)))


def clip_markup(video: Video, edition: Edition) -> str:
    """A player for our own file, or a link that opens the other site only when the reader asks."""
    if video.poster is None:
        return ""
    poster = video.poster
    if video.clip.url:
        host = video.clip.url.split("/")[2]
        image = picture_markup(poster)
        return str(_ELSEWHERE.format(video.clip.url, image, edition.label("open_video", host=host)))
    track = _TRACK.format(video.captions, edition.code, edition.label("captions")) if video.captions else ""
    kind = VIDEO_TYPES[video.src.rpartition(".")[2]] if video.src else ""
    return str(_VIDEO.format(poster.at_least(960), poster.width, poster.height, video.src, kind, track))
