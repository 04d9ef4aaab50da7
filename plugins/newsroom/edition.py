"""Edition: one language of the bulletin, with its words, its numbers and its dates."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from .labels import Labels
from .moment import ZONE
from .spelling import vietnamese_order

CODES = ("vi", "en")
"""The editions in the order of the edition switch; the first is the default one."""

DEFAULT = CODES[0]


@dataclass(frozen=True)
class Edition:
    """Everything that differs between the languages; templates get it as ``edition``."""

    code: str
    labels: Labels = field(repr=False, compare=False)
    territory: str = "VN"

    @property
    def locale(self) -> Locale:
        return Locale.parse(self.code)

    @property
    def og_locale(self) -> str:
        """``language_TERRITORY`` as the Open Graph protocol writes it."""
        return f"{self.code}_{self.territory}"

    @property
    def prefix(self) -> str:
        """What addresses of this edition begin with: nothing for the default one, ``en/`` for English."""
        return "" if self.code == DEFAULT else f"{self.code}/"

    def label(self, name: str, /, **values: object) -> str:
        return self.labels.say(name, **values)

    def count(self, name: str, number: int) -> str:
        return self.labels.count(name, number)

    def number(self, value: float) -> str:
        return _decimal(value, self.code)

    def date_line(self, when: datetime) -> str:
        """``HH:MM | dd/MM/yyyy GMT+7`` in Vietnamese, ``20 June 2021, 15:27 GMT+7`` in English."""
        return _date_line(when, self.code)

    def short_date(self, when: datetime) -> str:
        return _short_date(when, self.code)

    def month_name(self, year: int, month: int) -> str:
        return f"{_month(month, self.code)}{',' if self.code == 'vi' else ''} {year}"

    def order(self, text: str) -> tuple[str, str, str]:
        """Sort key for names; the Vietnamese order also serves the plain Latin alphabet."""
        return vietnamese_order(text)


@lru_cache(maxsize=64)
def _date_line(when: datetime, code: str) -> str:
    """All pages of a story are printed one after another: few moments are asked for again and again."""
    local = when.astimezone(ZONE)
    offset = local.utcoffset()
    hours = round(offset.total_seconds() / 3600) if offset is not None else 0
    if code == "vi":
        return f"{local:%H:%M} | {local:%d/%m/%Y} GMT{hours:+d}"
    return f"{_day(local.date(), 'd MMMM y', code)}, {local:%H:%M} GMT{hours:+d}"


@lru_cache(maxsize=4096)
def _short_date(when: datetime, code: str) -> str:
    local = when.astimezone(ZONE)
    return f"{local:%d/%m/%Y}" if code == "vi" else _day(local.date(), "d MMM y", code)


@lru_cache(maxsize=4096)
def _day(day: date, pattern: str, code: str) -> str:
    return str(format_date(day, pattern, locale=code))


@lru_cache(maxsize=24)
def _month(month: int, code: str) -> str:
    """The name of the month as it stands alone, with a capital."""
    name = str(format_date(date(2000, month, 1), "LLLL", locale=code))
    return name[:1].upper() + name[1:]


@lru_cache(maxsize=4096)
def _decimal(value: float, code: str) -> str:
    return str(format_decimal(value, locale=code))


def load_editions(folder: Path) -> dict[str, Edition]:
    """The editions by code, their labels read from ``folder/<code>.po``."""
    territory = {"vi": "VN", "en": "GB"}
    return {code: Edition(code, Labels(folder / f"{code}.po"), territory[code]) for code in CODES}
