"""Dates: read strictly, never completed or guessed."""

from datetime import UTC, datetime

import pytest

from plugins.newsroom.moment import ZONE, DateError, build_moment, read_moment


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2021-06-20 15:27", "2021-06-20 08:27:00"),
        ("2021-06-20T15:27", "2021-06-20 08:27:00"),
        ("2021-06-20 15:27:45", "2021-06-20 08:27:45"),
        ("2021-06-20 15:27 +07:00", "2021-06-20 08:27:00"),
        ("2021-06-20 15:27+0700", "2021-06-20 08:27:00"),
        ("2021-06-20 15:27Z", "2021-06-20 15:27:00"),
        ("2021-06-20 15:27 -05:30", "2021-06-20 20:57:00"),
        ("  2021-06-20 15:27  ", "2021-06-20 08:27:00"),
        ("2024-02-29 00:00", "2024-02-28 17:00:00"),
    ],
)
def test_exact_forms(text: str, utc: str) -> None:
    """An exact date and hour is read, in Hanoi's time unless an offset is given."""
    assert read_moment(text).astimezone(UTC) == datetime.fromisoformat(f"{utc}+00:00")


def test_always_in_hanoi() -> None:
    """A moment is kept in Hanoi's time whatever its offset was, so that pages show one time zone."""
    assert read_moment("2021-06-20 15:27Z").isoformat() == "2021-06-20T22:27:00+07:00"


@pytest.mark.parametrize(
    ("text", "message", "mend"),
    [
        (
            "05/06/2021",
            "“05/06/2021” is not an exact date and hour",
            "paste 2021-06-05 08:00 (5/6) or 2021-05-06 08:00 (6/5)",
        ),
        (
            "5.6.2021 9:30",
            "“5.6.2021 9:30” is not an exact date and hour",
            "paste 2021-06-05 09:30 (5/6) or 2021-05-06 09:30 (6/5)",
        ),
        ("20/06/2021", "“20/06/2021” is not an exact date and hour", "paste 2021-06-20 08:00 (20/6)"),
        ("06/20/2021", "“06/20/2021” is not an exact date and hour", "paste 2021-06-20 08:00 (20/6)"),
        ("5/5/2021", "“5/5/2021” is not an exact date and hour", "paste 2021-05-05 08:00 (5/5)"),
        ("31/02/2021", "“31/02/2021” is not an exact date and hour", "write year-month-day hour:minute"),
        (
            "2025-09-02",
            "“2025-09-02” is not an exact date and hour",
            "write year-month-day hour:minute, for example 2025-09-02 15:27",
        ),
        (
            "2026-13-01",
            "“2026-13-01” is not an exact date and hour",
            "write year-month-day hour:minute, for example 2021-06-20 15:27",
        ),
        (
            "hôm qua",
            "“hôm qua” is not an exact date and hour",
            "write year-month-day hour:minute, for example 2021-06-20 15:27",
        ),
        ("10", "“10” is not an exact date and hour", "write year-month-day hour:minute, for example 2021-06-20 15:27"),
        (
            "June 20, 2021",
            "“June 20, 2021” is not an exact date and hour",
            "write year-month-day hour:minute, for example 2021-06-20 15:27",
        ),
        (
            "2021-6-20 15:27",
            "“2021-6-20 15:27” is not an exact date and hour",
            "write year-month-day hour:minute, for example 2021-06-20 15:27",
        ),
        (
            "2026-02-30 10:00",
            "“2026-02-30 10:00” is no day of the calendar (day is out of range for month)",
            "write a day and hour that exist",
        ),
        (
            "2026-02-28 24:00",
            "“2026-02-28 24:00” is no day of the calendar (hour must be in 0..23)",
            "write a day and hour that exist",
        ),
        (
            "0001-01-01 00:00 +14:00",
            "“0001-01-01 00:00 +14:00” is no day of the calendar (date value out of range)",
            "write a day and hour that exist",
        ),
    ],
)
def test_everything_else(text: str, message: str, mend: str) -> None:
    """Everything else is refused with what to paste; where day and month may be swapped, with both readings."""
    with pytest.raises(DateError) as caught:
        read_moment(text)
    assert str(caught.value) == message
    assert caught.value.mend == mend


def test_what_is_proposed_is_accepted() -> None:
    """Both lines proposed for 05/06/2021 9:30 are dates that are then accepted as they stand."""
    with pytest.raises(DateError) as caught:
        read_moment("05/06/2021 9:30")
    lines = [part.partition(" (")[0] for part in caught.value.mend.removeprefix("paste ").split(" or ")]
    assert [read_moment(line).strftime("%d/%m/%Y %H:%M") for line in lines] == ["05/06/2021 09:30", "06/05/2021 09:30"]


def test_impossible_offset() -> None:
    """An offset of more than a day is a mistake like any other, not a crash."""
    with pytest.raises(DateError, match="is no day of the calendar"):
        read_moment("2021-06-20 15:27 +99:00")


def test_now_is_one_value(monkeypatch: pytest.MonkeyPatch) -> None:
    """Now is the option, else SOURCE_DATE_EPOCH, else the clock, to the minute."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1768978800")
    assert build_moment("2026-01-22 08:00").isoformat() == "2026-01-22T08:00:00+07:00"
    assert build_moment().isoformat() == "2026-01-21T14:00:00+07:00"
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    moment = build_moment()
    assert (moment.second, moment.microsecond, moment.tzinfo) == (0, 0, ZONE)
