"""Tree: the files of content/ as stories and standing pages; what does not belong there is told, never skipped in silence."""

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from .edition import CODES
from .problem import Mark, Problem
from .schema import did_you_mean

PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".gif")
ATTACHED = (*PICTURES, ".mp4", ".webm", ".vtt")
DESK_FILES = ("sections.yaml", "tags.yaml", "writers.yaml", "need_to_know.yaml", "most_read.yaml")
DESK_FOLDERS = ("reads", "related")
"""Folders of content/desk that hold tables: .csv files, whose readers look at their names."""
_LEFTOVER = re.compile(r"(^[.#~])|(~$)|\.(orig|bak|swp|swo|tmp|rej)$|^(Thumbs\.db|desktop\.ini)$", re.IGNORECASE)
_TEXT = re.compile(r"index\.([\w-]+)\.md")
_TEXTS = tuple((code, f"index.{code}.md") for code in CODES)
_STORY = re.compile(r"\d{4}/(0[1-9]|1[0-2])/[^/]+")
_MENDS = {
    ".heic": "phones save HEIC: export the photo as JPEG",
    ".svg": "an SVG can hold scripts: export it as PNG",
    ".html": "only Markdown is published: write index.vi.md",
}


@dataclass(slots=True)
class Folder:
    """One folder with texts: its key and the text files by edition, the default edition first."""

    key: str
    files: dict[str, str] = field(default_factory=dict)

    @property
    def texts(self) -> dict[str, Path]:
        """The files as paths: made when they are asked for, as few builds read all."""
        return {code: Path(file) for code, file in self.files.items()}


@dataclass(slots=True)
class Tree:
    """The folders of content/, in the order of their keys."""

    stories: list[Folder] = field(default_factory=list)
    pages: list[Folder] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_tree(content: Path, sound: Mapping[str, tuple[Sequence[str], Sequence[str]]] | None = None) -> Tree:
    """Everything under ``content``; paths in problems are relative to the folder that holds it.

    ``sound``: paths of the files and of the folders in each folder that is as it was when nothing was wrong with it.
    """
    walker = _Walker(content, sound or {})
    tree = Tree(problems=walker.problems)
    for name in walker.names(str(content)):
        if name.text in ("news", "pages"):
            continue
        if name.text == "desk" and name.is_dir:
            walker.desk(str(content / name.text))
        elif name.text != "README.md":
            what, mend = "does not belong into content/", "stories live in news/, pages in pages/"
            walker.complain(str(content / name.text), "stray", what, mend)
    for area, target in (("news", tree.stories), ("pages", tree.pages)):
        if (content / area).is_dir():
            target.extend(walker.folders(str(content / area), area))
    return tree


class _Name(NamedTuple):
    text: str
    is_dir: bool


class _Walker:
    def __init__(self, content: Path, sound: Mapping[str, tuple[Sequence[str], Sequence[str]]]) -> None:
        self.content, self._sound = content, sound
        self.problems: list[Problem] = []

    def names(self, folder: str) -> list[_Name]:
        """The sound entries of a folder by name; links, pipes and names that differ only in case are told."""
        if folder in self._sound:
            kinds = zip(self._sound[folder], (False, True), strict=True)
            found = sorted(_Name(path.rpartition(os.sep)[2], is_dir) for paths, is_dir in kinds for path in paths)
            return [name for name in found if not _LEFTOVER.search(name.text)]
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            self.complain(
                folder, "unreadable", f"can't read the folder: {error.strerror}", "give it read permission (chmod 755)"
            )
            return []
        sound, lower = [], dict[str, str]()
        for entry in entries:
            path = entry.path
            # The folder's own listing tells the kinds: no file is looked at.
            is_dir = entry.is_dir(follow_symlinks=False)
            if entry.is_symlink():
                self.complain(
                    path, "link", "is a symbolic link: it could publish what lies outside", "put the file itself here"
                )
            elif not (is_dir or entry.is_file(follow_symlinks=False)):
                self.complain(path, "special", "is no regular file but a pipe or device", "delete it")
            elif not entry.name.isprintable():
                self.complain(path, "name", "has a sign in its name that nobody sees", "rename it")
            elif not _LEFTOVER.search(entry.name):
                folded = unicodedata.normalize("NFC", entry.name).casefold()
                if folded in lower:
                    what = f"differs from {lower[folded]} only in case: one file on macOS and Windows"
                    self.complain(path, "case", what, "rename one of them")
                lower[folded] = entry.name
                sound.append(_Name(entry.name, is_dir))
        return sound

    def desk(self, folder: str) -> None:
        """Tell what nobody would read: a misspelt file would otherwise be as good as none."""
        for name in self.names(folder):
            path = os.path.join(folder, name.text)
            if name.is_dir and name.text in DESK_FOLDERS:
                for one in self.names(path):
                    if one.is_dir or not one.text.endswith(".csv"):
                        what = f"does not belong into desk/{name.text}/"
                        self.complain(os.path.join(path, one.text), "stray", what, "only .csv files are read there")
            elif name.text not in ("README.md", *([] if name.is_dir else DESK_FILES)):
                mend = did_you_mean(name.text, DESK_FOLDERS if name.is_dir else DESK_FILES)
                self.complain(path, "stray", "is nothing the desk has", mend)

    def folders(self, folder: str, area: str, key: str = ".") -> Iterator[Folder]:
        """The story folders at and below ``folder``, which is called ``key`` in its area."""
        if folder in self._sound and (texts := self._sound_texts(folder)):
            yield Folder(key, texts)
            return
        names = self.names(folder)
        files = [name.text for name in names if not name.is_dir]
        if files:
            yield from self.folder(folder, area, key, files)
        for name in names:
            if name.is_dir:
                own = unicodedata.normalize("NFC", name.text)
                yield from self.folders(f"{folder}{os.sep}{name.text}", area, own if key == "." else f"{key}/{own}")

    def _sound_texts(self, folder: str) -> dict[str, str]:
        """The texts of a story in whose folder nothing was wrong, and nothing is below; none where it is no such folder."""
        files, below = self._sound[folder]
        return {} if below else {code: path for code, name in _TEXTS if (path := f"{folder}{os.sep}{name}") in files}

    def folder(self, path: str, area: str, key: str, files: list[str]) -> Iterator[Folder]:
        found = Folder(key)
        sound = True
        for file in files:
            sound &= self.file(path, file, found)
        right = _STORY.fullmatch(key) if area == "news" else key != "." and "/" not in key
        if found.files and not right:
            form = "news/2025/07/name/index.vi.md" if area == "news" else "pages/name/index.vi.md"
            self.complain(next(iter(found.files.values())), "place", "is not where a text can be", f"move it to {form}")
        elif found.files:
            found.files = {code: found.files[code] for code in CODES if code in found.files}
            yield found
        elif sound:
            self.complain(path, "no-text", "has files but no text", "add index.vi.md or delete the folder")

    def file(self, folder: str, name: str, found: Folder) -> bool:
        """Put a text into the folder; False where the file may not be there."""
        text, file = _TEXT.fullmatch(name), f"{folder}{os.sep}{name}"
        if text and text[1] in CODES:
            found.files[text[1]] = file
            return True
        if name.endswith(ATTACHED):
            return True
        suffix = Path(name).suffix
        if text:
            self.complain(file, "edition", f"there is no edition (lang) '{text[1]}'", did_you_mean(text[1], CODES))
        elif suffix == ".md":
            what = f"is no text of an edition: the lang is told by the name, not '{name}'"
            self.complain(file, "name", what, "call it index.vi.md or index.en.md, in a folder of its own")
        else:
            allowed = ", ".join((".md", *ATTACHED))
            mend = _MENDS.get(suffix.lower(), f"allowed: {allowed} in small letters")
            self.complain(file, "extension", f"files with the extension {suffix or '(none)'} are not published", mend)
        return False

    def complain(self, path: str, rule: str, message: str, mend: str) -> None:
        shown = Path(path).relative_to(self.content.parent).as_posix()
        seen = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in shown)
        self.problems.append(Problem(Mark(seen), rule, message, mend))
