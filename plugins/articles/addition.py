"""Addition: stories were added and nothing else happened, so the others are taken as published (newsroom/bulletin.py)."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from plugins.newsroom.bulletin import Bulletin
from plugins.newsroom.revision import FarReaching, Kept
from plugins.newsroom.story import Article
from plugins.newsroom.tree import Folder


def take_kept(bulletin: Bulletin, folders: Mapping[str, Folder], settings: Mapping[str, Any], reader: Any) -> None:
    """Put all stories but those that are planned into the bulletin; ``folders`` are those of content/news by key."""
    kept: Kept = settings["KEPT"]
    bulletin.added = settings["ADDED"]
    bulletin.planned = bulletin.added | settings["REACHED"]
    bulletin.stories, bulletin.hidden = kept.roll(bulletin.desk, bulletin.planned)
    root, digests = Path(settings["PATH"]).parent, settings["CONTENT_DIGESTS"]
    for key, story in bulletin.stories.items():
        for code, article in story.articles.items():
            path = folders[key].texts[code]
            article.manuscript.digest = digests[str(path)]
            article.manuscript.body.load = partial(_load, reader, folders[key], code, root)
            bulletin.articles[code].append(article)


def _load(reader: Any, folder: Folder, code: str, root: Path) -> tuple[str, list[str]]:
    """Text and blocks of one text of a kept story."""
    manuscripts = {one.edition: one for one in reader.read_story(folder.texts, folder.key, root)}
    return manuscripts[code].source(), manuscripts[code].body.made


def tell_newer(bulletin: Bulletin) -> None:
    """Note the kept stories that are newer than what is added: their pages look back on it. FarReaching if a story that was
    added is not to be seen."""
    if not bulletin.added <= bulletin.stories.keys():
        raise FarReaching
    for articles in bulletin.articles.values():
        first = min((_order(article) for article in articles if article.key in bulletin.added), default=None)
        if first is not None:
            bulletin.reached |= {one.key for one in articles if bulletin.is_kept(one) and _order(one) > first}


def _order(article: Article) -> tuple[Any, str]:
    return article.date, article.key
