"""Dates, spans and versions in the words that stand on paper, whatever the machine's language."""

import datetime as dt

from models.types import Slot

DASH = "\N{EN DASH}"
SLOT_WORDS = {
    Slot.AM: "AM",
    Slot.PM: "PM",
    Slot.EVENING: "evening",
    Slot.NIGHT: "night",
    Slot.DAY: "day",
}
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day_words(day: dt.date) -> str:
    """A day as "Tue 10 Nov"."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1][:3]}"


def moment_words(moment: dt.datetime) -> str:
    """A wall time as "Mon 9 Nov 2026 08:14"."""
    return f"{day_words(moment)} {moment.year} {moment:%H:%M}"


def span_words(start: dt.date, end: dt.date) -> str:
    """The days from `start` until before `end`, "9 to 22 November 2026" with a dash."""
    last = end - dt.timedelta(days=1)
    if last <= start:
        return _date(start)
    if start.year != last.year:
        return f"{_date(start)} {DASH} {_date(last)}"
    month = "" if start.month == last.month else f" {_MONTHS[start.month - 1]}"
    return f"{start.day}{month} {DASH} {_date(last)}"


def _date(day: dt.date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def version_words(version: int, changes: int) -> str:
    """What a copy is of: "v14", "v14 plus 3 changes", or "draft" before any publication."""
    if not version:
        return "draft"
    if not changes:
        return f"v{version}"
    return f"v{version} plus {counted(changes, 'change')}"


def counted(number: int, noun: str) -> str:
    """A number with its noun, "1 day", "3 days"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def times_words(start: dt.datetime, end: dt.datetime) -> str:
    """The clock times of a duty, from and to."""
    return f"{start:%H:%M}{DASH}{end:%H:%M}"
