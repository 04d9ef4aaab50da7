"""Addition: stories were added or edited and nothing else happened, so the others are taken as they were published.

What that asks of plugins says newsroom/bulletin.py at ``planned``.
"""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from plugins.newsroom.bulletin import Bulletin
from plugins.newsroom.revision import FarReaching, Kept, Roll
from plugins.newsroom.story import Article
from plugins.newsroom.tree import Folder


def take_kept(bulletin: Bulletin, folders: Mapping[str, Folder], settings: Mapping[str, Any], reader: Any) -> Roll:
    """Put all stories but those that are planned into the bulletin; ``folders`` are those of content/news by key."""
    kept: Kept = settings["KEPT"]
    bulletin.planned = settings["PLANNED"] | settings["REACHED"]
    roll = kept.roll(bulletin.desk, bulletin.planned)
    bulletin.stories, bulletin.hidden = dict(roll.stories), dict(roll.hidden)
    root, digests = Path(settings["PATH"]).parent, settings["CONTENT_DIGESTS"]
    for key, story in bulletin.stories.items():
        for code, article in story.articles.items():
            path = folders[key].texts[code]
            article.manuscript.digest = digests[str(path)]
            article.manuscript.body.load = partial(_load, reader, folders[key], code, root)
            bulletin.articles[code].append(article)
    return roll


def _load(reader: Any, folder: Folder, code: str, root: Path) -> tuple[str, list[str]]:
    """Text and blocks of one text of a kept story."""
    manuscripts = {one.edition: one for one in reader.read_story(folder.texts, folder.key, root)}
    return manuscripts[code].source(), manuscripts[code].body.made


def tell_added(bulletin: Bulletin, roll: Roll) -> None:
    """Note which of the planned stories, read meanwhile, are new, and the kept ones that are newer than those: their pages
    look back on them.

    FarReaching where a planned story is or was hidden (links to it come or go), or has left its place in the lists.
    """
    planned = bulletin.planned or frozenset()
    if not planned <= bulletin.stories.keys() or not planned.isdisjoint(roll.hidden):
        raise FarReaching
    bulletin.added = planned - roll.published
    if not all(roll.has(bulletin.stories[key]) for key in planned & roll.published):
        raise FarReaching
    for articles in bulletin.articles.values():
        first = min((_order(article) for article in articles if article.key in bulletin.added), default=None)
        if first is not None:
            bulletin.reached |= {one.key for one in articles if bulletin.is_kept(one) and _order(one) > first}


def _order(article: Article) -> tuple[Any, str]:
    return article.date, article.key
