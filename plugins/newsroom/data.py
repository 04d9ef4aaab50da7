"""Data: YAML read with the place of every value, scalars kept as the text that was written."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from .problem import Mark, Problem

_PLAIN_TAGS = "tag:yaml.org,2002:"
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
"""What YAML itself forbids."""
_UNSEEN = re.compile(f"{_UNPRINTABLE.pattern}|[\x85\u2028-\u202e\u2066-\u2069\ufeff]")
_COMMENT = re.compile(r"[ \t]+(#.*\S)")
_DEPTH = 50
_KEY = re.compile(r"[a-z_]+")
_IDS = re.compile(r"\[[a-z0-9][a-z0-9-]*(?:, [a-z0-9][a-z0-9-]*)*\]")


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Takes every scalar as the text that was written, without looking whether it could be a number or a date."""

    def resolve(self, kind: Any, value: str | None, implicit: Any) -> str:
        return f"{_PLAIN_TAGS}{kind.id}"

    def descend_resolver(self, *place: Any) -> None: ...

    def ascend_resolver(self) -> None: ...


class Word(str):
    """A text that knows where it was written."""

    __slots__ = ("mark",)
    mark: Mark

    @classmethod
    def at(cls, text: str, mark: Mark) -> "Word":
        word = cls(text)
        word.mark = mark
        return word


@dataclass(slots=True)
class Value:
    """One YAML value: a text, a list or a mapping, with its place and those of its keys."""

    mark: Mark
    content: "str | list[Value] | dict[str, Value]"
    keys: dict[str, Mark] = field(default_factory=dict)

    def kind(self) -> str:
        names = {str: "a text", list: "a list", dict: "a mapping"}
        return names[type(self.content)]


def read_data(text: str, path: str, first_line: int, problems: list[Problem]) -> Value | None:
    """The YAML document (or nothing), every fault added to ``problems``; ``first_line`` is where the text begins."""
    text = unicodedata.normalize("NFC", text)
    plain = _plain_lines(text, path, first_line)
    if plain is not None:
        return plain
    control = _UNPRINTABLE.search(text)
    if control:
        line, column = text.count("\n", 0, control.start()), control.start() - text.rfind("\n", 0, control.start())
        mark, what = Mark(path, first_line + line, column), f"control character U+{ord(control[0]):04X}"
        problems.append(Problem(mark, "control", what, "delete it"))
        return None
    try:
        if _too_deep(text):
            problems.append(Problem(Mark(path, first_line), "yaml", "the YAML is nested too deep", "use plain lists"))
            return None
        node = yaml.compose(text, Loader=_Loader)
        return None if node is None else _Composer(text, path, first_line, problems).value(node)
    except yaml.MarkedYAMLError as error:
        problems.append(_syntax_problem(error, path, first_line))
    return None


def _plain_lines(text: str, path: str, first_line: int) -> Value | None:
    """What YAML makes of nothing but lines such as ``key: value``, in a third of its time; None of all other text."""
    content: dict[str, Value] = {}
    keys: dict[str, Mark] = {}
    for line, words in enumerate(text.rstrip("\n").split("\n"), first_line):
        key, _, said = words.partition(": ")
        mark = Mark(path, line, len(key) + 3)
        value = _plain_value(said, mark) if words.isprintable() and _KEY.fullmatch(key) else None
        if value is None or key in keys:
            return None
        keys[key] = Mark(path, line)
        content[key] = Value(mark, value)
    return Value(Mark(path, first_line), content, keys)


def _plain_value(said: str, mark: Mark) -> "str | list[Value] | None":
    """A text on one line, in quotes that hold no others or without any, or ids in brackets."""
    if said[:1].isalnum():
        return None if ": " in said or " #" in said or said[-1] in ": " else said
    inner = said[1:-1]
    if said[:1] == said[-1:] == '"':
        return None if '"' in inner or "\\" in inner or len(said) == 1 else inner
    if not _IDS.fullmatch(said):
        return None
    items = []
    column = mark.column + 1
    for one in inner.split(", "):
        items.append(Value(Mark(mark.path, mark.line, column), one))
        column += len(one) + 2
    return items


def _too_deep(text: str) -> bool:
    """Whether values nest deeper than ``_DEPTH``. Composing recurses in C: without this some texts crash Python."""
    if sum(map(text.count, "[{-?:")) <= _DEPTH:
        return False
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEPTH:
            return True
    return False


def _syntax_problem(error: yaml.MarkedYAMLError, path: str, first_line: int) -> Problem:
    what = error.problem or "not YAML"
    unclosed = "unexpected end of stream" in what and error.context_mark is not None
    where = error.context_mark if unclosed else error.problem_mark or error.context_mark
    mark = Mark(path, where.line + first_line, where.column + 1) if where else Mark(path, first_line)
    mend = "write it as in the handbook, one 'key: value' a line"
    if unclosed:
        mend = "close the quotation mark that opens here"
    elif "mapping values are not allowed" in what:
        mend = 'put the whole value in "quotes": it holds a colon and a blank'
    elif "cannot start any token" in what or "tab character" in what:
        mend = 'indent with blanks, and put a value that begins with a special sign in "quotes"'
    elif "expected ',' or" in what:
        mend = "put commas between the items and close the bracket"
    elif "while parsing a block mapping" in (error.context or "") or "could not find expected ':'" in what:
        mend = "begin each line with 'key: ' and indent what belongs to it; quotes must be closed"
    return Problem(mark, "yaml", f"the front matter is not valid YAML: {what}", mend)


class _Composer:
    def __init__(self, text: str, path: str, first_line: int, problems: list[Problem]) -> None:
        self.path, self.first_line, self.problems = path, first_line, problems
        self.lines = text.split("\n")
        self.seen: set[int] = set()

    def value(self, node: yaml.Node) -> Value | None:
        mark = self.mark(node)
        if id(node) in self.seen:
            self.complain(mark, "yaml", "an alias (*name) repeats another value", "write the value out")
            return None
        self.seen.add(id(node))
        if not node.tag.startswith(_PLAIN_TAGS) or "python" in node.tag:
            self.complain(mark, "yaml", f"the tag {node.tag} is not allowed", "write plain text")
            return None
        if isinstance(node, yaml.ScalarNode):
            self.check_lost(node)
            # An escape ("\u000B", "\u202E") brings in what may not be typed.
            sign = _UNSEEN.search(node.value)
            if sign:
                self.complain(mark, "control", f"control character U+{ord(sign[0]):04X}", "delete it")
                return None
            return Value(mark, str(node.value))
        if isinstance(node, yaml.SequenceNode):
            return Value(mark, list(self.items(node)))
        return self.mapping(node, mark)

    def check_lost(self, node: yaml.ScalarNode) -> None:
        """`` #`` begins a comment: what an editor wrote behind it would be lost in silence."""
        end = node.end_mark
        if not node.style and node.value:
            lost = _COMMENT.match(self.lines[end.line], end.column)
            if lost:
                mark = Mark(self.path, end.line + self.first_line, lost.start(1) + 1)
                what = f"“{lost[1][:40]}” is a comment to YAML and would be lost"
                self.complain(mark, "comment", what, 'put the whole value in "quotes", or delete the comment')

    def items(self, node: yaml.SequenceNode) -> Iterator[Value]:
        for child in node.value:
            value = self.value(child)
            if value is not None:
                yield value

    def mapping(self, node: yaml.Node, mark: Mark) -> Value:
        content: dict[str, Value] = {}
        keys: dict[str, Mark] = {}
        for key_node, value_node in node.value:
            key_mark = self.mark(key_node)
            key = str(key_node.value)
            if not isinstance(key_node, yaml.ScalarNode):
                self.complain(key_mark, "yaml", "a key must be a plain word", "write 'key: value'")
                continue
            if key in keys:
                first = keys[key].line
                self.complain(
                    key_mark, "duplicate", f"'{key}' stands twice (first in line {first})", "keep one of them"
                )
                continue
            keys[key] = key_mark
            value = self.value(value_node)
            if value is not None:
                content[key] = value
        return Value(mark, content, keys)

    def mark(self, node: yaml.Node) -> Mark:
        return Mark(self.path, node.start_mark.line + self.first_line, node.start_mark.column + 1)

    def complain(self, mark: Mark, rule: str, message: str, mend: str) -> None:
        self.problems.append(Problem(mark, rule, message, mend))
