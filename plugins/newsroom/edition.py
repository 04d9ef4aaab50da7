"""Edition: one language of the bulletin, with its words, its numbers and its dates."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from babel import Locale
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
        name = _month(month, "wide", self.code, "stand-alone")
        return f"{name[:1].upper()}{name[1:]}{',' if self.code == 'vi' else ''} {year}"

    def order(self, text: str) -> tuple[str, str, str]:
        """Sort key for names; the Vietnamese order also serves the plain Latin alphabet."""
        return vietnamese_order(text)


@lru_cache(maxsize=64)
def _date_line(when: datetime, code: str) -> str:
    """All pages of a story are printed one after another: few moments are asked for again and again."""
    local = when.astimezone(ZONE)
    offset = local.utcoffset()
    hours = round(offset.total_seconds() / 3600) if offset is not None else 0
    # Patterns (strftime's, and Babel's even more) take longer, and a cold build asks for thousands of dates.
    clock, zone = f"{local.hour:02}:{local.minute:02}", f"GMT{hours:+d}"
    if code == "vi":
        return f"{clock} | {_digits(local)} {zone}"
    return f"{local.day} {_month(local.month, 'wide', code)} {local.year}, {clock} {zone}"


@lru_cache(maxsize=4096)
def _short_date(when: datetime, code: str) -> str:
    local = when.astimezone(ZONE)
    return _digits(local) if code == "vi" else f"{local.day} {_month(local.month, 'abbreviated', code)} {local.year}"


def _digits(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


@lru_cache
def _month(month: int, width: str, code: str, use: str = "format") -> str:
    return str(Locale.parse(code).months[use][width][month])


@lru_cache(maxsize=4096)
def _decimal(value: float, code: str) -> str:
    return str(format_decimal(value, locale=code))


def load_editions(folder: Path) -> dict[str, Edition]:
    """The editions by code, their labels read from ``folder/<code>.po``."""
    territory = {"vi": "VN", "en": "GB"}
    return {code: Edition(code, Labels(folder / f"{code}.po"), territory[code]) for code in CODES}
