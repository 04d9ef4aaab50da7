"""The most-read list as JSON of at most 1 kB, which refreshes built pages; and the words of its window."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta

from .edition import Edition
from .moment import ZONE

LIMIT = 1024
"""Bytes of the whole file."""
TELL_AFTER = timedelta(hours=12)
"""Age of the data from which the panel says up to when they go."""
TOO_OLD = timedelta(hours=24)
"""Age of the data from which the panel no longer claims to know what is read."""


def window_note(edition: Edition, window: int, until: datetime, now: datetime) -> str:
    """``in the last 24 hours · figures to 07:40, 22/01``: what the list was counted over (``window`` in hours)."""
    note = edition.count("reads_hours", window) if window <= 24 else edition.count("reads_days", window // 24)
    if now - until >= TELL_AFTER:
        note += " · " + until_note(edition, until)
    return note


def until_note(edition: Edition, until: datetime) -> str:
    local = until.astimezone(ZONE)
    return edition.label("reads_until", hour=f"{local:%H:%M}", day=f"{local:%d/%m/%Y}")


def fresh_json(edition: Edition, note: str, until: datetime, items: Iterable[tuple[str, str, datetime]]) -> str:
    """The list for the pages' script: ``items`` are (address, title, date); what passes LIMIT is left out at the end."""
    rows = [[url, title, edition.short_date(date)] for url, title, date in items]
    head = {"until": until.isoformat(timespec="minutes"), "heading": edition.label("most_read"), "note": note}
    while True:
        text = json.dumps({**head, "items": rows}, ensure_ascii=False, separators=(",", ":"))
        if len(text.encode()) <= LIMIT or not rows:
            return text
        rows.pop()
