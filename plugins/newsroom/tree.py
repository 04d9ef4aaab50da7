"""Tree: the files of content/ as stories and standing pages; what does not belong there is told, never skipped in silence."""

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

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
    texts: dict[str, Path] = field(default_factory=dict)


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
    for name in walker.names(content):
        if name.path.name in ("news", "pages"):
            continue
        if name.path.name == "desk" and name.is_dir:
            walker.desk(name.path)
        elif name.path.name != "README.md":
            walker.complain(
                name.path, "stray", "does not belong into content/", "stories live in news/, pages in pages/"
            )
    for area, target in (("news", tree.stories), ("pages", tree.pages)):
        if (content / area).is_dir():
            target.extend(walker.folders(content / area, area))
    return tree


@dataclass(frozen=True, slots=True)
class _Name:
    path: Path
    is_dir: bool


class _Walker:
    def __init__(self, content: Path, sound: Mapping[str, tuple[Sequence[str], Sequence[str]]]) -> None:
        self.content, self._sound = content, sound
        self.problems: list[Problem] = []

    def names(self, folder: Path) -> list[_Name]:
        """The sound entries of a folder by name; links, pipes and names that differ only in case are told."""
        if str(folder) in self._sound:
            kinds = zip(self._sound[str(folder)], (False, True), strict=True)
            found = sorted((path.rpartition(os.sep)[2], is_dir) for paths, is_dir in kinds for path in paths)
            return [_Name(folder / name, is_dir) for name, is_dir in found if not _LEFTOVER.search(name)]
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            self.complain(
                folder, "unreadable", f"can't read the folder: {error.strerror}", "give it read permission (chmod 755)"
            )
            return []
        sound, lower = [], dict[str, str]()
        for entry in entries:
            path = folder / entry.name
            # The folder's own listing tells the kinds: no file is looked at.
            is_dir = entry.is_dir(follow_symlinks=False)
            if entry.is_symlink():
                self.complain(
                    path, "link", "is a symbolic link: it could publish what lies outside", "put the file itself here"
                )
            elif not (is_dir or entry.is_file(follow_symlinks=False)):
                self.complain(path, "special", "is no regular file but a pipe or device", "delete it")
            elif not _LEFTOVER.search(entry.name):
                folded = unicodedata.normalize("NFC", entry.name).casefold()
                if folded in lower:
                    what = f"differs from {lower[folded]} only in case: one file on macOS and Windows"
                    self.complain(path, "case", what, "rename one of them")
                lower[folded] = entry.name
                sound.append(_Name(path, is_dir))
        return sound

    def desk(self, folder: Path) -> None:
        """Tell what nobody would read: a misspelt file would otherwise be as good as none."""
        for name in self.names(folder):
            if name.is_dir and name.path.name in DESK_FOLDERS:
                for one in self.names(name.path):
                    if one.is_dir or one.path.suffix != ".csv":
                        what = f"does not belong into desk/{name.path.name}/"
                        self.complain(one.path, "stray", what, "only .csv files are read there")
            elif name.path.name not in ("README.md", *([] if name.is_dir else DESK_FILES)):
                mend = did_you_mean(name.path.name, DESK_FOLDERS if name.is_dir else DESK_FILES)
                self.complain(name.path, "stray", "is nothing the desk has", mend)

    def folders(self, folder: Path, area: str, key: str = ".") -> Iterator[Folder]:
        """The story folders at and below ``folder``, which is called ``key`` in its area."""
        names = self.names(folder)
        files = [name.path for name in names if not name.is_dir]
        if files:
            yield from self.folder(folder, area, key, files)
        for name in names:
            if name.is_dir:
                own = unicodedata.normalize("NFC", name.path.name)
                yield from self.folders(name.path, area, own if key == "." else f"{key}/{own}")

    def folder(self, path: Path, area: str, key: str, files: list[Path]) -> Iterator[Folder]:
        found = Folder(key)
        sound = True
        for file in files:
            sound &= self.file(file, found)
        right = _STORY.fullmatch(key) if area == "news" else key != "." and "/" not in key
        if found.texts and not right:
            form = "news/2025/07/name/index.vi.md" if area == "news" else "pages/name/index.vi.md"
            self.complain(next(iter(found.texts.values())), "place", "is not where a text can be", f"move it to {form}")
        elif found.texts:
            found.texts = {code: found.texts[code] for code in CODES if code in found.texts}
            yield found
        elif sound:
            self.complain(path, "no-text", "has files but no text", "add index.vi.md or delete the folder")

    def file(self, file: Path, found: Folder) -> bool:
        """Put a text into the folder; False where the file may not be there."""
        text = _TEXT.fullmatch(file.name)
        if text and text[1] in CODES:
            found.texts[text[1]] = file
        elif text:
            self.complain(file, "edition", f"there is no edition (lang) '{text[1]}'", did_you_mean(text[1], CODES))
        elif file.suffix == ".md":
            what = f"is no text of an edition: the lang is told by the name, not '{file.name}'"
            self.complain(file, "name", what, "call it index.vi.md or index.en.md, in a folder of its own")
        elif file.suffix not in ATTACHED:
            allowed = ", ".join((".md", *ATTACHED))
            mend = _MENDS.get(file.suffix.lower(), f"allowed: {allowed} in small letters")
            self.complain(
                file, "extension", f"files with the extension {file.suffix or '(none)'} are not published", mend
            )
        else:
            return True
        return text is not None and text[1] in CODES

    def complain(self, path: Path, rule: str, message: str, mend: str) -> None:
        shown = path.relative_to(self.content.parent).as_posix()
        self.problems.append(Problem(Mark(shown), rule, message, mend))
