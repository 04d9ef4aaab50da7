"""What the desk decides about the most-read list: content/desk/most_read.yaml, pins and exclusions."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from .data import Value, read_data
from .problem import Mark, Problem, warning
from .schema import MOMENT, Field, complain_into, did_you_mean, one_of, read_fields, tell_missing, text

# fmt: off (read as a table)
FIELDS = (
    Field("story", text(120), "Khóa của tin bài.", "The story's key.", "2021/06/ten-tin", required=True),
    Field("do", one_of("pin", "exclude"), "Ghim hay loại.", "Pin it or leave it out.", "pin", required=True),
    Field(
        "until", MOMENT, "Đến lúc nào; không ghi là mãi mãi.", "Until when; for good if not said.", "2026-12-31 23:59"
    ),
    Field("reason", text(200), "Vì sao.", "Why.", "Lượt đọc giả từ một mạng", required=True),
)
# fmt: on


@dataclass(slots=True)
class Choices:
    """Stories that always come first, in the desk's order, and stories that never appear."""

    pinned: list[str] = field(default_factory=list)
    excluded: set[str] = field(default_factory=set)
    moments: list[datetime] = field(default_factory=list)
    """When choices end."""


def read_choices(desk: Path, now: datetime, problems: list[Problem], known: Collection[str] | None = None) -> Choices:
    """The choices in force at ``now``; faults are added to ``problems``. ``known``: keys of stories, to tell a wrong one."""
    file = desk / "most_read.yaml"
    choices = Choices()
    if not file.is_file():
        return choices
    path = file.relative_to(desk.parent.parent).as_posix()
    complain = complain_into(problems)
    try:
        tree = read_data(file.read_text(encoding="utf-8"), path, 1, problems)
    except (OSError, UnicodeDecodeError) as error:
        complain(Mark(path), "unreadable", f"can't read the file: {error}", "save it as UTF-8 text")
        return choices
    if tree is not None and not isinstance(tree.content, list):
        complain(tree.mark, "type", "the file must be a list", "begin each item with '- story: …'")
    elif tree is not None:
        for value in tree.content:
            assert isinstance(value, Value)
            _take(value, choices, now, problems, known)
    return choices


def _take(
    value: Value, choices: Choices, now: datetime, problems: list[Problem], known: Collection[str] | None
) -> None:
    complain = complain_into(problems)
    if not isinstance(value.content, dict):
        what = f"an item must be a mapping, not {value.kind()}"
        complain(value.mark, "type", what, "begin it with '- story: …'")
        return
    row = read_fields(value, FIELDS, complain)
    tell_missing(row, FIELDS, value.mark, "most_read", complain)
    if "until" in row:
        choices.moments.append(row["until"])
    if "story" not in row or "do" not in row or ("until" in row and row["until"] <= now):
        return
    story = row["story"]
    if known is not None and story not in known:
        what = f"there is no story '{story}' to {row['do']}"
        problems.append(warning(story.mark, "no-story", what, did_you_mean(story, sorted(known))))
    elif row["do"] == "exclude":
        choices.excluded.add(str(story))
    elif story not in choices.pinned:
        choices.pinned.append(str(story))
