"""Records: an article with all that plugins put into it as JSON and back, so that its page can be printed without the others.

Texts, numbers and nothing stand for themselves; all else is a list that begins with its kind. Other articles and what the
desk knows are named, not held. ValueError for what this module was not told of.
"""

from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import datetime
from itertools import chain
from operator import attrgetter
from typing import Any

from .data import Word
from .desk import Desk, NeedToKnow, Section, Tag, Writer
from .manuscript import Clip, Correction, Figure
from .moment import ZONE
from .page import Crumb, Page
from .panel import NOTHING, Panel, Panels
from .story import Article, Photo, Picture, StoryLink, Video

_KINDS = {one.__name__: one for one in (Clip, Correction, Crumb, Figure, Page, Panel, Panels, Photo, Picture, StoryLink, Video)}
_NAMES = {kind: tuple(one.name for one in fields(kind)) for kind in _KINDS.values()}
_VALUES = {kind: attrgetter(*names) for kind, names in _NAMES.items()}
_DESK = {Section: "sections", Tag: "tags", Writer: "writers", NeedToKnow: "need_to_know"}
_ITSELF = frozenset({str, int, float, bool, type(None)})

PACKED = (*(one.name for one in fields(Article) if one.name not in ("story", "manuscript")), "updated")
"""What is packed of an article: all that its texts do not say, and when it was corrected."""
_PACKED = attrgetter(*PACKED)
FORM = repr((PACKED, sorted((kind.__name__, names) for kind, names in _NAMES.items())))
"""Changes with the records; what was packed in another form can't be read."""

Find = Callable[[str, str], Article]
"""The article of a story's key and an edition."""


def pack(value: Any) -> Any:
    """The value as JSON."""
    kind = type(value)
    if kind in _ITSELF:
        return value
    if kind is Word:
        return str(value)
    if kind is Article:
        return ["article", value.key, value.edition]
    if kind in _VALUES:
        return [kind.__name__, *_pack_all(_VALUES[kind](value))] if value is not NOTHING else ["nothing"]
    if kind is list or kind is tuple:
        return [kind.__name__, *_pack_all(value)]
    if kind is dict:
        return ["dict", *_pack_all(chain.from_iterable(value.items()))]
    if kind is set:
        # Panels.shown: of use only while the panels are filled.
        return ["set"]
    if kind is datetime:
        return ["moment", value.isoformat()]
    if kind in _DESK:
        return ["desk", _DESK[kind], value.id]
    raise ValueError(f"a record can't hold a {kind.__name__}")


def _pack_all(values: Iterable[Any]) -> list[Any]:
    return [value if type(value) in _ITSELF else pack(value) for value in values]


def pack_article(article: Article) -> list[Any]:
    """What is ``PACKED`` of the article."""
    return _pack_all(_PACKED(article))


class Unpacker:
    """Makes values of JSON again; KeyError or ValueError where they name what is not there."""

    def __init__(self, desk: Desk, find: Find) -> None:
        self.desk, self.find = desk, find

    def unpack(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        kind, *rest = value
        if kind == "article":
            return self.find(*rest)
        if kind == "desk":
            return getattr(self.desk, rest[0])[rest[1]]
        if kind == "moment":
            return datetime.fromisoformat(rest[0]).astimezone(ZONE)
        if kind == "nothing":
            return NOTHING
        values = [self.unpack(one) for one in rest]
        if kind == "list":
            return values
        if kind in ("tuple", "set"):
            return tuple(values) if kind == "tuple" else set()
        if kind == "dict":
            return dict(zip(values[::2], values[1::2], strict=True))
        return _KINDS[kind](*values)
