"""Editors: pins and bans in front matter that contradict each other. (Keys that lead nowhere are told by ``articles``.)"""

from collections.abc import Iterator

from plugins.newsroom.bulletin import Bulletin
from plugins.newsroom.data import Word
from plugins.newsroom.problem import Mark, Problem, warning
from plugins.newsroom.story import Article


def contradictions(bulletin: Bulletin) -> Iterator[Problem]:
    """A story pinned and banned, and a pin that the text links already."""
    for article in bulletin.planned_articles():
        pins = {str(key): key for key in article.manuscript.fields.get("related", ())}
        if not pins:
            continue
        for key in article.manuscript.fields.get("unrelated", ()):
            if key in pins:
                line = _mark(article, pins[key]).line
                what = f"'unrelated' bans {key}, which 'related' pins in line {line}"
                yield Problem(_mark(article, key), "pinned-and-banned", what, "keep it in one of the two")
        for link in (*article.lead_links, *article.end_links):
            if link.key in pins:
                what = f"'related' pins {link.key}, which the text links already, so the panel leaves it out"
                yield warning(_mark(article, pins[link.key]), "twice", what, "take it out of 'related' or of the links")


def _mark(article: Article, key: str) -> Mark:
    return key.mark if isinstance(key, Word) else article.manuscript.mark("related")
