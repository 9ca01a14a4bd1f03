"""Dates as rosters write them: day first, with or without a year, weekday or month."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from rota_desk.intake.grid import Value
from rota_desk.intake.words import month_of, squash, weekday_of

FIRST_SERIAL, LAST_SERIAL = (
    36526,
    73050,
)  # 1 January 2000 and the last days of 2099, system of 1900
LONGEST, TWO_DIGITS = 40, 2  # letters of a date, digits of a short year
OLDEST, NEWEST = 1990, 2100  # years a roster may be of; a mistyped 2062 or 1926 is seen by its gap
_1904 = 1462  # days by which the system of 1904 counts less
_WORD = r"([^\W\d_]+)\.?"
_NUMERIC = re.compile(
    rf"^(?:{_WORD},?\s*)?(\d{{1,2}})\s?[/.\-]\s?(\d{{1,2}})\s?[/.\-]\s?(\d{{4}}|\d{{2}})$"
)
_SHORT = re.compile(rf"^(?:{_WORD},?\s*)?(\d{{1,2}})/(\d{{1,2}})\.?$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{2}:\d{2}(?::\d{2})?)?$")
_NAMED = re.compile(
    rf"^(?:{_WORD},?\s*)?(\d{{1,2}})(?:st|nd|rd|th)?[\s\-/.]*(?:of )?{_WORD}"
    r"[\s\-/.,]*(\d{4}|'?\d{2})?$"
)
_MONTH_FIRST = re.compile(
    rf"^(?:{_WORD},?\s*)?{_WORD}\s*(\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(\d{{4}}))?$"
)
_NUMBERED = re.compile(rf"^{_WORD}\s*(\d{{1,2}})\.?$")
_INSIDE = re.compile(
    rf"\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}[/.\-]\d{{1,2}}[/.\-]\d{{2,4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[\s\-]+{_WORD}[\s\-,]+\d{{2,4}}",
)


@dataclass(frozen=True, slots=True)
class DateText:
    """A date as far as a cell says it; a missing part is none."""

    text: str
    day: int
    month: int | None = None
    year: int | None = None
    weekday: int | None = None

    def on(self, year: int | None = None, month: int | None = None) -> dt.date | None:
        """Give the date with the missing parts filled in; none when there is no such day."""
        whole_year, whole_month = self.year or year, self.month or month
        if whole_month is None or whole_year is None or not OLDEST <= whole_year <= NEWEST:
            return None
        try:
            return dt.date(whole_year, whole_month, self.day)
        except ValueError:
            return None


def read_date(value: Value | None, *, epoch_1904: bool = False) -> DateText | None:
    """Read a cell as a date: a real date, a day number, or text; none when it is none."""
    match value:
        case dt.date():
            return _whole(value)
        case bool():
            return None
        case float() | int():
            return _serial(float(value), epoch_1904=epoch_1904)
        case str():
            return read_date_text(squash(value))
        case _:
            return None


def _whole(day: dt.date) -> DateText:
    """Give a real date as a date text."""
    return DateText(f"{day:%Y-%m-%d}", day.day, day.month, day.year)


def _serial(number: float, *, epoch_1904: bool) -> DateText | None:
    """Read a day number of this century."""
    days = number + _1904 if epoch_1904 else number
    if not number.is_integer() or not FIRST_SERIAL <= days <= LAST_SERIAL:
        return None
    return _whole(dt.date(1899, 12, 30) + dt.timedelta(days=int(days)))


@lru_cache(maxsize=4096)
def read_date_text(text: str) -> DateText | None:
    """Read a text that is a date and nothing else."""
    if not any(letter.isdigit() for letter in text) or len(text) > LONGEST:
        return None
    for form in (_read_iso, _read_numeric, _read_named, _read_month_first, _read_short):
        found = form(text)
        if found:
            return found
    return None


def date_inside(text: str) -> DateText | None:
    """Find the one full date inside a sentence, such as a week commencing."""
    found = [read_date_text(match.group()) for match in _INSIDE.finditer(squash(text))]
    full = [date for date in found if date and date.year and date.month]
    return full[0] if len(full) == 1 else None


def _year(text: str | None) -> int | None:
    """Read a year of two or four digits; two digits are of this century."""
    digits = (text or "").lstrip("'")
    if not digits:
        return None
    return int(digits) if len(digits) > TWO_DIGITS else 2000 + int(digits)


def _weekday_fits(word: str | None) -> bool:
    """Say whether a word before a date is absent or a weekday."""
    return word is None or weekday_of(word) is not None


def _read_iso(text: str) -> DateText | None:
    """Read 2026-09-01."""
    found = _ISO.match(text)
    return DateText(text, int(found[3]), int(found[2]), int(found[1])) if found else None


def _read_numeric(text: str) -> DateText | None:
    """Read 01/09/2026, day first."""
    found = _NUMERIC.match(text)
    if not found or not _weekday_fits(found[1]):
        return None
    weekday = weekday_of(found[1] or "")
    return DateText(text, int(found[2]), int(found[3]), _year(found[4]), weekday)


def _read_named(text: str) -> DateText | None:
    """Read 01-Sep, 1st September 2026, Tue 1 Sep 26."""
    found = _NAMED.match(text)
    month = month_of(found[3]) if found else None
    if not found or month is None or not _weekday_fits(found[1]):
        return None
    return DateText(text, int(found[2]), month, _year(found[4]), weekday_of(found[1] or ""))


def _read_month_first(text: str) -> DateText | None:
    """Read Mon. Feb. 02, 2026."""
    found = _MONTH_FIRST.match(text)
    month = month_of(found[2]) if found else None
    if not found or month is None or not _weekday_fits(found[1]):
        return None
    return DateText(text, int(found[3]), month, _year(found[4]), weekday_of(found[1] or ""))


def _read_short(text: str) -> DateText | None:
    """Read 1/9 and SA 01."""
    found = _SHORT.match(text)
    if found and _weekday_fits(found[1]):
        return DateText(text, int(found[2]), int(found[3]), None, weekday_of(found[1] or ""))
    numbered = _NUMBERED.match(text)
    weekday = weekday_of(numbered[1]) if numbered else None
    return (
        DateText(text, int(numbered[2]), None, None, weekday)
        if numbered and weekday is not None
        else None
    )
