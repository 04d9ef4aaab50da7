"""Mentions: which pictures an article names, where, and with which words."""

from collections.abc import Callable, Iterator
from functools import partial

from plugins.newsroom.data import Word
from plugins.newsroom.manuscript import Clip, Figure, Manuscript
from plugins.newsroom.problem import Mark
from plugins.newsroom.story import Article
from plugins.newsroom.typography import curly

from .workshop import Focus

Where = Callable[[], Mark]
"""Tells a place when a problem is told: to look it up may mean to fetch the text."""


def named(article: Article) -> Iterator[tuple[str, Where, bool]]:
    """(file, where it is named, whether it is a video's poster) of every picture of the article."""
    manuscript = article.manuscript
    cover, clip = cover_words(article), video_clip(article)
    if cover:
        yield cover.file, partial(_place_of, cover.file, manuscript), still(article)
    if clip and clip.poster:
        yield clip.poster, partial(manuscript.mark, "video"), True
    for figure in manuscript.body.figures:
        yield figure.file, partial(manuscript.find, figure.file), False
    for one in manuscript.body.clips:
        if one.poster:
            yield one.poster, partial(manuscript.find, one.file or one.url), True


def _place_of(file: str, manuscript: Manuscript) -> Mark:
    return file.mark if isinstance(file, Word) else manuscript.mark("cover")


def still(article: Article) -> bool:
    """Whether the cover is never printed large: the player of a video story stands in its place."""
    return article.kind == "video"


def cover_words(article: Article) -> Figure | None:
    """The lead photo as the front matter states it."""
    cover = article.manuscript.fields.get("cover")
    if not cover or "file" not in cover:
        return None
    return Figure(cover["file"], *(curly(cover.get(name, "")) for name in ("alt", "caption", "credit")))


def video_clip(article: Article) -> Clip | None:
    """The video of a video story."""
    fields = article.manuscript.fields.get("video")
    return Clip(**{name: str(value) for name, value in fields.items()}) if fields else None


def opening(article: Article) -> tuple[str, Focus | None, bool]:
    """(file, stated focus, whether it is a poster) of what stands for the article: its cover, else its video's poster."""
    cover = article.manuscript.fields.get("cover") or {}
    if "file" in cover:
        return cover["file"], read_focus(cover.get("focus", "")), still(article)
    clip = video_clip(article)
    return (clip.poster if clip else ""), None, True


def read_focus(text: str) -> Focus | None:
    """``30% 40%`` as parts of width and height."""
    if not text:
        return None
    left, top = (int(part.rstrip("%")) / 100 for part in text.split())
    return left, top
