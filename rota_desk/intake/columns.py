"""The columns of an exchange file: how each fact is written as text, and read back."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

Value = str | int | bool | Decimal | dt.date | dt.datetime | dt.time | None

SHORT, LONG = 24, 120  # letters that a code and a name hold in the records
MOST = 2**31 - 1
YEARS = range(1900, 2200)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_NAMED = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4})")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::00)?")
_YES, _NO = ("yes", "y", "true", "1"), ("no", "n", "false", "0")
_PLACES = Decimal("0.001")
_PENCE = Decimal("0.01")


class NotRead(ValueError):  # noqa: N818 - it says what a cell has, and is collected
    """A cell could not be read; the message says what would be right."""


class Kind(StrEnum):
    """What sort of fact a column holds."""

    TEXT = "text"
    DAY = "date"
    MOMENT = "local date and time"
    STAMP = "UTC date and time"
    CLOCK = "time"
    WHOLE = "whole number"
    NUMBER = "number"
    MONEY = "pounds"
    YES_NO = "yes or no"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, what it holds, and what that means.

    `told` columns are written for the reader's sake and not taken in. A column that is `needed`
    may not be empty in a new record.
    """

    name: str
    says: str
    kind: Kind = Kind.TEXT
    needed: bool = False
    told: bool = False
    of: type[StrEnum] | None = None  # the words it may hold
    most: int = LONG  # letters of a text, or the greatest whole number
    signed: bool = False  # a number that may lie below nothing
    also: tuple[str, ...] = ()  # what other programs call it, as a heading is compared


def written(value: Value, kind: Kind) -> str:
    """A fact as the text of a cell; the same fact is always the same text."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case StrEnum():
            return value.value
        case Decimal():
            return _number(value, kind)
        case dt.datetime():
            zone = "Z" if kind is Kind.STAMP else ""
            return value.isoformat(timespec="seconds" if value.second else "minutes") + zone
        case dt.date():
            return value.isoformat()
        case dt.time():
            return value.isoformat(timespec="minutes")
        case str():
            return plain(value)
        case _:
            return str(value)


def plain(text: str) -> str:
    """A text as cells keep it: no control signs, one kind of line end, no blanks at the ends."""
    ended = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in ended if sign >= " " or sign in "\n\t").strip()


def _number(value: Decimal, kind: Kind) -> str:
    if kind is Kind.MONEY:
        return f"{value.quantize(_PENCE):f}"
    told = f"{value.quantize(_PLACES):f}"
    return told.rstrip("0").rstrip(".") or "0"


def read_cell(text: str, column: Column) -> Value:
    """Read a cell; none when it is empty. Raises `NotRead` with what would be right."""
    if not text:
        return None
    if column.kind is Kind.TEXT:
        return _text(text, column)
    return _READERS[column.kind](text, column)


def _text(text: str, column: Column) -> str:
    if column.of is not None:
        found = next((one for one in column.of if one.value.casefold() == text.casefold()), None)
        if found is None:
            raise NotRead(f"it is none of {', '.join(one.value for one in column.of)}.")
        return found
    if len(text) > column.most:
        raise NotRead(f"it is longer than {column.most} letters: shorten it.")
    if any("\ud800" <= sign <= "\udfff" or sign in "\x7f\ufffe\uffff" for sign in text):
        raise NotRead("it holds signs that cannot be printed: type it in again.")
    return text


def _day(text: str, _column: Column) -> dt.date:
    head = text[:10] if text[10:] in ("", " 00:00", "T00:00", " 00:00:00", "T00:00:00") else text
    try:
        found = _day_first(head) or dt.date.fromisoformat(head)
    except ValueError:
        raise NotRead("it is no date: write it as 2026-11-09, or 09/11/2026.") from None
    return _of_this_age(found)


def _day_first(text: str) -> dt.date | None:
    """A day as it is written here, 09/11/2026 or 9 Nov 2026; none where it is not so written."""
    if found := _DAY_FIRST.fullmatch(text.strip()):
        return dt.date(int(found[3]), int(found[2]), int(found[1]))
    found = _NAMED.fullmatch(text.strip())
    month = found[2].casefold()[:3] if found else ""
    if found is None or month not in MONTHS:
        return None
    return dt.date(int(found[3]), MONTHS.index(month) + 1, int(found[1]))


def _of_this_age(found: dt.date) -> dt.date:
    if found.year not in YEARS:
        raise NotRead(f"its year lies outside {YEARS.start} to {YEARS.stop - 1}.")
    return found


def _moment(text: str, _column: Column) -> dt.datetime:
    trouble = "it is no date and time: write it as 2026-11-09T08:30."
    head, late = (text[:10], True) if text[10:] in ("T24:00", " 24:00") else (text, False)
    try:
        found = dt.datetime.fromisoformat(head)
    except ValueError:
        raise NotRead(trouble) from None
    if found.tzinfo is not None or found.microsecond or (len(text) <= len("2026-11-09")):
        raise NotRead(trouble)
    _of_this_age(found)
    return found + dt.timedelta(days=1) if late else found


def _stamp(text: str, _column: Column) -> dt.datetime:
    trouble = "it is no moment: write it as 2026-11-09T08:30Z, in UTC."
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        raise NotRead(trouble) from None
    if found.tzinfo is None:
        raise NotRead(f"it does not say its zone; {trouble}")
    _of_this_age(found)
    try:
        return found.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)
    except OverflowError:
        raise NotRead(trouble) from None


def _clock(text: str, _column: Column) -> dt.time:
    found = _CLOCK.fullmatch(text)
    if found is None:
        raise NotRead("it is no time of day: write it as 08:30.")
    if text == "24:00":
        return dt.time()
    try:
        return dt.time(int(found[1]), int(found[2]))
    except ValueError:
        raise NotRead("it is no time of day: write it as 08:30.") from None


def _whole(text: str, column: Column) -> int:
    head = text.removesuffix(".0")
    digits = head.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()) or len(digits) > len(str(MOST)):
        raise NotRead("it is no whole number.")
    most = column.most if column.most != LONG else MOST
    if not 0 <= int(head) <= most:
        raise NotRead(f"it lies outside 0 to {most:,}.")
    return int(head)


def _decimal(text: str, column: Column) -> Decimal:
    bare = text.replace("£", "").replace(",", "") if column.kind is Kind.MONEY else text
    try:
        found = Decimal(bare)
    except InvalidOperation:
        raise NotRead("it is no number: write it as 7.5.") from None
    lowest = -999_999 if column.signed else 0
    if not found.is_finite() or not lowest <= found < 10**6:
        raise NotRead(f"it lies outside {lowest:,} to 999,999.")
    least = _PENCE if column.kind is Kind.MONEY else _PLACES
    if found != found.quantize(least):
        raise NotRead(f"it has more decimal places than {least}.")
    return found


def _yes_no(text: str, _column: Column) -> bool:
    if text.casefold() in _YES:
        return True
    if text.casefold() in _NO:
        return False
    raise NotRead("it is neither yes nor no.")


_READERS: Mapping[Kind, Callable[[str, Column], Value]] = {
    Kind.DAY: _day,
    Kind.MOMENT: _moment,
    Kind.STAMP: _stamp,
    Kind.CLOCK: _clock,
    Kind.WHOLE: _whole,
    Kind.NUMBER: _decimal,
    Kind.MONEY: _decimal,
    Kind.YES_NO: _yes_no,
}
