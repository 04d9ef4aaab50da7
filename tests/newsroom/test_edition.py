"""Editions: labels, numbers and dates of each language."""

from datetime import datetime
from pathlib import Path

import pytest

from plugins.newsroom.edition import CODES, DEFAULT, Edition, load_editions
from plugins.newsroom.labels import Labels
from plugins.newsroom.moment import ZONE
from tests.building import REPOSITORY

MOMENT = datetime(2021, 6, 20, 15, 27, tzinfo=ZONE)


@pytest.fixture(scope="module")
def editions() -> dict[str, Edition]:
    return load_editions(REPOSITORY / "theme" / "labels")


def test_vietnamese_first() -> None:
    """There are two editions and the Vietnamese one is the default."""
    assert (CODES, DEFAULT) == (("vi", "en"), "vi")


@pytest.mark.parametrize(
    ("code", "line", "short", "month", "number"),
    [
        ("vi", "15:27 | 20/06/2021 GMT+7", "20/06/2021", "Tháng 6, 2021", "1.234.567,5"),
        ("en", "20 June 2021, 15:27 GMT+7", "20 Jun 2021", "June 2021", "1,234,567.5"),
    ],
)
def test_dates_and_numbers(
    editions: dict[str, Edition], code: str, line: str, short: str, month: str, number: str
) -> None:
    """Dates and numbers are written as each language writes them."""
    edition = editions[code]
    assert edition.date_line(MOMENT) == line
    assert edition.short_date(MOMENT) == short
    assert edition.month_name(2021, 6) == month
    assert edition.number(1234567.5) == number


def test_the_day_is_hanois(editions: dict[str, Edition]) -> None:
    """Half past midnight in Hanoi is shown as that day, on a machine in any time zone."""
    moment = datetime.fromisoformat("2026-11-01T17:30:00+00:00")
    assert editions["vi"].date_line(moment) == "00:30 | 02/11/2026 GMT+7"
    assert editions["en"].short_date(moment) == "2 Nov 2026"


def test_open_graph_locale(editions: dict[str, Edition]) -> None:
    """The locale for other sites is language_TERRITORY; addresses of English begin with en/."""
    assert (editions["vi"].og_locale, editions["en"].og_locale) == ("vi_VN", "en_GB")
    assert (editions["vi"].prefix, editions["en"].prefix) == ("", "en/")


def catalogue(folder: Path, *rows: str) -> Labels:
    path = folder / "en.po"
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    head += '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    return Labels(path)


def test_labels(tmp_path: Path) -> None:
    """A label is said with its placeholders filled in, and counted in the plural form of the number."""
    labels = catalogue(
        tmp_path,
        'msgid "by"\nmsgstr "By {name}"\n',
        'msgid "stories"\nmsgid_plural "stories"\nmsgstr[0] "{n} story"\nmsgstr[1] "{n} stories"\n',
    )
    assert labels.say("by", name="Mai Anh") == "By Mai Anh"
    assert [labels.count("stories", number) for number in (0, 1, 2)] == ["0 stories", "1 story", "2 stories"]


def test_unknown_label(tmp_path: Path) -> None:
    """A label that no catalogue has is an error that says where to add it, never shown as itself."""
    labels = catalogue(tmp_path, 'msgid "by"\nmsgstr "By"\n')
    with pytest.raises(KeyError) as caught:
        labels.say("byline")
    assert caught.value.args[0] == f"no label 'byline' in en.po: add it to every catalogue in {tmp_path}"
