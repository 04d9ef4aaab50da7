"""Sources: other counters behind one small interface. Addresses and tokens come from the environment and are never told.

A source is a function ``(environment, span, ask) -> (slot, path, reads) …`` and the names of the variables it needs.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.newsroom.problem import Mark, Problem
from plugins.newsroom.schema import did_you_mean

from ..state import State
from ..stories import Places
from . import ga4, goatcounter, matomo, plausible, umami
from .web import Ask, Found, SourceError, Span

__all__ = ["Span", "fetch", "names"]


@dataclass(frozen=True, slots=True)
class Source:
    """One counter: the variables it needs (address and token among them), and how it is asked."""

    variables: tuple[str, ...]
    fetch: Callable[[Mapping[str, str], Span, Ask], Iterator[Found]]
    read_export: Callable[[Path], Iterator[Found]] | None = None


_SOURCES = {
    "goatcounter": Source(goatcounter.VARIABLES, goatcounter.fetch, goatcounter.read_export),
    "plausible": Source(plausible.VARIABLES, plausible.fetch),
    "matomo": Source(matomo.VARIABLES, matomo.fetch),
    "umami": Source(umami.VARIABLES, umami.fetch),
    "ga4": Source(ga4.VARIABLES, ga4.fetch),
}


def names() -> list[str]:
    return list(_SOURCES)


def fetch(name: str, places: Places, state: State, span: Span, problems: list[Problem], files: list[str]) -> None:
    """Put what the counter tells into the state; on any fault the state stays as it was and the fault is told."""
    mark = Mark(name)
    source = _SOURCES.get(name)
    if source is None:
        problems.append(Problem(mark, "source", "there is no such counter", did_you_mean(name, _SOURCES)))
        return
    try:
        if files and source.read_export:
            found = [one for file in files for one in source.read_export(Path(file))]
        else:
            missing = [variable for variable in source.variables if not os.environ.get(variable)]
            if missing:
                mend = "set it in the environment, never in a file of the repository"
                problems.append(Problem(mark, "source", f"{', '.join(missing)} is not set", mend))
                return
            environment = {variable: os.environ[variable] for variable in source.variables}
            found = list(source.fetch(environment, span, Ask(_secrets(environment))))
    except SourceError as error:
        problems.append(Problem(mark, "source", f"{error}; the reads stay as they were", error.mend))
        return
    _enter(name, found, places, state, span)


def _secrets(environment: Mapping[str, str]) -> list[str]:
    return [value for variable, value in environment.items() if "TOKEN" in variable]


def _enter(name: str, found: list[Found], places: Places, state: State, span: Span) -> None:
    slots: dict[str, dict[str, int]] = {}
    for slot, path, reads in found:
        code = places.code(path.encode())
        if code >= 0 and code & 3 == 0 and reads > 0:
            text = places.texts[code >> 2]
            texts = slots.setdefault(slot, {})
            key = f"{text.story}.{text.edition}"
            texts[key] = texts.get(key, 0) + reads
    fetched = {slot[:10] for slot in slots}
    kept = {slot: texts for slot, texts in state.external.get(name, {}).items() if slot[:10] not in fetched}
    state.external[name] = kept | slots
    state.external_until[name] = span.until.isoformat(timespec="minutes")
