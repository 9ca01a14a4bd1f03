"""Dates, spans and versions in the words that stand on paper, whatever the machine's language."""

import datetime as dt

from models.types import Slot
from rota_desk.domain.said import dates
from rota_desk.domain.said import day as day_words

DASH = "\N{EN DASH}"
SLOT_WORDS = {
    Slot.AM: "AM",
    Slot.PM: "PM",
    Slot.EVENING: "evening",
    Slot.NIGHT: "night",
    Slot.DAY: "day",
}


def moment_words(moment: dt.datetime) -> str:
    """A wall time as "Mon 9 Nov 2026 08:14"."""
    return f"{day_words(moment)} {moment.year} {moment:%H:%M}"


def span_words(start: dt.date, end: dt.date) -> str:
    """The days from `start` until before `end`, "9 to 22 November 2026" with a dash."""
    return dates(start, end - dt.timedelta(days=1))


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
