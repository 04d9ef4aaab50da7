"""Dates and hours: read strictly, shown in the bulletin's own time zone; "now" is one value a build."""

import os
import re
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

_EXACT = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})[ T](?P<hour>\d{2}:\d{2})(?::(?P<second>\d{2}))?\s*(?P<offset>Z|[+-]\d{2}:?\d{2})?"
)
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:\s+(\d{1,2}:\d{2}))?")


class DateError(ValueError):
    """The text is no exact date; ``mend`` is the value (or values) to paste instead."""

    def __init__(self, message: str, mend: str) -> None:
        super().__init__(message)
        self.mend = mend


def read_moment(text: str) -> datetime:
    """The moment named by ``2021-06-20 15:27`` (seconds and an offset may follow), aware, in ``ZONE``.

    The form is RFC 3339 with a blank allowed for the T; without an offset the hour is Hanoi's.
    Raises DateError for everything else: nothing is completed or guessed.
    """
    match = _EXACT.fullmatch(text.strip())
    if match is None:
        raise DateError(f"“{text}” is not an exact date and hour", _suggestion(text))
    try:
        plain = datetime.fromisoformat(f"{match['day']} {match['hour']}:{match['second'] or '00'}")
        return plain.replace(tzinfo=_offset(match["offset"])).astimezone(ZONE)
    except (ValueError, OverflowError) as error:
        raise DateError(f"“{text}” is no day of the calendar ({error})", "write a day and hour that exist") from error


def _offset(text: str | None) -> timezone | ZoneInfo:
    if text is None:
        return ZONE
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    delta = timedelta(hours=hours, minutes=minutes)
    return timezone(-delta if text[0] == "-" else delta)


def _suggestion(text: str) -> str:
    """What to paste: both readings where day and month may be swapped."""
    match = _SLASHED.match(text.strip())
    if match is None:
        day = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text.strip())
        exists = day and _exists(day[1], int(day[2]), int(day[3]))
        return f"write year-month-day hour:minute, for example {text.strip() if exists else '2021-06-20'} 15:27"
    first, second, year, hour = match.groups()
    hour = (hour or "08:00").zfill(5)
    readings = dict.fromkeys([(int(first), int(second)), (int(second), int(first))])
    lines = [
        f"{year}-{month:02}-{day:02} {hour} ({day}/{month})" for day, month in readings if _exists(year, month, day)
    ]
    return "paste " + " or ".join(lines) if lines else "write year-month-day hour:minute"


def _exists(year: str, month: int, day: int) -> bool:
    try:
        return bool(datetime(int(year), month, day))
    except ValueError:
        return False


def build_moment(option: str | None = None) -> datetime:
    """The one "now" of a build: the option, else SOURCE_DATE_EPOCH (reproducible-builds.org), else the clock."""
    if option:
        return read_moment(option)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        if not epoch.isdecimal():
            raise DateError(f"SOURCE_DATE_EPOCH is “{epoch}”", "set it to whole seconds since 1970, or take it away")
        return datetime.fromtimestamp(int(epoch), UTC).astimezone(ZONE)
    return datetime.now(ZONE).replace(second=0, microsecond=0)
