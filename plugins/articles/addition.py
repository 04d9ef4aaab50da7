"""Addition: stories were added or edited and nothing else happened, so the others are taken as they were published.

What that asks of plugins says newsroom/bulletin.py at ``planned``.
"""

from collections.abc import Mapping, Set
from functools import partial
from pathlib import Path
from typing import Any

from plugins.newsroom.bulletin import Bulletin
from plugins.newsroom.manuscript import Manuscript
from plugins.newsroom.revision import FEW, FarReaching, Kept, Roll
from plugins.newsroom.story import Article
from plugins.newsroom.tree import Folder


def take_kept(bulletin: Bulletin, folders: Mapping[str, Folder], settings: Mapping[str, Any], reader: Any) -> Roll:
    """Put all stories but those that are planned into the bulletin; ``folders`` are those of content/news by key."""
    kept: Kept = settings["KEPT"]
    if len(settings["PLANNED"]) > FEW:
        raise FarReaching
    bulletin.planned = settings["PLANNED"] | settings["REACHED"]
    roll = kept.roll(bulletin.desk, bulletin.planned)
    bulletin.stories, bulletin.hidden = dict(roll.stories), dict(roll.hidden)
    root, digests = Path(settings["PATH"]).parent, settings["CONTENT_DIGESTS"]
    try:
        for key, story in bulletin.stories.items():
            for code, article in story.articles.items():
                article.manuscript.digest = digests[folders[key].files[code]]
                article.manuscript.body.load = partial(_load, reader, folders[key], code, root)
                bulletin.articles[code].append(article)
    except KeyError as error:
        raise FarReaching from error  # its folder is not as it was
    return roll


def _load(reader: Any, folder: Folder, code: str, root: Path) -> list[str]:
    """The blocks of one text of a kept story."""
    manuscripts: dict[str, Manuscript] = {one.edition: one for one in reader.read_story(folder.texts, folder.key, root)}
    return manuscripts[code].body.made


def plan_reached(bulletin: Bulletin, roll: Roll) -> frozenset[str]:
    """Tell what of the planned stories, read meanwhile, is new; the keys of the kept stories that have to be planned
    besides, which are taken out: those that are newer (their pages look back), and those that print another's new words.

    FarReaching where a planned story is or was hidden (links to it come or go), or has left its place in the lists.
    """
    planned = bulletin.planned or frozenset()
    if not planned <= bulletin.stories.keys() or not planned.isdisjoint(roll.hidden):
        raise FarReaching
    bulletin.added = planned - roll.published
    edited = [bulletin.stories[key] for key in planned & roll.published]
    if not all(map(roll.has, edited)):
        raise FarReaching
    reached = roll.showing(story.key for story in edited if roll.says_otherwise(story))
    for articles in bulletin.articles.values():
        first = min((_order(article) for article in articles if article.key in bulletin.added), default=None)
        if first is not None:
            reached.update(one.key for one in articles if _order(one) > first)
    return plan_too(bulletin, reached)


def plan_too(bulletin: Bulletin, reached: Set[str]) -> frozenset[str]:
    """Take the kept ones of these stories out of the bulletin: they have to be planned. FarReaching if they are many."""
    planned = bulletin.planned or frozenset()
    more = frozenset(reached - planned)
    if len(more) > FEW:
        raise FarReaching
    if not more:
        return more
    bulletin.planned = planned | more
    bulletin.stories = {key: story for key, story in bulletin.stories.items() if key not in more}
    for code, articles in bulletin.articles.items():
        bulletin.articles[code] = [article for article in articles if article.key not in more]
    return more


def _order(article: Article) -> tuple[Any, str]:
    return article.date, article.key
