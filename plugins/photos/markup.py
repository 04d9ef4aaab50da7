"""Markup of pictures and videos inside a text."""

from markupsafe import Markup

from plugins.newsroom.edition import Edition
from plugins.newsroom.story import Picture, Video

SIZES = "(min-width: 48rem) 44rem, 100vw"
"""How wide a body picture is shown: the text column, or the whole width of a phone."""

_PHOTO = Markup('<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" loading="lazy" decoding="async">')
_VIDEO = Markup(
    '<video controls preload="none" poster="{}" width="{}" height="{}"><source src="{}" type="{}">{}</video>'
)
_TRACK = Markup('<track kind="captions" src="{}" srclang="{}" label="{}" default>')
_ELSEWHERE = Markup('<a href="{}" rel="noopener external">{}<span>{}</span></a>')
_TYPES = {"mp4": "video/mp4", "webm": "video/webm"}


def photo_markup(picture: Picture, alt: str) -> str:
    """An ``img`` that keeps its place while it loads; ``alt`` is already escaped."""
    return str(
        _PHOTO.format(picture.at_least(960), picture.srcset_text(), SIZES, picture.width, picture.height, Markup(alt))
    )


def clip_markup(video: Video, edition: Edition) -> str:
    """A player for our own file, or a link that opens the other site only when the reader asks."""
    if video.poster is None:
        return ""
    poster = video.poster
    if video.clip.url:
        host = video.clip.url.split("/")[2]
        image = _PHOTO.format(poster.at_least(960), poster.srcset_text(), SIZES, poster.width, poster.height, "")
        return str(_ELSEWHERE.format(video.clip.url, image, edition.label("open_video", host=host)))
    track = _TRACK.format(video.captions, edition.code, edition.label("captions")) if video.captions else ""
    kind = _TYPES[video.src.rpartition(".")[2]] if video.src else ""
    return str(_VIDEO.format(poster.at_least(960), poster.width, poster.height, video.src, kind, track))
