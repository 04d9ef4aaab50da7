"""The Pelican reader of our manuscripts: YAML front matter and the safe Markdown of MARKDOWN."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from markdown import Markdown
from pelican.readers import BaseReader

from plugins.newsroom.edition import Edition
from plugins.newsroom.manuscript import Manuscript
from plugins.newsroom.problem import Mark, Problem
from plugins.newsroom.schema import Field
from plugins.newsroom.shelf import digest

from .fields import PAGE_FIELDS, STORY_FIELDS
from .inheritance import settle
from .manuscript import read_manuscript


class ManuscriptReader(BaseReader):  # type: ignore[misc]
    """Reads ``index.<edition>.md``; one converter an edition is made and used for all texts."""

    enabled = True
    file_extensions: ClassVar[list[str]] = ["md"]

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__(settings)
        self._converters: dict[str, Markdown] = {}

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """(HTML, metadata) as Pelican wants them from any reader; ValueError with all problems of the file."""
        path = Path(source_path)
        edition = path.suffixes[-2].lstrip(".") if len(path.suffixes) > 1 else ""
        (manuscript,) = self.read_story({edition: path}, path.parent.name, path.parent)
        if manuscript.problems:
            raise ValueError("\n".join(map(str, manuscript.problems)))
        return "\n".join(manuscript.body.blocks), dict(manuscript.fields)

    def read_story(self, files: dict[str, Path], key: str, root: Path, page: bool = False) -> list[Manuscript]:
        """The manuscripts of one folder (files by edition, the default edition first), fields inherited.

        ``root`` is the folder that paths are shown relative to; ``page`` tells a standing page from a story.
        """
        fields = PAGE_FIELDS if page else STORY_FIELDS
        manuscripts = [self._read_one(path, edition, key, root, fields) for edition, path in files.items()]
        settle(manuscripts, fields)
        return manuscripts

    def _read_one(self, path: Path, edition: str, key: str, root: Path, fields: Sequence[Field]) -> Manuscript:
        shown = path.relative_to(root).as_posix()
        try:
            data = path.read_bytes()
        except OSError as error:
            manuscript = Manuscript(shown, key, edition)
            what = f"can't read the file: {error.strerror}"
            manuscript.problems.append(Problem(Mark(shown), "unreadable", what, "give it read permission (chmod 644)"))
            return manuscript
        manuscript = read_manuscript(data, shown, key, edition, fields)
        manuscript.digest = digest(data)
        self._convert(manuscript)
        return manuscript

    def _convert(self, manuscript: Manuscript) -> None:
        """Put the converted body into the manuscript, its problems at their places."""
        converter = self._converter(manuscript.edition)
        converter.reset()
        converter.convert(manuscript.text)
        manuscript.body = converter.body  # type: ignore[attr-defined]
        seen: dict[str, int] = {}
        for needle, rule, message, mend in manuscript.body.problems:
            at = manuscript.text.find(needle, seen.get(needle, 0))
            seen[needle] = at + 1
            manuscript.complain(manuscript.find(needle, max(at, 0)), rule, message, mend)

    def _converter(self, edition: str) -> Markdown:
        if edition not in self._converters:
            editions: dict[str, Edition] = self.settings["EDITIONS"]
            options = self.settings["MARKDOWN"]
            configs = {**options["extension_configs"], "plugins.body": {"edition": editions[edition]}}
            footnotes = {"BACKLINK_TITLE": editions[edition].label("footnote_back")}
            configs["markdown.extensions.footnotes"] = footnotes
            self._converters[edition] = Markdown(
                extensions=options["extensions"], extension_configs=configs, output_format="html"
            )
        return self._converters[edition]
