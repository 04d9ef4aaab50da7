"""Revision: the stories whose bodies were edited, as they were published and then as they are now (newsroom/revision.py)."""

import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plugins.newsroom.bulletin import Bulletin
from plugins.newsroom.desk_files import read_desk
from plugins.newsroom.edition import CODES
from plugins.newsroom.manuscript import Manuscript
from plugins.newsroom.revision import FarReaching, Kept


class Revision:
    """``bulletin`` holds the revised stories as they were published, until ``turn`` gives them their new bodies."""

    def __init__(self, settings: Mapping[str, Any], reader: Any) -> None:
        self.content, self.reader = Path(settings["PATH"]), reader
        self.kept: Kept = settings["KEPT"]
        desk = read_desk(self.content / "desk", [])
        self.bulletin = Bulletin(settings["EDITIONS"], desk, settings["NOW"], settings["PREVIEW"], lists=settings["LISTS"])
        self.bulletin.articles = {code: [] for code in CODES}
        self._new: list[tuple[Manuscript, bytes]] = []
        try:
            self.bulletin.pages = self.kept.standing_pages(desk)
            for path, before in settings["REVISED"].items():
                self._add(Path(path), before)
        except (KeyError, ValueError, TypeError) as error:
            raise FarReaching from error

    def _add(self, path: Path, before: bytes) -> None:
        """Put the story of the text at ``path`` into the bulletin; ``before`` is the content digest that was published."""
        key = unicodedata.normalize("NFC", path.parent.relative_to(self.content / "news").as_posix())
        edition = path.suffixes[0].removeprefix(".")
        if key not in self.bulletin.stories:
            self._add_story(path.parent, key, edition)
        manuscript: Manuscript = self.bulletin.stories[key].articles[edition].manuscript
        if not self.reader.only_body_differs(manuscript, before):
            raise FarReaching
        self._new.append((manuscript, manuscript.digest))
        manuscript.digest = before

    def _add_story(self, folder: Path, key: str, edition: str) -> None:
        story = self.kept.story(key, edition, self.bulletin.desk)
        texts = {code: folder / f"index.{code}.md" for code in CODES if (folder / f"index.{code}.md").exists()}
        manuscripts = {one.edition: one for one in self.reader.read_story(texts, key, self.content.parent)}
        for code, article in story.articles.items():
            article.manuscript = manuscripts[code]
            self.bulletin.articles[code].append(article)
        self.bulletin.stories[key] = story

    def turn(self) -> None:
        """From here on the stories are what they are now."""
        for manuscript, digest in self._new:
            manuscript.digest = digest
