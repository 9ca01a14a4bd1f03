"""How the desk says days, times and people: one wording for every label, message and page."""

from __future__ import annotations

import datetime as dt
import re

from models import Clinician
from rota_desk.domain.said import DAYS
from rota_desk.domain.said import MONTHS as WHOLE_MONTHS
from rota_desk.domain.said import day as day_words
from rota_desk.domain.said import moment as moment_words
from rota_desk.unit_of_work import Reading

__all__ = [
    "DAYS",
    "MONTHS",
    "NTHS",
    "count_words",
    "day_and_year",
    "day_words",
    "hours_words",
    "moment_words",
    "person_words",
    "span_words",
]


NTHS = ("First", "Second", "Third", "Fourth", "Fifth")  # weekday of a month
MONTHS = tuple(month[:3] for month in WHOLE_MONTHS)


def day_and_year(day: dt.date) -> str:
    """A day with its year: "Tue 10 Nov 2026"."""
    return f"{day_words(day)} {day.year}"


def span_words(first: dt.date, last: dt.date) -> str:
    """A period, both days included: "9 – 22 November 2026" or "28 Dec 2026 – 10 Jan 2027"."""
    if first == last:
        return day_and_year(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} – {last.day} {WHOLE_MONTHS[last.month - 1]} {last.year}"
    if first.year == last.year:
        until = f"{last.day} {MONTHS[last.month - 1]} {last.year}"
        return f"{first.day} {MONTHS[first.month - 1]} – {until}"
    return (
        f"{first.day} {MONTHS[first.month - 1]} {first.year}"
        f" – {last.day} {MONTHS[last.month - 1]} {last.year}"
    )


def hours_words(minutes: int) -> str:
    """A length: "9 h 30 min", "11 h"."""
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else ""
    return f"{sign}{hours} h {rest} min" if rest else f"{sign}{hours} h"


def count_words(count: int, one: str, many: str = "") -> str:
    """A count with its noun: "1 gap", "3 gaps"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def counted_order(name: str) -> list[str | int]:
    """What names are ordered by so that SHO 2 stands before SHO 10."""
    parts = re.split(r"(\d+)", name.casefold())
    return [int(part) if at % 2 else part for at, part in enumerate(parts)]


def person_words(read: Reading, clinician: int) -> str:
    """The person's name as it stands on the rota, or "somebody no longer here"."""
    there = read.find(Clinician, clinician)
    return there.name if there else "somebody no longer here"
