"""Keeping: a manuscript as two texts (its head as JSON; its blocks), and back, with every place kept."""

import dataclasses
import json
import sys
from datetime import datetime
from typing import Any

from plugins.newsroom.compact import as_json
from plugins.newsroom.data import Word
from plugins.newsroom.manuscript import Body, Clip, Correction, Figure, Manuscript
from plugins.newsroom.moment import ZONE
from plugins.newsroom.problem import Mark

SEAM = "\x1e"
"""Between texts that are kept as one: control characters are refused in manuscripts, and JSON never holds one."""


def pack(manuscript: Manuscript) -> tuple[str, str]:
    """(head, rest) of a manuscript without problems; ``unpack`` is the way back. The text as written is in its file."""
    body = manuscript.body
    head = [
        {name: _pack(value) for name, value in manuscript.fields.items()},
        {name: mark[1:] for name, mark in manuscript.marks.items()},
        manuscript.text_line,
        body.crossheads,
        [dataclasses.astuple(one) for one in body.figures],
        [dataclasses.astuple(one) for one in body.clips],
        body.links,
        [(one.when.isoformat(), one.text) for one in body.corrections],
    ]
    return as_json(head), SEAM.join(body.blocks)


def unpack(head: str, path: str, story: str, edition: str) -> Manuscript:
    """The manuscript of a head; its blocks are told by ``unpack_rest``."""
    fields, marks, text_line, crossheads, figures, clips, links, corrections = json.loads(head)
    # Names are the same few in all heads: one text each.
    places = {sys.intern(name): Mark(path, line, column) for name, (line, column) in marks.items()}
    body = Body(
        crossheads=[(anchor, text) for anchor, text in crossheads],
        figures=[Figure(*one) for one in figures],
        clips=[Clip(*one) for one in clips],
        links=links,
        corrections=[Correction(datetime.fromisoformat(when).astimezone(ZONE), text) for when, text in corrections],
    )
    return Manuscript(
        path,
        story,
        edition,
        {sys.intern(name): _unpack(value, path, places.get(name)) for name, value in fields.items()},
        places,
        body,
        text_line=text_line,
    )


def unpack_rest(rest: str) -> list[str]:
    """The blocks of HTML."""
    return rest.split(SEAM) if rest else []


def _pack(value: Any) -> Any:
    """Words as [text, line, column], moments as texts, lists in a list of their own."""
    if isinstance(value, Word):
        return [str(value), value.mark.line, value.mark.column]
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, list):
        return [[_pack(one) for one in value]]
    return {name: _pack(one) for name, one in value.items()}


def _unpack(value: Any, path: str, place: Mark | None = None) -> Any:
    """``place`` is that of the whole field, which a text of one word shares."""
    if isinstance(value, str):
        return datetime.fromisoformat(value).astimezone(ZONE)
    if isinstance(value, dict):
        return {sys.intern(name): _unpack(one, path) for name, one in value.items()}
    if len(value) == 1:
        return [_unpack(one, path) for one in value[0]]
    text, line, column = value
    if place is None or place.line != line or place.column != column:
        place = Mark(path, line, column)
    return Word.at(text, place)
