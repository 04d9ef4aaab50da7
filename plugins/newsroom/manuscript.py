"""Manuscript: one text file as its reader understood it, before it becomes an article."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from .problem import Mark, Problem


@dataclass(slots=True)
class Figure:
    """A photo or infographic placed in the body: the file as written, and the words that go with it."""

    file: str
    alt: str
    caption: str = ""
    credit: str = ""


@dataclass(slots=True)
class Clip:
    """A video: a file of our own, or an address elsewhere that opens only when the reader asks."""

    file: str = ""
    url: str = ""
    poster: str = ""
    captions: str = ""
    duration: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(slots=True)
class Correction:
    """A correction the bulletin owns up to: when, and what was wrong."""

    when: Any
    text: str


@dataclass(slots=True)
class Body:
    """The text after the front matter, converted: HTML block by block, and what it refers to.

    The ``blocks`` are the top-level elements in order; story links stand in them as ``href="story:KEY"``, pictures as
    ``src="photo:FILE"``, until the plugins that know the answers put them in.
    """

    crossheads: list[tuple[str, str]] = field(default_factory=list)
    """(anchor, text) of each crosshead."""
    figures: list[Figure] = field(default_factory=list)
    clips: list[Clip] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    """Targets of the links to stories and pages, as written."""
    corrections: list[Correction] = field(default_factory=list)
    problems: list[tuple[str, str, str, str]] = field(default_factory=list)
    """(text to look for in the source, rule, message, mend): the converter knows no lines, the reader finds them."""
    load: Callable[[], list[str]] | None = None
    """Where the blocks are kept, if they are not here."""
    _made: list[str] | None = None
    _blocks: list[str] | None = None
    _finishers: tuple[Callable[[list[str]], list[str]], ...] = ()

    @property
    def blocks(self) -> list[str]:
        """The top-level elements, fetched and finished when they are wanted."""
        if self._blocks is None:
            blocks = self.made
            for finish in self._finishers:
                blocks = finish(blocks)
            self._blocks = blocks
            if self.load:
                _at_hand.append(self)
                if len(_at_hand) > AT_HAND:
                    _at_hand.popleft().forget()
        return self._blocks

    @blocks.setter
    def blocks(self, blocks: list[str]) -> None:
        self._made, self._blocks = blocks, None

    @property
    def made(self) -> list[str]:
        """The blocks as they come out of this text alone, whatever it links to."""
        if self._made is None:
            return self.load() if self.load else []
        return self._made

    def finish(self, by: Callable[[list[str]], list[str]]) -> None:
        """Have ``by`` put into the blocks what it knows, when somebody wants them; in the order of the calls.

        What ``by`` puts in must be told by a field of the article, so that its page is made anew when that changes.
        """
        self._finishers = (*self._finishers, by)
        if self._blocks is not None:
            self._blocks = by(self._blocks)

    def forget(self) -> None:
        """Drop the blocks: ``load`` will fetch them when they are wanted."""
        self._made = self._blocks = None


AT_HAND = 32
"""Bodies whose blocks are kept in memory once they were fetched: all would be most of what a build needs of it."""
_at_hand: deque[Body] = deque()
_FORGOTTEN: dict[str, Mark] = {}


class Told(Protocol):
    """Reads the texts of a story once more, by edition."""

    def marks(self, edition: str) -> dict[str, Mark]: ...

    def text(self, edition: str) -> str: ...


@dataclass(slots=True)
class Manuscript:
    """One ``index.<edition>.md``: its typed fields with their places, its body, its problems."""

    path: str
    """As shown to the editor: relative to the project."""
    story: str
    """Key of the story: the folder, relative to ``news`` or ``pages``."""
    edition: str
    fields: dict[str, Any] = field(default_factory=dict)
    marks: dict[str, Mark] = field(default_factory=dict)
    """Where the fields stand; ``mark`` is whom to ask once they may have been forgotten."""
    body: Body = field(default_factory=Body)
    problems: list[Problem] = field(default_factory=list)
    digest: bytes = b""
    """Of the file's bytes."""
    text: str = ""
    """The body as written, to find a line in; empty if it need not stay here (``source`` fetches it)."""
    text_line: int = 1
    told: Told | None = None
    """What gives marks and text again, if they need not stay here."""

    def mark(self, name: str) -> Mark:
        """Where the field stands, or the top of the file where it is missing."""
        if self.told and self.marks is _FORGOTTEN:
            self.marks = self.told.marks(self.edition)
        return self.marks.get(name) or Mark(self.path)

    def forget(self, *but: str) -> None:
        """Let the front matter go, but for these fields: it is much of what a text takes in memory, and seldom asked for."""
        self.fields = {name: self.fields[name] for name in but if name in self.fields}
        if self.told:
            self.marks = _FORGOTTEN

    def find(self, needle: str, after: int = 0) -> Mark:
        """Where the text stands in the body, or the body's first line where it can't be found."""
        text = self.source()
        at = text.find(needle, after)
        if at < 0:
            return Mark(self.path, self.text_line)
        line_start = text.rfind("\n", 0, at) + 1
        return Mark(self.path, self.text_line + text.count("\n", 0, at), at - line_start + 1)

    def source(self) -> str:
        """The body as written."""
        return self.text or (self.told.text(self.edition) if self.told else "")

    def complain(self, mark: Mark, rule: str, message: str, mend: str) -> None:
        self.problems.append(Problem(mark, rule, message, mend))
