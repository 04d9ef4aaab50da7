"""Board: the ranking of one edition as the pages will show it, worked out from the repository without a build."""

import dataclasses
from datetime import datetime
from pathlib import Path
from typing import Any

from plugins.newsroom.moment import DateError, read_moment
from plugins.newsroom.reads import Ledger
from plugins.newsroom.reads_desk import read_choices
from plugins.newsroom.reads_fresh import TOO_OLD
from plugins.newsroom.reads_ranking import Counts, Rule, most_read, trending

from .stories import Text, find_texts, read_header, title_and_date


def rule_of(conf: dict[str, Any]) -> Rule:
    """The rule in MOST_READ of pelicanconf; a build checks that table, so what is no part of the rule is passed over."""
    known = {one.name for one in dataclasses.fields(Rule)}
    return Rule(**{name: value for name, value in conf.get("MOST_READ", {}).items() if name in known})


class Board:
    """Most read and trending of one edition."""

    def __init__(self, conf: dict[str, Any], content: Path, ledger: Ledger, code: str, now: datetime) -> None:
        self.rule, self.code, self.now = rule_of(conf), code, now
        self.until = ledger.until(now)
        read = {row.story for row in ledger.rows if row.edition == code}
        self.choices = read_choices(content / "desk", now, [])
        self.texts: dict[str, Text] = {}
        self.titles: dict[str, tuple[str, datetime]] = {}
        for text in find_texts(content):
            if text.edition == code and (text.story in read or text.story in self.choices.pinned):
                found = title_and_date(text)
                if found and found[1] <= now and _public(text, now):
                    self.texts[text.story], self.titles[text.story] = text, found
        dates = {key: date for key, (_, date) in self.titles.items() if key not in self.choices.excluded}
        self.counts = Counts.of(ledger.rows, code, self.until or now, dates)
        self.ranked = most_read(self.counts, self.rule)

    @property
    def known(self) -> bool:
        """Whether the data are fresh enough to be shown as most read."""
        return self.until is not None and self.now - self.until <= TOO_OLD

    def window_text(self) -> str:
        if self.until is None:
            return "no reads yet: the panel shows the latest stories"
        what = f"{self.ranked.window} hours up to {self.until:%Y-%m-%d %H:%M}"
        return what if self.known else f"{what}; older than a day, so the panel shows the latest stories"

    def ranking(self) -> list[tuple[str, float]]:
        """(story, reads in the window), in the order shown."""
        reads = self.counts.reads(self.ranked.window)
        return [(key, reads[key]) for key in self.ranked.keys]

    def rising(self) -> tuple[str, ...]:
        return trending(self.counts, self.rule).keys

    def listed(self) -> list[str]:
        """Stories for the panel, pins first."""
        pins = [key for key in self.choices.pinned if key in self.titles and key not in self.choices.excluded]
        return [*pins, *(key for key in self.ranked.keys if key not in pins)][: self.rule.limit]


def _public(text: Text, now: datetime) -> bool:
    """Whether the text may be seen at this moment, as far as its own header tells."""
    header = read_header(text.path)
    try:
        begins = read_moment(str(header["publish_at"])) if "publish_at" in header else now
        ends = read_moment(str(header["expire_at"])) if "expire_at" in header else None
    except DateError:
        return False
    return header.get("status") != "draft" and begins <= now and (ends is None or ends > now)
