"""Entries: the stories of a bulletin as lists are chosen for them, and the editors' word."""

import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from plugins.newsroom.bulletin import Bulletin
from plugins.newsroom.edition import CODES
from plugins.newsroom.story import Article, Story

from .fingerprint import is_substantial, sketch
from .frozen import Line
from .kept_lists import Entry, load_sealed
from .lists import Held
from .syllables import Runs, runs


def entry_of(story: Story, line: Line | None) -> Entry:
    """The story as it is now; ``line`` is its frozen list, if it has one."""
    articles = list(story.articles.values())
    languages = tuple([CODES.index(article.edition) for article in articles])
    digest = digest_of(story)
    held = _held(line, digest, story) if line else None
    return Entry(story.key, _out_at(articles), languages, digest, _refused(story), held)


def kept_entries(bulletin: Bulletin, cache: Path, seal: str | None) -> dict[str, Entry]:
    """The entries from which published lists were chosen, of the stories that are kept with the same texts."""
    kept = load_sealed(cache, seal) if seal and bulletin.planned is not None else None
    stories, planned = bulletin.stories, bulletin.planned or ()
    same = (
        entry
        for entry in (kept.entries if kept else ())
        if entry.key in stories and entry.key not in planned and entry.digest == digest_of(stories[entry.key])
    )
    return {entry.key: entry for entry in same}


def original(story: Story) -> Article:
    """The text that states what both share."""
    return next(iter(story.articles.values()))


def texts_of(story: Story) -> list[Runs]:
    """What the story says."""
    return [
        runs(article.title, article.lead, article.body.made, (tag.id for tag in article.tags))
        for article in story.articles.values()
    ]


def fingerprint(story: Story) -> str:
    """What tells later whether it is still the same story."""
    return f"{digest_of(story):08x}-{sketch(texts_of(story))}"


def digest_of(story: Story) -> int:
    """Of the files' bytes, so that a text need not be loaded to tell that it is the same."""
    parts = [article.edition.encode() + article.manuscript.digest for article in story.articles.values()]
    return zlib.crc32(b"".join(parts))


def _out_at(articles: Sequence[Article]) -> float:
    """When the story came out, in days: its first text's date, or the end of its embargo."""
    return min([article.manuscript.fields.get("publish_at") or article.date for article in articles]).timestamp() / 86400


def _held(line: Line, digest: int, story: Story) -> Held | None:
    """The list of the line, if the story is, but for corrections, what it was when its list was frozen."""
    then, _, old = line.text.partition("-")
    if f"{digest:08x}" == then:
        return line.held
    return None if is_substantial(old, sketch(texts_of(story))) else replace(line.held, corrected=True)


def _refused(story: Story) -> frozenset[str]:
    """What editors banned, and what the text links already."""
    article = original(story)
    links = [link.key for link in (*article.lead_links, *article.end_links)]
    return frozenset((story.key, *article.manuscript.fields.get("unrelated", ()), *links))
