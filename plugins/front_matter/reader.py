"""The Pelican reader of our manuscripts: YAML front matter and the safe Markdown of MARKDOWN."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from markdown import Markdown
from pelican.readers import BaseReader

from plugins.newsroom.edition import Edition
from plugins.newsroom.manuscript import Manuscript
from plugins.newsroom.problem import Mark
from plugins.newsroom.schema import Field
from plugins.newsroom.shelf import Shelf, content_digest, digest
from plugins.newsroom.workers import hands, spread

from .fields import PAGE_FIELDS, STORY_FIELDS
from .inheritance import settle
from .keeping import SEAM, pack, unpack, unpack_rest
from .manuscript import read_manuscript

_LINE_END = "\x1d"
"""For one in what a worker gives back, which is one line."""


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
        told = _Told(self, root, key, page, tuple((one.edition, one.path) for one in manuscripts))
        for manuscript in manuscripts:
            if not manuscript.problems:
                manuscript.told = told
        return manuscripts

    def only_body_differs(self, manuscript: Manuscript, before: bytes) -> bool:
        """Whether the story's text says the same as the file of the content digest ``before``, but for its body's words."""
        heads = [self.shelf.head(_key(of, manuscript.edition, STORY_FIELDS)) for of in (before, manuscript.digest)]
        return not manuscript.problems and heads[0] is not None and heads[0] == heads[1]

    def warm(self, files: Iterable[tuple[str, Path]], page: bool = False) -> None:
        """Read what is not on the shelf yet, on all cores; (edition, path) of each text. Faulty texts are left alone."""
        fields = PAGE_FIELDS if page else STORY_FIELDS

        def read(file: tuple[str, Path]) -> str:
            edition, path = file
            try:
                data = path.read_bytes()
            except OSError:
                return ""
            manuscript = self._make(data, path.name, "", edition, fields)
            rows = () if manuscript.problems else (_key(content_digest(data), edition, fields).hex(), *pack(manuscript))
            return SEAM.join(rows).replace("\n", _LINE_END)

        missing = [file for file in files if self._known(*file, fields) is None]
        if hands(len(missing)) > 1:
            rows = (line.split(SEAM, 2) for line in spread(missing, read) if line)
            self.shelf.put_all((bytes.fromhex(key), head, rest.replace(_LINE_END, "\n")) for key, head, rest in rows)

    def _known(self, edition: str, path: Path, fields: Sequence[Field]) -> tuple[bytes, str] | None:
        """(digest of the bytes, head) of a text whose bytes are known and on the shelf."""
        of = self.digests.get(str(path))
        head = self.shelf.head(_key(of, edition, fields)) if of is not None else None
        return (of, head) if of is not None and head is not None else None

    def _read_one(self, path: Path, edition: str, key: str, root: Path, fields: Sequence[Field]) -> Manuscript:
        """One manuscript, taken from the shelf where the same bytes were read before without a problem."""
        shown = path.as_posix().removeprefix(f"{root.as_posix()}/")
        known = self._known(edition, path, fields)
        if known is not None:
            manuscript = unpack(known[1], shown, key, edition)
            manuscript.digest = known[0]
        else:
            try:
                data = path.read_bytes()
            except OSError as error:
                return _unreadable(shown, key, edition, error)
            manuscript = self._read_bytes(data, shown, key, edition, fields)
        if not manuscript.problems:
            manuscript.body.load = _Kept(self, root, fields, shown, edition, manuscript.digest)
        return manuscript

    def _read_bytes(self, data: bytes, shown: str, key: str, edition: str, fields: Sequence[Field]) -> Manuscript:
        of = content_digest(data)
        head = self.shelf.head(_key(of, edition, fields))
        if head is not None:
            manuscript = unpack(head, shown, key, edition)
        else:
            manuscript = self._make(data, shown, key, edition, fields)
            if not manuscript.problems:
                self.shelf.put(_key(of, edition, fields), *pack(manuscript))
                manuscript.text = ""
                manuscript.body.forget()
        manuscript.digest = of
        return manuscript

    def load(self, shown: str, root: Path, edition: str, of: bytes, fields: Sequence[Field]) -> list[str]:
        """The blocks of the manuscript that had this content digest, made again where the shelf has lost them."""
        rest = self.shelf.rest(_key(of, edition, fields))
        if rest is not None:
            return unpack_rest(rest)
        return self._make((root / shown).read_bytes(), shown, "", edition, fields).body.blocks

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
            options = self.settings["MANUSCRIPT_MARKDOWN"]
            configs = {**options["extension_configs"], "plugins.body": {"edition": editions[edition]}}
            footnotes = {"BACKLINK_TITLE": editions[edition].label("footnote_back")}
            configs["markdown.extensions.footnotes"] = footnotes
            self._converters[edition] = Markdown(
                extensions=options["extensions"], extension_configs=configs, output_format="html"
            )
        return self._converters[edition]


@dataclass(frozen=True, slots=True)
class _Kept:
    """Fetches the blocks of a manuscript. There is one for each text: it holds what is held anyway."""

    reader: ManuscriptReader
    root: Path
    fields: Sequence[Field]
    path: str
    edition: str
    digest: bytes

    def __call__(self) -> list[str]:
        return self.reader.load(self.path, self.root, self.edition, self.digest, self.fields)


@dataclass(frozen=True, slots=True)
class _Told:
    """Reads the texts of a story once more, to tell where something stands in one: only problems ask for that."""

    reader: ManuscriptReader
    root: Path
    key: str
    page: bool
    paths: tuple[tuple[str, str], ...]

    def marks(self, edition: str) -> dict[str, Mark]:
        """Where the fields stand, the inherited ones too."""
        files = {code: self.root / path for code, path in self.paths}
        manuscripts = self.reader.read_story(files, self.key, self.root, self.page)
        return next(one.marks for one in manuscripts if one.edition == edition)

    def text(self, edition: str) -> str:
        """The body as written."""
        path = dict(self.paths)[edition]
        fields = PAGE_FIELDS if self.page else STORY_FIELDS
        return read_manuscript((self.root / path).read_bytes(), path, self.key, edition, fields).text


def _key(of: bytes, edition: str, fields: Sequence[Field]) -> bytes:
    """Where a text of these bytes stands on the shelf; a page and a story of the same bytes are different things."""
    return digest(of, edition, fields[-1].name)


def _unreadable(shown: str, key: str, edition: str, error: OSError) -> Manuscript:
    manuscript = Manuscript(shown, key, edition)
    what = f"can't read the file: {error.strerror}"
    manuscript.complain(Mark(shown), "unreadable", what, "give it read permission (chmod 644)")
    return manuscript
