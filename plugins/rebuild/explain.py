"""Explain: why a page was made again or left alone, input by input (``build --explain PAGE``)."""

from collections.abc import Container, Mapping, Sized
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Protocol

_FORM = b"pages 3"
"""The first line of the file."""
_AT_ONCE = 256
"""Notes written in one go."""
_ROOM = 1000
"""Bytes for each file of the site, until what does not count any more goes."""
Parts = Mapping[str, str]
"""What a page is made from: name of each input, and its value or the digest of it."""


class Paths(Container[str], Sized, Protocol):
    """Those of a site."""


class Explainer:
    """The parts of every published page; advisory: without them only the explanation is shorter.

    They are lines of a file, fields between tabs, to which every build adds its own: written for thousands of pages and hardly
    ever read. Of lines about the same page the last one counts.
    """

    def __init__(self, file: Path, anew: bool = False) -> None:
        """``anew``: nothing is published, so what is noted in the file tells of nothing."""
        self._file, self._anew = file, anew
        self._noted: list[str] = []
        self._asked: tuple[bool, Parts, Parts] | None = None

    def note(self, path: str, parts: Parts) -> None:
        """The page is made from these parts now."""
        self._noted.append("\t".join((path, *chain.from_iterable(parts.items()))))
        if len(self._noted) == _AT_ONCE:
            self.save()

    def ask(self, path: str, made: bool, parts: Parts) -> None:
        """This is the page that is asked about: where its parts are noted, whether it is made, and from what."""
        self._asked = made, self._told(path), parts

    def _told(self, path: str) -> Parts:
        noted = self._file.read_bytes() if self._is_sound() else b""
        _, _, line = noted.rpartition(f"\n{path}\t".encode())
        fields = line.partition(b"\n")[0].decode(errors="replace").split("\t")
        return dict(zip(fields[::2], fields[1::2], strict=False))

    def _is_sound(self) -> bool:
        with suppress(OSError), self._file.open("rb") as file:
            return not self._anew and file.read(len(_FORM)) == _FORM
        return False

    def explain(self, page: str) -> str:
        """Why the page was made again or not."""
        if self._asked is None:
            return f"{page}: no page of this build -> name it as in the output folder, such as en/index.html"
        made, before, now = self._asked
        if not made:
            names = "\n".join(f"  = {name}: {value}" for name, value in now.items())
            return f"{page}: left as it was; nothing it is made from changed:\n{names}"
        if not before:
            return f"{page}: made; what it was made from before is not known"
        changed = [name for name in {**before, **now} if before.get(name) != now.get(name)]
        lines = [f"  {name}: {before.get(name, 'nothing')} -> {now.get(name, 'nothing')}" for name in changed]
        return "\n".join([f"{page}: made again, because of", *(lines or ["  the live file, which was not as published"])])

    def save(self) -> None:
        """Keep what was noted; if that can't be, it is only not kept."""
        # A line break stands before each line: one that was not written to its end harms no other.
        text = "".join(f"\n{line}" for line in self._noted).encode()
        self._noted.clear()
        with suppress(OSError):
            if text and self._is_sound():
                with self._file.open("ab") as file:
                    file.write(text)
            elif text:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                self._file.write_bytes(_FORM + text)
                self._anew = False

    def sweep(self, paths: Paths) -> None:
        """Keep what counts of these pages only, if much more is noted: they are all there are."""
        with suppress(OSError):
            if self._file.stat().st_size <= _ROOM * len(paths):
                return
            new = self._file.with_suffix(".new")
            with self._file.open("rb") as lines, new.open("wb") as kept:
                last = {line.partition(b"\t")[0]: number for number, line in enumerate(lines)}
                wanted = {0, *(number for path, number in last.items() if path.decode(errors="replace") in paths)}
                lines.seek(0)
                kept.writelines(line for number, line in enumerate(lines) if number in wanted)
            new.replace(self._file)
