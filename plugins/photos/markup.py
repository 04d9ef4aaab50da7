"""Markup of pictures and videos: one form for the texts and for the theme."""

from markupsafe import Markup, escape

from plugins.newsroom.edition import Edition
from plugins.newsroom.story import Picture, Video, srcset_text

SIZES = "(min-width: 48rem) 42rem, 100vw"
"""How wide a body picture is shown: the text column, or the whole width of a phone."""

_SOURCE = '<source type="{}" srcset="{}"{}>'
_SIZES = ' sizes="{}"'
_IMAGE = '<picture>{}<img{} src="{}"{} width="{}" height="{}" alt="{}"{}></picture>'
_SRCSET = ' srcset="{}"'
_CLASS = ' class="{}"'
_PRELOAD = '<link rel="preload" as="image" type="{}" imagesrcset="{}" imagesizes="{}" fetchpriority="high">'
_LAZY, _EAGER = Markup(' loading="lazy" decoding="async"'), Markup(' fetchpriority="high"')
_VIDEO = '<video controls preload="none" poster="{}" width="{}" height="{}"><source src="{}" type="{}">{}</video>'
_TRACK = '<track kind="captions" src="{}" srclang="{}" label="{}" default>'
_ELSEWHERE = '<a href="{}" rel="noopener external">{}<span>{}</span></a>'
VIDEO_TYPES = {"mp4": "video/mp4", "webm": "video/webm"}


def picture_markup(
    picture: Picture, alt: str | Markup = "", sizes: str = SIZES, css_class: str = "", lazy: bool = True
) -> Markup:
    """``<picture>`` with its lighter kinds first, which keeps its place while it loads.

    A picture not wider than its smallest print needs no choice; ``lazy`` is False for what opens the page.
    """
    chosen = _filled(_SIZES, sizes) if len(picture.srcset) > 1 else Markup("")
    sources = Markup("").join(_filled(_SOURCE, kind, srcset_text(rows), chosen) for kind, rows in picture.sources)
    srcset = _filled(_SRCSET, picture.srcset_text()) + chosen if len(picture.srcset) > 1 else Markup("")
    css = _filled(_CLASS, css_class) if css_class else Markup("")
    load = _LAZY if lazy else _EAGER
    return _filled(_IMAGE, sources, css, picture.at_least(640), srcset, picture.width, picture.height, alt, load)


def _filled(form: str, *values: object) -> Markup:
    """As ``Markup(form).format``, which takes twice as long."""
    return Markup(form.format(*map(escape, values)))


def preload_markup(picture: Picture | None, sizes: str) -> Markup:
    """The link that lets a browser fetch the opening picture before it has read the page."""
    if picture is None or not picture.sources:
        return Markup("")
    kind, rows = picture.sources[0]
    return _filled(_PRELOAD, kind, srcset_text(rows), sizes)


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
        return str(_filled(_ELSEWHERE, video.clip.url, image, edition.label("open_video", host=host)))
    track = _filled(_TRACK, video.captions, edition.code, edition.label("captions")) if video.captions else ""
    kind = VIDEO_TYPES[video.src.rpartition(".")[2]] if video.src else ""
    return str(_filled(_VIDEO, poster.at_least(960), poster.width, poster.height, video.src, kind, track))
