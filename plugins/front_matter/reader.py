"""The Pelican reader of our manuscripts: YAML front matter and the safe Markdown of MARKDOWN."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from markdown import Markdown
from pelican.readers import BaseReader

from plugins.newsroom.edition import Edition
from plugins.newsroom.manuscript import Manuscript
from plugins.newsroom.problem import Mark
from plugins.newsroom.schema import Field
from plugins.newsroom.shelf import Shelf, content_digest, digest

from .fields import PAGE_FIELDS, STORY_FIELDS
from .inheritance import settle
from .keeping import pack, unpack, unpack_rest
from .manuscript import read_manuscript


class ManuscriptReader(BaseReader):  # type: ignore[misc]
    """Reads ``index.<edition>.md``; one converter an edition is made and used for all texts."""

    enabled = True
    file_extensions: ClassVar[list[str]] = ["md"]

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__(settings)
        self._converters: dict[str, Markdown] = {}
        self.shelf: Shelf = settings["MANUSCRIPTS"]
        self.digests: dict[str, bytes] = settings["CONTENT_DIGESTS"]

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
        """One manuscript, taken from the shelf where the same bytes were read before without a problem."""
        shown = path.relative_to(root).as_posix()
        try:
            data = None if str(path) in self.digests else path.read_bytes()
            of = content_digest(data) if data is not None else self.digests[str(path)]
            shelf_key = digest(of, edition, fields[-1].name)
            head = self.shelf.head(shelf_key)
            if head is not None:
                manuscript = unpack(head, shown, key, edition)
            else:
                manuscript = self._make(data or path.read_bytes(), shown, key, edition, fields)
                if not manuscript.problems:
                    self.shelf.put(shelf_key, *pack(manuscript))
                    manuscript.text = ""
                    manuscript.body.forget()
        except OSError as error:
            return _unreadable(shown, key, edition, error)
        manuscript.digest = of
        if not manuscript.problems:
            manuscript.body.load = partial(self._load, shelf_key, path, shown, edition, fields)
        return manuscript

    def _load(
        self, shelf_key: bytes, path: Path, shown: str, edition: str, fields: Sequence[Field]
    ) -> tuple[str, list[str]]:
        """The text and blocks of a manuscript, made again where the shelf has lost them."""
        rest = self.shelf.rest(shelf_key)
        if rest is not None:
            return unpack_rest(rest)
        manuscript = self._make(path.read_bytes(), shown, "", edition, fields)
        return manuscript.text, manuscript.body.blocks

    def _make(self, data: bytes, shown: str, key: str, edition: str, fields: Sequence[Field]) -> Manuscript:
        manuscript = read_manuscript(data, shown, key, edition, fields)
        self._convert(manuscript)
        return manuscript

    def _convert(self, manuscript: Manuscript) -> None:
        """Put the converted body into the manuscript, its problems at their places."""
        converter = self._converter(manuscript.edition)
        converter.reset()
        try:
            converter.convert(manuscript.text)
        except RecursionError:
            del self._converters[manuscript.edition]
            line = Mark(manuscript.path, manuscript.text_line)
            manuscript.complain(line, "nesting", "lists or quotations are nested too deep", "write it flatter")
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


def _unreadable(shown: str, key: str, edition: str, error: OSError) -> Manuscript:
    manuscript = Manuscript(shown, key, edition)
    what = f"can't read the file: {error.strerror}"
    manuscript.complain(Mark(shown), "unreadable", what, "give it read permission (chmod 644)")
    return manuscript
