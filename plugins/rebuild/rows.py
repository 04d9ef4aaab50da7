"""Rows: what the roll says of one article, as a line of texts between tabs."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from plugins.newsroom.compact import as_json
from plugins.newsroom.moment import ZONE
from plugins.newsroom.panel import NAMES, Panels
from plugins.newsroom.shelf import digest
from plugins.newsroom.story import Article

KEYS = ("related", "unrelated")
"""Fields of front matter that name stories."""

CardOf = Callable[[Article], bytes]


class Row(NamedTuple):
    """An article on the roll: all texts, which are read when they are wanted.

    Moments are seconds since 1970, lists have blanks between, nothing is empty.
    """

    key: str
    edition: str
    slug: str
    title: str
    """As JSON without its quotes, so that there is no tab in it."""
    date: str
    section: str
    tags: str
    authors: str
    kind: str
    draft: str
    updated: str
    reach: str
    chosen: str
    card: str
    shows: str
    """Places among the keys of the roll: the stories whose cards its page shows."""
    files: str
    """Checksums of the addresses of its pictures and videos."""
    more: str
    """JSON of what few articles have."""


Keys = dict[str, int]
"""Places of keys on the roll."""


def row_of(article: Article, card: CardOf, keys: Keys) -> Row:
    """What the roll says of an article that was planned; keys that are not on it yet are put there."""
    fields = article.manuscript.fields
    more: dict[str, Any] = {name: [str(key) for key in fields[name]] for name in KEYS if name in fields}
    more |= {"publish_at": seconds(fields["publish_at"])} if "publish_at" in fields else {}
    more |= {"aliases": list(article.aliases)} if article.aliases else {}
    links = [str(link.key) for link in (*article.lead_links, *article.end_links)]
    more |= {"links": links} if links else {}
    shows = {keys.setdefault(key, len(keys)) for key in (*shown(article.panels), *links)}
    return Row(
        article.key,
        article.edition,
        str(article.slug),
        as_json(article.title)[1:-1],
        seconds(article.date),
        article.section.id,
        " ".join(tag.id for tag in article.tags),
        " ".join(writer.id for writer in article.authors),
        str(article.kind),
        "draft" if article.draft else "",
        seconds(article.updated),
        seconds(article.reach),
        str(article.story.chosen),
        card(article).hex(),
        " ".join(map(str, sorted(shows))),
        " ".join(sorted(set(map(checksum, files(article))))),
        as_json(more) if more else "",
    )


def files(article: Article) -> Iterator[str]:
    """Addresses of the article's pictures and videos."""
    photos = [one.picture for one in (article.cover, *article.photos) if one]
    videos = [one for one in (article.video, *article.clips) if one]
    for picture in (article.thumbnail, article.social_card, *photos, *(video.poster for video in videos)):
        yield from picture.weights if picture else ()
    for video in videos:
        yield from filter(None, (video.src, video.captions))


def checksum(address: str) -> str:
    """So large that two addresses of one site never have the same."""
    return digest(address)[:6].hex()


def shown(panels: Panels) -> set[str]:
    """Keys of the stories in the panels."""
    items = (item for name in NAMES for item in getattr(panels, name).items)
    return {item.key for item in items if isinstance(item, Article)}


def line_of(row: Row) -> str:
    """The row as one line of the roll."""
    return "\t".join(row)


def title_of(escaped: str) -> str:
    """The title as it was before ``row_of``."""
    return str(json.loads(f'"{escaped}"')) if "\\" in escaped else escaped


def seconds(moment: datetime | None) -> str:
    """Since 1970, exactly; nothing for nothing."""
    return repr(moment.timestamp()) if moment else ""


def moment_at(seconds: str) -> datetime:
    """The moment so many seconds after 1970 began."""
    return datetime.fromtimestamp(float(seconds), ZONE)
